#!/bin/sh
# Asks miltertest whether `mailcheck milter` speaks the protocol. On Debian: the packages are unpacked beside the system.
#
#   tests/milter/miltertest.sh target/debug/mailcheck
set -eu
here=$(cd "$(dirname "$0")" && pwd)
mailcheck=$(realpath "$1")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$here/../mail_servers/unpack.sh" "$folder/root" miltertest liblua5.3-0 libbsd0
printf '[send]\nallow-in-draft = true\n' > "$folder/settings.toml"
"$mailcheck" milter --listen "unix:$folder/socket" --config "$folder/settings.toml" --lang en &
milter=$!
trap 'kill "$milter" 2> /dev/null; wait "$milter" || true; rm -rf "$folder"' EXIT
LD_LIBRARY_PATH=$(echo "$folder"/root/usr/lib/*-linux-gnu*) \
    "$folder/root/usr/bin/miltertest" -D "socket=unix:$folder/socket" -s "$here/good_and_bad.lua"
