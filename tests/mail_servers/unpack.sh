#!/bin/sh
# Unpacks Debian packages into a folder. Mail servers exclude each other, and none belongs on a machine that only tests: they
# are never installed. Packages are taken from $MAILCHECK_MAIL_PACKAGES where they lie there already. Ends with 2 when one
# cannot be had.
#
#   tests/mail_servers/unpack.sh FOLDER PACKAGE...
set -eu
folder=$1
shift
mkdir -p "$folder"
folder=$(realpath "$folder")
packages=${MAILCHECK_MAIL_PACKAGES:-$folder.packages}
command -v apt-get > /dev/null && command -v dpkg > /dev/null || { echo "no Debian here" >&2; exit 2; }
mkdir -p "$packages" && cd "$packages"
for package; do
    ls "${package}"_*.deb > /dev/null 2>&1 \
        || apt-get download -qq "$package" > log 2>&1 || { cat log >&2; exit 2; }
    dpkg -x "${package}"_*.deb "$folder"
done
