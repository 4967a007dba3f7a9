#!/bin/sh
# Packs the add-on into one file, mailcheck.xpi in this folder, or the file that is named.
set -eu
case "${1:-}" in
    /*) target="$1" ;;
    *) target="$PWD/${1:-mailcheck.xpi}" ;;
esac
cd "$(dirname "$0")"
rm -f "$target"
zip -q -X -r "$target" manifest.json _locales ./*.js ./*.html ./*.css
echo "$target"
