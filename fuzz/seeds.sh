#!/bin/sh
# Lays the drafts and rules of the project into corpus/ as seeds for the fuzzer. Nothing of it is kept in the project.
set -eu
cd "$(dirname "$0")"

# Larger files have more of the same, and a fuzzer is slow with them.
largest=64k
for target in eml msg pipeline rule_file settings people header_fields milter opensmtpd native_host approval; do
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
# What other programs say: packets of a mail server, lines of another, requests of an add-on, the files of an approval.
# packet LETTER CONTENT: both as printf takes them.
packet() {
    length=$(($(printf "$2" | wc -c) + 1))
    printf "\\000\\000\\$(printf '%03o' $((length / 256)))\\$(printf '%03o' $((length % 256)))$1$2"
}
{
    packet O '\000\000\000\006\000\000\001\377\000\037\377\377'
    packet D 'Mi\0004FzA1\000'
    packet M '<ann@city.example>\000SIZE=900\000'
    packet R '<bob@beta.example>\000'
    packet R 'root\000'
    packet L 'To\000 bob@beta.example,\n\tcarl@gamma.example\000'
    packet L 'Resent-From\000 ann@city.example\000'
    packet N ''
    packet B 'Text.\r\n'
    packet E ''
} > corpus/milter/1
for version in 0.5 0.7; do
    {
        printf 'config|ready\nreport|%s|1|smtp-in|tx-begin|a1|3fd2\n' "$version"
        case "$version" in
            0.7) printf 'report|0.7|1|smtp-in|tx-%s|a1|3fd2|ok|%s\n' mail ann@city.example rcpt bob@beta.example rcpt root ;;
            *) printf 'report|0.5|1|smtp-in|tx-%s|a1|3fd2|%s|ok\n' mail ann@city.example rcpt bob@beta.example rcpt root ;;
        esac
        for line in 'To: bob@beta.example' 'Mailcheck-Allow: x; y' '' '..dot' '.'; do
            printf 'filter|%s|1|smtp-in|data-line|a1|aa|%s\n' "$version" "$line"
        done
        printf 'filter|%s|1|smtp-in|commit|a1|bb|\nreport|%s|1|smtp-in|link-disconnect|a1\n' "$version" "$version"
    } > "corpus/opensmtpd/$version"
done
number=0
for request in \
    '{"locale":"ja","details":{"from":"Ann <ann@city.example>","to":["Bob <bob@beta.example>"],"bcc":"root","subject":"x","isPlainText":true,"plainTextBody":"y","customHeaders":[{"name":"X-A","value":"b"}],"type":"reply"},"attachments":[{"name":"x.pdf","contentType":"application/pdf","base64":"eA=="}],"inReplyTo":"<1@beta.example>"}' \
    '{"details":{"from":"ann@city.example","to":"a@beta.example","body":"<p>x</p>"},"attachments":[]}'; do
    number=$((number + 1))
    length=$(printf '%s' "$request" | wc -c)
    {
        printf "\\$(printf '%03o' $((length % 256)))\\$(printf '%03o' $((length / 256)))\\000\\000"
        printf '%s' "$request"
    } > "corpus/native_host/$number"
done
for signature in ed25519 ecdsa; do
    (cd ../tests/hostile/approval && for file in statement allowed_signers "$signature.sig" revoked; do
        cat "$file"
        test "$file" = revoked || echo ====
    done) > "corpus/approval/$signature"
done
for target in corpus/*; do
    echo "$target: $(find "$target" -type f | wc -l) seeds"
done
