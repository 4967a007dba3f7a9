#!/usr/bin/env bash
# Installs the mail programs that tests/clients.rs drives, on Debian and as root. Fails when one of them cannot be had; the
# tests then say that they skipped it. No mail server comes with them: bsd-mailx, which wants one, is only unpacked.
set -u
folder="${1:?usage: install.sh FOLDER (for what is unpacked)}"
# libmailtools-perl: without it git send-email dies.
packages="msmtp mutt neomutt s-nail mailutils git git-email libmailtools-perl php-cli libphp-phpmailer php-symfony-mailer ruby-mail libemail-sender-perl libmime-lite-perl aerc alpine alot notmuch mblaze tmux emacs-nox liblockfile1"

if [ "$(id -u)" != 0 ] || ! grep -qx 'ID=debian' /etc/os-release 2>/dev/null; then
    echo "skipped: mail programs are installed by root on Debian only" >&2
    exit 1
fi
export DEBIAN_FRONTEND=noninteractive
# Never to be installed, whatever the others ask for.
servers="exim4-daemon-light- exim4-base- postfix- msmtp-mta-"
apt-get update -qq || true
# Words, to be split.
# shellcheck disable=SC2086
install() { apt-get install -y -qq --no-install-recommends "$@" $servers </dev/null >/dev/null 2>&1; }
failed=0
# Words, to be split.
# shellcheck disable=SC2086
if ! install $packages; then
    for package in $packages; do
        install "$package" || { echo "cannot be installed: $package" >&2 && failed=1; }
    done
fi

mkdir -p "$folder"
if [ ! -x "$folder/usr/bin/bsd-mailx" ]; then
    if ! (cd "$folder" && apt-get download -qq bsd-mailx && dpkg -x bsd-mailx_*.deb . && rm -f bsd-mailx_*.deb) >/dev/null 2>&1; then
        echo "cannot be unpacked: bsd-mailx" >&2
        failed=1
    fi
fi
exit "$failed"
