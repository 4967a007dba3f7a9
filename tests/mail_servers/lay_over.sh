# shellcheck shell=sh
# Sourced by scripts that need a mail server as if it were installed: unpacks packages and lays them over the system, in a mount
# namespace of its own, so that nothing of it changes. Root only; ends with 2 where that cannot be.
#
#   lay_over SCRIPT MAILCHECK PACKAGE...   runs SCRIPT again, inside; there: $mailcheck, $here, and $over, a folder to write in
lay_over() {
    script=$1
    here=$(cd "$(dirname "$script")" && pwd)
    if [ -z "${MAILCHECK_IN_NAMESPACE:-}" ]; then
        if [ "$(id -u)" != 0 ] || ! unshare -m true; then
            echo "only root may lay packages over the system" >&2
            exit 2
        fi
        mailcheck=$(realpath "$2")
        folder=$(mktemp -d)
        trap 'rm -rf "$folder"' EXIT
        chmod 755 "$folder"
        shift 2
        "$here/../mail_servers/unpack.sh" "$folder/root" "$@"
        MAILCHECK_IN_NAMESPACE=$folder unshare -m "$here/$(basename "$script")" "$mailcheck"
        exit
    fi
    mailcheck=$2 folder=$MAILCHECK_IN_NAMESPACE
    over=$folder/over
    mkdir -p "$over"
    mount -t tmpfs -o mode=755 tmpfs "$over" || exit 2
    for top in etc usr; do
        mkdir -p "$over/$top" "$over/$top.work"
        mount -t overlay overlay -o "lowerdir=$folder/root/$top:/$top,upperdir=$over/$top,workdir=$over/$top.work" "/$top" || exit 2
    done
    mkdir -p "$over/lib" "$over/box"
    mount --bind "$over/lib" /var/lib
    mount -t tmpfs -o mode=755 tmpfs /var/spool
}
