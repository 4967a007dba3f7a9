#!/bin/sh
# Asks a real OpenSMTPD whether `mailcheck opensmtpd-filter` does what docs/send-path.md says. As root, on Debian: the packages
# are unpacked beside the system and laid over it in a mount namespace, so nothing of it changes.
#
#   tests/opensmtpd/smtpd.sh target/debug/mailcheck
# What lay_over.sh sets.
# shellcheck disable=SC2154
set -eu
# shellcheck source=/dev/null
. "$(dirname "$0")/../mail_servers/lay_over.sh"
# Servers stand where the search path of users does not lead.
PATH="$PATH:/usr/sbin:/sbin"
lay_over "$0" "$1" opensmtpd libevent-2.1-7

mount -t tmpfs -o mode=755 tmpfs /run
mkdir -p "$over/empty" /var/lib/opensmtpd/empty
printf 'opensmtpd:x:5001:5001::%s:/usr/sbin/nologin\nopensmtpq:x:5002:5002::%s:/usr/sbin/nologin\nbox:x:5003:5003::%s:/bin/sh\n' \
    "$over/empty" "$over/empty" "$over/box" >> /etc/passwd
printf 'opensmtpd:x:5001:\nopensmtpq:x:5002:\nbox:x:5003:\n' >> /etc/group
chown box:box "$over/box"
# The filter runs as the mail server's own user, who may read nobody's home.
cp "$mailcheck" "$over/mailcheck" && chmod 755 "$over/mailcheck"
printf '[send]\nallow-in-draft = true\n[limits.reading]\nfile-bytes = 1000000\n' > "$over/settings.toml"

# What the package's installation would do.
chgrp opensmtpq /usr/sbin/smtpctl && chmod 2755 /usr/sbin/smtpctl && ln -sf smtpctl /usr/sbin/sendmail

port=$((20000 + $$ % 10000))
cat > "$over/smtpd.conf" << END
smtp max-message-size 30M
table recipients { "@" = box }
filter mailcheck proc-exec "$over/mailcheck opensmtpd-filter --config $over/settings.toml"
listen on 127.0.0.1 port $port filter mailcheck
listen on socket filter mailcheck
action "deliver" maildir "$over/box/all" virtual <recipients>
match from any for any action "deliver"
END
smtpd -d -f "$over/smtpd.conf" > "$over/log" 2>&1 &
smtpd=$!
trap 'kill "$smtpd" 2> /dev/null; wait "$smtpd" || true' EXIT
python3 "$here/smtpd.py" "$port" "$over/box/all" "$over/log" || { tail -40 "$over/log"; exit 1; }
