#!/bin/sh
# Asks a real Postfix whether `mailcheck milter` does what docs/send-path.md says. As root, on Debian: the packages are unpacked
# beside the system and laid over it in a mount namespace, so nothing of it changes.
#
#   tests/milter/postfix.sh target/debug/mailcheck
# What lay_over.sh sets.
# shellcheck disable=SC2154
set -eu
# shellcheck source=/dev/null
. "$(dirname "$0")/../mail_servers/lay_over.sh"
# Servers stand where the search path of users does not lead.
PATH="$PATH:/usr/sbin:/sbin"
lay_over "$0" "$1" postfix

mkdir -p /var/lib/postfix /var/spool/postfix
echo "postfix:x:5001:5001::/var/spool/postfix:/usr/sbin/nologin" >> /etc/passwd
printf 'postfix:x:5001:\npostdrop:x:5002:\n' >> /etc/group
chown postfix:postfix /var/lib/postfix "$over/box"
chmod 755 "$over" "$over/box"

port=$((20000 + $$ % 10000))
cp /usr/share/postfix/master.cf.dist /etc/postfix/master.cf
# Beside the service with one milter two that find two of them: behind a balancer, and behind one name.
sed -i -e "s/^smtp  *inet .*/127.0.0.1:$port inet n - n - - smtpd/" -e 's/^\(postlog .*\) n \(.*\)$/\1 n \2/' /etc/postfix/master.cf
cat >> /etc/postfix/master.cf << END
127.0.0.1:$((port + 1)) inet n - n - - smtpd
  -o smtpd_milters=inet:127.0.0.1:$((port + 2))
127.0.0.1:$((port + 3)) inet n - n - - smtpd
  -o smtpd_milters=inet:milters.tsubame.example:$((port + 4))
END
printf '127.0.0.1 milters.tsubame.example\n127.0.0.2 milters.tsubame.example\n' >> /etc/hosts
cat > /etc/postfix/main.cf << END
compatibility_level = 3.6
daemon_directory = /usr/lib/postfix/sbin
shlib_directory = /usr/lib/postfix
myhostname = mx.tsubame.example
mydestination =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
disable_dns_lookups = yes
alias_maps =
maillog_file = /var/spool/maillog
maillog_file_prefixes = /var/spool
virtual_mailbox_domains = static:all
virtual_mailbox_base = $over/box
virtual_mailbox_maps = static:all/
virtual_uid_maps = static:5001
virtual_gid_maps = static:5001
smtpd_relay_restrictions = permit_mynetworks, reject
smtpd_milters = unix:/var/spool/postfix/mailcheck
milter_default_action = tempfail
END
sed -i 's/^\(smtp\|relay\|cleanup\|virtual\|rewrite\|qmgr\|bounce\|defer\|trace\|verify\|proxymap\|anvil\|scache\|error\|retry\|discard\|local\|lmtp\|showq\|flush\|pickup\|tlsmgr\|proxywrite\)\( *[a-z]* *[-yn] *[-yn] *\)y/\1\2n/' /etc/postfix/master.cf
export LD_LIBRARY_PATH=/usr/lib/postfix HOME=/nonexistent XDG_CONFIG_HOME=/nonexistent
postfix set-permissions > /dev/null 2>&1 || true
postfix start || { cat /var/spool/maillog; exit 2; }
trap 'postfix stop' EXIT
python3 "$here/postfix.py" "$mailcheck" "$port" "$over/box" /var/spool/postfix/mailcheck || { tail -30 /var/spool/maillog; exit 1; }
