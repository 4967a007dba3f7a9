#!/bin/sh
# Lays the drafts and rules of the project into corpus/ as seeds for the fuzzer. Nothing of it is kept in the project.
set -eu
cd "$(dirname "$0")"

# Larger files have more of the same, and a fuzzer is slow with them.
largest=64k
for target in eml msg pipeline rule_file settings people header_fields; do
    mkdir -p "corpus/$target"
done

# seed TARGET NUMBER FILE: files of one name in two folders do not cover each other.
seed() { cp "$3" "corpus/$1/$2-$(basename "$3")"; }

number=0
find ../fixtures \( -name '*.eml' -o -name '*.msg' -o -name '*.oft' \) -size -"$largest" | sort | while read -r draft; do
    number=$((number + 1))
    seed pipeline "$number" "$draft"
    case "$draft" in
        *.eml) seed eml "$number" "$draft" ;;
        *) seed msg "$number" "$draft" ;;
    esac
done
find ../rules ../examples -name '*.toml' | sort | while read -r rule; do
    number=$((number + 1))
    seed rule_file "$number" "$rule"
done

# Settings and tables of people stand in the examples of rules, between lines of three quotes.
awk '
    function target() { return key == "config" ? "settings" : "people" }
    /^(config|book|lists) = ("""|'"'''"')/ { key = $1; count++; text = ""; inside = 1; next }
    inside && /^("""|'"'''"')/ { inside = 0; printf "%s", text > ("corpus/" target() "/" count ".seed"); close("corpus/" target() "/" count ".seed") }
    inside { text = text $0 "\n" }
    /^(config|book|lists) = ["'"'"'][^"'"'"']/ {
        value = $0; sub(/^[a-z-]+ = ./, "", value); sub(/.$/, "", value); key = $1; count++
        gsub(/\\n/, "\n", value); gsub(/\\"/, "\"", value)
        file = "corpus/" target() "/" count ".seed"; print value > file; close(file)
    }
' ../rules/*.toml
# Every fenced TOML block of the handbook, too.
awk '/^```toml/ { inside = 1; count++; next } /^```/ { inside = 0 } inside { print > ("corpus/settings/handbook-" count ".toml") }' ../docs/settings.md
# Header fields as they stand in the drafts, one a file.
number=0
grep -ahEi '^(from|to|cc|subject|content-type|content-disposition):' $(find ../fixtures -name '*.eml' -size -"$largest") |
    sed 's/^[^:]*: *//' | LC_ALL=C sort -u | while read -r field; do
    number=$((number + 1))
    printf '%s' "$field" > "corpus/header_fields/$number"
done
for target in corpus/*; do
    echo "$target: $(find "$target" -type f | wc -l) seeds"
done
