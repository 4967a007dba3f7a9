# Print an optspec for argparse to handle cmd's options that are independent of any subcommand.
function __fish_mailcheck_global_optspecs
    string join \n lang= color= config= format= fail-on= show= output= only= skip= stage= now= stdin-filename= files-from= 0 jobs= mailing roster= expect= history= digests= loop-guard= baseline= write-baseline= redact fail-fast allow-empty q/quiet h/help V/version
end

function __fish_mailcheck_needs_command
    # Figure out if the current invocation already has a command.
    set -l cmd (commandline -opc)
    set -e cmd[1]
    argparse -s (__fish_mailcheck_global_optspecs) -- $cmd 2>/dev/null
    or return
    if set -q argv[1]
        # Also print the command, so this can be used to figure out what it is.
        echo $argv[1]
        return 1
    end
    return 0
end

function __fish_mailcheck_using_subcommand
    set -l cmd (__fish_mailcheck_needs_command)
    test -z "$cmd"
    and return 1
    contains -- $cmd[1] $argv
end

complete -c mailcheck -n "__fish_mailcheck_needs_command" -l lang -d 'Language of messages; without it the setting, then the system\'s locale' -r -f -a "en\t'English'
ja\t'日本語'"
complete -c mailcheck -n "__fish_mailcheck_needs_command" -l color -d 'Colours; NO_COLOR and CLICOLOR_FORCE are heeded' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c mailcheck -n "__fish_mailcheck_needs_command" -l config -d 'Use this settings file instead of searching upwards for mailcheck.toml' -r -F
complete -c mailcheck -n "__fish_mailcheck_needs_command" -l format -d 'Form of the report on standard output' -r -f -a "human\t'For people'
short\t'One line for each finding'
json\t'For programs: one document with everything'
jsonl\t'For programs: one object a line, as soon as a draft is checked'
sarif\t'SARIF 2.1.0, for code scanning'
github\t'Annotations of GitHub Actions'
gitlab\t'GitLab code quality'
junit\t'JUnit XML, for CI systems'
checkstyle\t'Checkstyle XML'
rdjson\t'reviewdog'
html\t'A page for the browser, in one file'"
complete -c mailcheck -n "__fish_mailcheck_needs_command" -l fail-on -d 'Fail from this severity on' -r -f -a "error\t'Errors'
warning\t'Warnings and errors'
info\t'Anything'
never\t'Nothing that is found'"
complete -c mailcheck -n "__fish_mailcheck_needs_command" -l show -d 'Show findings from this severity on; without it warning, lower when --fail-on is, and info at --stage template without [[template]]' -r -f -a "error\t'Errors only'
warning\t'Warnings and errors'
info\t'Everything'"
complete -c mailcheck -n "__fish_mailcheck_needs_command" -l output -d 'Write one more report, FORMAT=FILE; may be given several times' -r
complete -c mailcheck -n "__fish_mailcheck_needs_command" -l only -d 'Run only this rule; may be given several times' -r -f -a "addresses-in-body\t''
already-sent\t''
ambiguous-recipient-name\t''
approval-required\t''
attachment-for-other-organization\t''
attachment-forbidden\t''
attachment-name-portability\t''
attachment-size\t''
bcc-leak\t''
bodies-disagree\t''
bulk-bcc\t''
bulk-without-tool\t''
calendar-recipient-disagrees\t''
confidential-marker-external\t''
dangerous-attachment-type\t''
display-name-disagrees\t''
distribution-list-recipient\t''
document-revision-residue\t''
draft-or-test-marker\t''
duplicate-recipient\t''
embedded-data-in-document\t''
empty-body\t''
empty-merge\t''
empty-subject\t''
escaped-character\t''
exposed-list-members\t''
exposed-members\t''
exposed-personal-addresses\t''
forbidden-recipient\t''
forbidden-text\t''
generic-attachment-name\t''
greeting-recipient-mismatch\t''
hidden-external-recipient\t''
hidden-spreadsheet-content\t''
internal-addresses-exposed\t''
invite-exposes-attendees\t''
invite-exposes-personal-attendees\t''
keyword-recipient\t''
large-internal-audience\t''
lone-external-recipient\t''
look-alike-characters\t''
mailing-attachment-swap\t''
mailing-duplicated-personal-block\t''
mailing-name-shift\t''
mailing-other-member-content\t''
mailing-recipient-accumulation\t''
mailing-roster-mismatch\t''
mailing-same-personal-file\t''
mailing-size-unexpected\t''
missing-attachment\t''
missing-bcc\t''
misspelt-placeholder\t''
mixed-external-domains\t''
no-recipient\t''
organization-name-mismatch\t''
organization-name-missing\t''
password-with-attachment\t''
personal-data-in-attachment\t''
personal-data-in-body\t''
personal-mailbox-recipient\t''
promised-attachment-missing\t''
public-archive-recipient\t''
quoted-history-external\t''
recall-message\t''
recipient-domain-typo\t''
recipient-list-attached\t''
recipient-lookalike\t''
recipient-malformed\t''
recipient-name-mismatch\t''
recipient-unknown\t''
recipient-unresolved\t''
required-recipient-missing\t''
roster-incomplete\t''
sender-outside-organization\t''
sent-as-draft\t''
shared-link-external\t''
split-visibility\t''
stale-date\t''
superseded-attachment-name\t''
template-placeholders\t''
thread-new-external\t''
too-many-visible-recipients\t''
unclosed-placeholder\t''
undeclared-placeholder\t''
unencrypted-sensitive-attachment\t''
uninspectable-attachment\t''
unreadable-part\t''
unresolved-placeholder\t''"
complete -c mailcheck -n "__fish_mailcheck_needs_command" -l skip -d 'Leave this rule out; may be given several times' -r -f -a "addresses-in-body\t''
already-sent\t''
ambiguous-recipient-name\t''
approval-required\t''
attachment-for-other-organization\t''
attachment-forbidden\t''
attachment-name-portability\t''
attachment-size\t''
bcc-leak\t''
bodies-disagree\t''
bulk-bcc\t''
bulk-without-tool\t''
calendar-recipient-disagrees\t''
confidential-marker-external\t''
dangerous-attachment-type\t''
display-name-disagrees\t''
distribution-list-recipient\t''
document-revision-residue\t''
draft-or-test-marker\t''
duplicate-recipient\t''
embedded-data-in-document\t''
empty-body\t''
empty-merge\t''
empty-subject\t''
escaped-character\t''
exposed-list-members\t''
exposed-members\t''
exposed-personal-addresses\t''
forbidden-recipient\t''
forbidden-text\t''
generic-attachment-name\t''
greeting-recipient-mismatch\t''
hidden-external-recipient\t''
hidden-spreadsheet-content\t''
internal-addresses-exposed\t''
invite-exposes-attendees\t''
invite-exposes-personal-attendees\t''
keyword-recipient\t''
large-internal-audience\t''
lone-external-recipient\t''
look-alike-characters\t''
mailing-attachment-swap\t''
mailing-duplicated-personal-block\t''
mailing-name-shift\t''
mailing-other-member-content\t''
mailing-recipient-accumulation\t''
mailing-roster-mismatch\t''
mailing-same-personal-file\t''
mailing-size-unexpected\t''
missing-attachment\t''
missing-bcc\t''
misspelt-placeholder\t''
mixed-external-domains\t''
no-recipient\t''
organization-name-mismatch\t''
organization-name-missing\t''
password-with-attachment\t''
personal-data-in-attachment\t''
personal-data-in-body\t''
personal-mailbox-recipient\t''
promised-attachment-missing\t''
public-archive-recipient\t''
quoted-history-external\t''
recall-message\t''
recipient-domain-typo\t''
recipient-list-attached\t''
recipient-lookalike\t''
recipient-malformed\t''
recipient-name-mismatch\t''
recipient-unknown\t''
recipient-unresolved\t''
required-recipient-missing\t''
roster-incomplete\t''
sender-outside-organization\t''
sent-as-draft\t''
shared-link-external\t''
split-visibility\t''
stale-date\t''
superseded-attachment-name\t''
template-placeholders\t''
thread-new-external\t''
too-many-visible-recipients\t''
unclosed-placeholder\t''
undeclared-placeholder\t''
unencrypted-sensitive-attachment\t''
uninspectable-attachment\t''
unreadable-part\t''
unresolved-placeholder\t''"
complete -c mailcheck -n "__fish_mailcheck_needs_command" -l stage -d 'What the drafts are: templates may have placeholders, rendered messages may not' -r -f -a "template\t'Placeholders are meant to be there'
rendered\t'Every placeholder must be filled in'"
complete -c mailcheck -n "__fish_mailcheck_needs_command" -l now -d 'Time of the check instead of now, as 2026-04-01 or RFC 3339' -r
complete -c mailcheck -n "__fish_mailcheck_needs_command" -l stdin-filename -d 'Name of standard input in reports' -r -F
complete -c mailcheck -n "__fish_mailcheck_needs_command" -l files-from -d 'Read paths from this file, one a line, or - for standard input' -r -F
complete -c mailcheck -n "__fish_mailcheck_needs_command" -l jobs -d 'How many drafts to work on at once; without it one for each core' -r
complete -c mailcheck -n "__fish_mailcheck_needs_command" -l roster -d 'Whom the mailing is for: CSV with a column of addresses and what else the drafts were filled from' -r -F
complete -c mailcheck -n "__fish_mailcheck_needs_command" -l expect -d 'How many drafts the mailing has' -r
complete -c mailcheck -n "__fish_mailcheck_needs_command" -l history -d 'Record of what was sent (`mailcheck sent`); tells drafts that went out before' -r -F
complete -c mailcheck -n "__fish_mailcheck_needs_command" -l digests -d 'Instead of drafts, parts of the mailing in their order, as `mailcheck digest` wrote them' -r -F
complete -c mailcheck -n "__fish_mailcheck_needs_command" -l loop-guard -d 'For loops that check each message alone: remember in this folder, for some minutes, whom messages went to' -r -F
complete -c mailcheck -n "__fish_mailcheck_needs_command" -l baseline -d 'Let findings pass that stand in this file' -r -F
complete -c mailcheck -n "__fish_mailcheck_needs_command" -l write-baseline -d 'Let everything pass that is found now, and write it into this file for --baseline' -r -F
complete -c mailcheck -n "__fish_mailcheck_needs_command" -s 0 -d 'Paths of --files-from end with NUL instead of a line end'
complete -c mailcheck -n "__fish_mailcheck_needs_command" -l mailing -d 'The drafts go out together: check what only all of them show'
complete -c mailcheck -n "__fish_mailcheck_needs_command" -l redact -d 'For public logs: no text of a draft and no address in any report'
complete -c mailcheck -n "__fish_mailcheck_needs_command" -l fail-fast -d 'Stop at the first finding at or above --fail-on'
complete -c mailcheck -n "__fish_mailcheck_needs_command" -l allow-empty -d 'Nothing to check is no failure'
complete -c mailcheck -n "__fish_mailcheck_needs_command" -s q -l quiet -d 'No report on standard output when nothing is found'
complete -c mailcheck -n "__fish_mailcheck_needs_command" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c mailcheck -n "__fish_mailcheck_needs_command" -s V -l version -d 'Print version'
complete -c mailcheck -n "__fish_mailcheck_needs_command" -a "show" -d 'Print the decoded text of a draft, or everything the rules can see of it'
complete -c mailcheck -n "__fish_mailcheck_needs_command" -a "rules" -d 'List, prove, check and start rules'
complete -c mailcheck -n "__fish_mailcheck_needs_command" -a "explain" -d 'Tell what a rule looks for, why, and how to allow it'
complete -c mailcheck -n "__fish_mailcheck_needs_command" -a "config" -d 'Show and check settings'
complete -c mailcheck -n "__fish_mailcheck_needs_command" -a "fix" -d 'Correct drafts: shows what would change, or writes it'
complete -c mailcheck -n "__fish_mailcheck_needs_command" -a "sheet" -d 'Print one page for the person who checks a draft before it leaves'
complete -c mailcheck -n "__fish_mailcheck_needs_command" -a "init" -d 'Start a mailcheck.toml in this folder'
complete -c mailcheck -n "__fish_mailcheck_needs_command" -a "digest" -d 'Check a part of a mailing and write down what `mailcheck --mailing --digests` needs of it'
complete -c mailcheck -n "__fish_mailcheck_needs_command" -a "sent" -d 'Record drafts that were sent, for --history'
complete -c mailcheck -n "__fish_mailcheck_needs_command" -a "lsp" -d 'Serve an editor: checks drafts, rule files and settings while they are written'
complete -c mailcheck -n "__fish_mailcheck_needs_command" -a "book" -d 'Check tables of addresses instead of drafts'
complete -c mailcheck -n "__fish_mailcheck_needs_command" -a "completions" -d 'Print the script that completes commands, options and rules in a shell'
complete -c mailcheck -n "__fish_mailcheck_needs_command" -a "man" -d 'Print the manual page, in the language of --lang'
complete -c mailcheck -n "__fish_mailcheck_needs_command" -a "sendmail" -d 'Stand in for sendmail: check what a mail program hands over, then pass it on, or refuse'
complete -c mailcheck -n "__fish_mailcheck_needs_command" -a "split" -d 'Make one draft for each recipient of a draft: nobody sees anybody else'
complete -c mailcheck -n "__fish_mailcheck_needs_command" -a "approve" -d 'Sign that a draft is right: the second pair of eyes'
complete -c mailcheck -n "__fish_mailcheck_needs_command" -a "verify" -d 'Say who has approved a draft, and which approvals do not count'
complete -c mailcheck -n "__fish_mailcheck_needs_command" -a "approvals" -d 'List approvals: in force, expired, without a draft'
complete -c mailcheck -n "__fish_mailcheck_needs_command" -a "apology" -d 'After a leak: write a letter to each person a mail reached, asking to delete it'
complete -c mailcheck -n "__fish_mailcheck_needs_command" -a "gate" -d 'Check the message on standard input, then run a command with it'
complete -c mailcheck -n "__fish_mailcheck_needs_command" -a "milter" -d 'Serve a mail server, Postfix or Sendmail: a message that must not leave is answered with 550'
complete -c mailcheck -n "__fish_mailcheck_needs_command" -a "native-host" -d 'Answer the add-on for Thunderbird, which asks before a mail is sent'
complete -c mailcheck -n "__fish_mailcheck_needs_command" -a "opensmtpd-filter" -d 'Filter for OpenSMTPD, which runs it: a message that must not leave is answered with 550'
complete -c mailcheck -n "__fish_mailcheck_needs_command" -a "git-validate" -d 'Check a patch for Git\'s hook sendemail-validate'
complete -c mailcheck -n "__fish_mailcheck_using_subcommand show" -l format -d 'text: the decoded view; json: every fact' -r -f -a "text\t'The decoded view'
json\t'Every fact'"
complete -c mailcheck -n "__fish_mailcheck_using_subcommand show" -l lang -d 'Language of messages; without it the setting, then the system\'s locale' -r -f -a "en\t'English'
ja\t'日本語'"
complete -c mailcheck -n "__fish_mailcheck_using_subcommand show" -l color -d 'Colours; NO_COLOR and CLICOLOR_FORCE are heeded' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c mailcheck -n "__fish_mailcheck_using_subcommand show" -l config -d 'Use this settings file instead of searching upwards for mailcheck.toml' -r -F
complete -c mailcheck -n "__fish_mailcheck_using_subcommand show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c mailcheck -n "__fish_mailcheck_using_subcommand rules; and not __fish_seen_subcommand_from list test check new" -l lang -d 'Language of messages; without it the setting, then the system\'s locale' -r -f -a "en\t'English'
ja\t'日本語'"
complete -c mailcheck -n "__fish_mailcheck_using_subcommand rules; and not __fish_seen_subcommand_from list test check new" -l color -d 'Colours; NO_COLOR and CLICOLOR_FORCE are heeded' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c mailcheck -n "__fish_mailcheck_using_subcommand rules; and not __fish_seen_subcommand_from list test check new" -l config -d 'Use this settings file instead of searching upwards for mailcheck.toml' -r -F
complete -c mailcheck -n "__fish_mailcheck_using_subcommand rules; and not __fish_seen_subcommand_from list test check new" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c mailcheck -n "__fish_mailcheck_using_subcommand rules; and not __fish_seen_subcommand_from list test check new" -f -a "list" -d 'Every rule, whether it is in force, and why not'
complete -c mailcheck -n "__fish_mailcheck_using_subcommand rules; and not __fish_seen_subcommand_from list test check new" -f -a "test" -d 'Run the examples inside rule files; without a folder those of the rules in force'
complete -c mailcheck -n "__fish_mailcheck_using_subcommand rules; and not __fish_seen_subcommand_from list test check new" -f -a "check" -d 'Find rules that are broken, never match, or repeat another; without a folder those that the settings name'
complete -c mailcheck -n "__fish_mailcheck_using_subcommand rules; and not __fish_seen_subcommand_from list test check new" -f -a "new" -d 'Write a rule to start from, with comments'
complete -c mailcheck -n "__fish_mailcheck_using_subcommand rules; and __fish_seen_subcommand_from list" -l lang -d 'Language of messages; without it the setting, then the system\'s locale' -r -f -a "en\t'English'
ja\t'日本語'"
complete -c mailcheck -n "__fish_mailcheck_using_subcommand rules; and __fish_seen_subcommand_from list" -l color -d 'Colours; NO_COLOR and CLICOLOR_FORCE are heeded' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c mailcheck -n "__fish_mailcheck_using_subcommand rules; and __fish_seen_subcommand_from list" -l config -d 'Use this settings file instead of searching upwards for mailcheck.toml' -r -F
complete -c mailcheck -n "__fish_mailcheck_using_subcommand rules; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c mailcheck -n "__fish_mailcheck_using_subcommand rules; and __fish_seen_subcommand_from test" -l format -d 'Form of the report on standard output' -r -f -a "human\t'One line for each failure'
junit\t'JUnit XML, for CI systems'"
complete -c mailcheck -n "__fish_mailcheck_using_subcommand rules; and __fish_seen_subcommand_from test" -l lang -d 'Language of messages; without it the setting, then the system\'s locale' -r -f -a "en\t'English'
ja\t'日本語'"
complete -c mailcheck -n "__fish_mailcheck_using_subcommand rules; and __fish_seen_subcommand_from test" -l color -d 'Colours; NO_COLOR and CLICOLOR_FORCE are heeded' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c mailcheck -n "__fish_mailcheck_using_subcommand rules; and __fish_seen_subcommand_from test" -l config -d 'Use this settings file instead of searching upwards for mailcheck.toml' -r -F
complete -c mailcheck -n "__fish_mailcheck_using_subcommand rules; and __fish_seen_subcommand_from test" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c mailcheck -n "__fish_mailcheck_using_subcommand rules; and __fish_seen_subcommand_from check" -l lang -d 'Language of messages; without it the setting, then the system\'s locale' -r -f -a "en\t'English'
ja\t'日本語'"
complete -c mailcheck -n "__fish_mailcheck_using_subcommand rules; and __fish_seen_subcommand_from check" -l color -d 'Colours; NO_COLOR and CLICOLOR_FORCE are heeded' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c mailcheck -n "__fish_mailcheck_using_subcommand rules; and __fish_seen_subcommand_from check" -l config -d 'Use this settings file instead of searching upwards for mailcheck.toml' -r -F
complete -c mailcheck -n "__fish_mailcheck_using_subcommand rules; and __fish_seen_subcommand_from check" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c mailcheck -n "__fish_mailcheck_using_subcommand rules; and __fish_seen_subcommand_from new" -l dir -d 'Folder to write it into; without it the one that the settings name, else `rules`' -r -F
complete -c mailcheck -n "__fish_mailcheck_using_subcommand rules; and __fish_seen_subcommand_from new" -l lang -d 'Language of messages; without it the setting, then the system\'s locale' -r -f -a "en\t'English'
ja\t'日本語'"
complete -c mailcheck -n "__fish_mailcheck_using_subcommand rules; and __fish_seen_subcommand_from new" -l color -d 'Colours; NO_COLOR and CLICOLOR_FORCE are heeded' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c mailcheck -n "__fish_mailcheck_using_subcommand rules; and __fish_seen_subcommand_from new" -l config -d 'Use this settings file instead of searching upwards for mailcheck.toml' -r -F
complete -c mailcheck -n "__fish_mailcheck_using_subcommand rules; and __fish_seen_subcommand_from new" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c mailcheck -n "__fish_mailcheck_using_subcommand explain" -l lang -d 'Language of messages; without it the setting, then the system\'s locale' -r -f -a "en\t'English'
ja\t'日本語'"
complete -c mailcheck -n "__fish_mailcheck_using_subcommand explain" -l color -d 'Colours; NO_COLOR and CLICOLOR_FORCE are heeded' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c mailcheck -n "__fish_mailcheck_using_subcommand explain" -l config -d 'Use this settings file instead of searching upwards for mailcheck.toml' -r -F
complete -c mailcheck -n "__fish_mailcheck_using_subcommand explain" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c mailcheck -n "__fish_mailcheck_using_subcommand config; and not __fish_seen_subcommand_from show check schema" -l lang -d 'Language of messages; without it the setting, then the system\'s locale' -r -f -a "en\t'English'
ja\t'日本語'"
complete -c mailcheck -n "__fish_mailcheck_using_subcommand config; and not __fish_seen_subcommand_from show check schema" -l color -d 'Colours; NO_COLOR and CLICOLOR_FORCE are heeded' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c mailcheck -n "__fish_mailcheck_using_subcommand config; and not __fish_seen_subcommand_from show check schema" -l config -d 'Use this settings file instead of searching upwards for mailcheck.toml' -r -F
complete -c mailcheck -n "__fish_mailcheck_using_subcommand config; and not __fish_seen_subcommand_from show check schema" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c mailcheck -n "__fish_mailcheck_using_subcommand config; and not __fish_seen_subcommand_from show check schema" -f -a "show" -d 'Every setting in force and where it comes from'
complete -c mailcheck -n "__fish_mailcheck_using_subcommand config; and not __fish_seen_subcommand_from show check schema" -f -a "check" -d 'Check the settings files'
complete -c mailcheck -n "__fish_mailcheck_using_subcommand config; and not __fish_seen_subcommand_from show check schema" -f -a "schema" -d 'Print a JSON Schema'
complete -c mailcheck -n "__fish_mailcheck_using_subcommand config; and __fish_seen_subcommand_from show" -l lang -d 'Language of messages; without it the setting, then the system\'s locale' -r -f -a "en\t'English'
ja\t'日本語'"
complete -c mailcheck -n "__fish_mailcheck_using_subcommand config; and __fish_seen_subcommand_from show" -l color -d 'Colours; NO_COLOR and CLICOLOR_FORCE are heeded' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c mailcheck -n "__fish_mailcheck_using_subcommand config; and __fish_seen_subcommand_from show" -l config -d 'Use this settings file instead of searching upwards for mailcheck.toml' -r -F
complete -c mailcheck -n "__fish_mailcheck_using_subcommand config; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c mailcheck -n "__fish_mailcheck_using_subcommand config; and __fish_seen_subcommand_from check" -l lang -d 'Language of messages; without it the setting, then the system\'s locale' -r -f -a "en\t'English'
ja\t'日本語'"
complete -c mailcheck -n "__fish_mailcheck_using_subcommand config; and __fish_seen_subcommand_from check" -l color -d 'Colours; NO_COLOR and CLICOLOR_FORCE are heeded' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c mailcheck -n "__fish_mailcheck_using_subcommand config; and __fish_seen_subcommand_from check" -l config -d 'Use this settings file instead of searching upwards for mailcheck.toml' -r -F
complete -c mailcheck -n "__fish_mailcheck_using_subcommand config; and __fish_seen_subcommand_from check" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c mailcheck -n "__fish_mailcheck_using_subcommand config; and __fish_seen_subcommand_from schema" -l lang -d 'Language of messages; without it the setting, then the system\'s locale' -r -f -a "en\t'English'
ja\t'日本語'"
complete -c mailcheck -n "__fish_mailcheck_using_subcommand config; and __fish_seen_subcommand_from schema" -l color -d 'Colours; NO_COLOR and CLICOLOR_FORCE are heeded' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c mailcheck -n "__fish_mailcheck_using_subcommand config; and __fish_seen_subcommand_from schema" -l config -d 'Use this settings file instead of searching upwards for mailcheck.toml' -r -F
complete -c mailcheck -n "__fish_mailcheck_using_subcommand config; and __fish_seen_subcommand_from schema" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c mailcheck -n "__fish_mailcheck_using_subcommand fix" -s o -l output -d 'Write the corrected draft to this file; an Outlook item becomes an .eml that Outlook opens as a draft' -r -F
complete -c mailcheck -n "__fish_mailcheck_using_subcommand fix" -l only -d 'Correct only what this rule finds; may be given several times' -r -f -a "addresses-in-body\t''
already-sent\t''
ambiguous-recipient-name\t''
approval-required\t''
attachment-for-other-organization\t''
attachment-forbidden\t''
attachment-name-portability\t''
attachment-size\t''
bcc-leak\t''
bodies-disagree\t''
bulk-bcc\t''
bulk-without-tool\t''
calendar-recipient-disagrees\t''
confidential-marker-external\t''
dangerous-attachment-type\t''
display-name-disagrees\t''
distribution-list-recipient\t''
document-revision-residue\t''
draft-or-test-marker\t''
duplicate-recipient\t''
embedded-data-in-document\t''
empty-body\t''
empty-merge\t''
empty-subject\t''
escaped-character\t''
exposed-list-members\t''
exposed-members\t''
exposed-personal-addresses\t''
forbidden-recipient\t''
forbidden-text\t''
generic-attachment-name\t''
greeting-recipient-mismatch\t''
hidden-external-recipient\t''
hidden-spreadsheet-content\t''
internal-addresses-exposed\t''
invite-exposes-attendees\t''
invite-exposes-personal-attendees\t''
keyword-recipient\t''
large-internal-audience\t''
lone-external-recipient\t''
look-alike-characters\t''
mailing-attachment-swap\t''
mailing-duplicated-personal-block\t''
mailing-name-shift\t''
mailing-other-member-content\t''
mailing-recipient-accumulation\t''
mailing-roster-mismatch\t''
mailing-same-personal-file\t''
mailing-size-unexpected\t''
missing-attachment\t''
missing-bcc\t''
misspelt-placeholder\t''
mixed-external-domains\t''
no-recipient\t''
organization-name-mismatch\t''
organization-name-missing\t''
password-with-attachment\t''
personal-data-in-attachment\t''
personal-data-in-body\t''
personal-mailbox-recipient\t''
promised-attachment-missing\t''
public-archive-recipient\t''
quoted-history-external\t''
recall-message\t''
recipient-domain-typo\t''
recipient-list-attached\t''
recipient-lookalike\t''
recipient-malformed\t''
recipient-name-mismatch\t''
recipient-unknown\t''
recipient-unresolved\t''
required-recipient-missing\t''
roster-incomplete\t''
sender-outside-organization\t''
sent-as-draft\t''
shared-link-external\t''
split-visibility\t''
stale-date\t''
superseded-attachment-name\t''
template-placeholders\t''
thread-new-external\t''
too-many-visible-recipients\t''
unclosed-placeholder\t''
undeclared-placeholder\t''
unencrypted-sensitive-attachment\t''
uninspectable-attachment\t''
unreadable-part\t''
unresolved-placeholder\t''"
complete -c mailcheck -n "__fish_mailcheck_using_subcommand fix" -l lang -d 'Language of messages; without it the setting, then the system\'s locale' -r -f -a "en\t'English'
ja\t'日本語'"
complete -c mailcheck -n "__fish_mailcheck_using_subcommand fix" -l color -d 'Colours; NO_COLOR and CLICOLOR_FORCE are heeded' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c mailcheck -n "__fish_mailcheck_using_subcommand fix" -l config -d 'Use this settings file instead of searching upwards for mailcheck.toml' -r -F
complete -c mailcheck -n "__fish_mailcheck_using_subcommand fix" -l diff -d 'Show what would change, and change nothing; this is what happens without --write and --output'
complete -c mailcheck -n "__fish_mailcheck_using_subcommand fix" -l write -d 'Correct the drafts where they lie'
complete -c mailcheck -n "__fish_mailcheck_using_subcommand fix" -l unsafe -d 'Guesses as well: the address that was probably meant, a quoted thread that was not'
complete -c mailcheck -n "__fish_mailcheck_using_subcommand fix" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c mailcheck -n "__fish_mailcheck_using_subcommand sheet" -l format -d 'text: to read; html: a page to print, in one file; json: for programs' -r -f -a "text\t'To read'
html\t'To print'
json\t'For programs'"
complete -c mailcheck -n "__fish_mailcheck_using_subcommand sheet" -s o -l output -d 'Write the sheets to this file' -r -F
complete -c mailcheck -n "__fish_mailcheck_using_subcommand sheet" -l show -d 'Findings from this severity on stand on the sheet' -r -f -a "error\t'Errors only'
warning\t'Warnings and errors'
info\t'Everything'"
complete -c mailcheck -n "__fish_mailcheck_using_subcommand sheet" -l roster -d 'The table that the mailing was made from: its name, rows and hash stand on the page' -r -F
complete -c mailcheck -n "__fish_mailcheck_using_subcommand sheet" -l since -d 'Say what changed since this earlier sheet (HTML or JSON), or since this earlier version of the draft' -r -F
complete -c mailcheck -n "__fish_mailcheck_using_subcommand sheet" -l now -d 'Time of the check instead of now, as 2026-04-01 or RFC 3339' -r
complete -c mailcheck -n "__fish_mailcheck_using_subcommand sheet" -l lang -d 'Language of messages; without it the setting, then the system\'s locale' -r -f -a "en\t'English'
ja\t'日本語'"
complete -c mailcheck -n "__fish_mailcheck_using_subcommand sheet" -l color -d 'Colours; NO_COLOR and CLICOLOR_FORCE are heeded' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c mailcheck -n "__fish_mailcheck_using_subcommand sheet" -l config -d 'Use this settings file instead of searching upwards for mailcheck.toml' -r -F
complete -c mailcheck -n "__fish_mailcheck_using_subcommand sheet" -l all -d 'List every recipient, however many there are; pages for the browser and JSON always do'
complete -c mailcheck -n "__fish_mailcheck_using_subcommand sheet" -l mailing -d 'The drafts go out together: one page about all of them'
complete -c mailcheck -n "__fish_mailcheck_using_subcommand sheet" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c mailcheck -n "__fish_mailcheck_using_subcommand init" -l lang -d 'Language of messages; without it the setting, then the system\'s locale' -r -f -a "en\t'English'
ja\t'日本語'"
complete -c mailcheck -n "__fish_mailcheck_using_subcommand init" -l color -d 'Colours; NO_COLOR and CLICOLOR_FORCE are heeded' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c mailcheck -n "__fish_mailcheck_using_subcommand init" -l config -d 'Use this settings file instead of searching upwards for mailcheck.toml' -r -F
complete -c mailcheck -n "__fish_mailcheck_using_subcommand init" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c mailcheck -n "__fish_mailcheck_using_subcommand digest" -s o -l output -d 'The file to write' -r -F
complete -c mailcheck -n "__fish_mailcheck_using_subcommand digest" -l roster -d 'Whom the mailing is for: the same CSV for every part' -r -F
complete -c mailcheck -n "__fish_mailcheck_using_subcommand digest" -l only -d 'Run only this rule; may be given several times' -r -f -a "addresses-in-body\t''
already-sent\t''
ambiguous-recipient-name\t''
approval-required\t''
attachment-for-other-organization\t''
attachment-forbidden\t''
attachment-name-portability\t''
attachment-size\t''
bcc-leak\t''
bodies-disagree\t''
bulk-bcc\t''
bulk-without-tool\t''
calendar-recipient-disagrees\t''
confidential-marker-external\t''
dangerous-attachment-type\t''
display-name-disagrees\t''
distribution-list-recipient\t''
document-revision-residue\t''
draft-or-test-marker\t''
duplicate-recipient\t''
embedded-data-in-document\t''
empty-body\t''
empty-merge\t''
empty-subject\t''
escaped-character\t''
exposed-list-members\t''
exposed-members\t''
exposed-personal-addresses\t''
forbidden-recipient\t''
forbidden-text\t''
generic-attachment-name\t''
greeting-recipient-mismatch\t''
hidden-external-recipient\t''
hidden-spreadsheet-content\t''
internal-addresses-exposed\t''
invite-exposes-attendees\t''
invite-exposes-personal-attendees\t''
keyword-recipient\t''
large-internal-audience\t''
lone-external-recipient\t''
look-alike-characters\t''
mailing-attachment-swap\t''
mailing-duplicated-personal-block\t''
mailing-name-shift\t''
mailing-other-member-content\t''
mailing-recipient-accumulation\t''
mailing-roster-mismatch\t''
mailing-same-personal-file\t''
mailing-size-unexpected\t''
missing-attachment\t''
missing-bcc\t''
misspelt-placeholder\t''
mixed-external-domains\t''
no-recipient\t''
organization-name-mismatch\t''
organization-name-missing\t''
password-with-attachment\t''
personal-data-in-attachment\t''
personal-data-in-body\t''
personal-mailbox-recipient\t''
promised-attachment-missing\t''
public-archive-recipient\t''
quoted-history-external\t''
recall-message\t''
recipient-domain-typo\t''
recipient-list-attached\t''
recipient-lookalike\t''
recipient-malformed\t''
recipient-name-mismatch\t''
recipient-unknown\t''
recipient-unresolved\t''
required-recipient-missing\t''
roster-incomplete\t''
sender-outside-organization\t''
sent-as-draft\t''
shared-link-external\t''
split-visibility\t''
stale-date\t''
superseded-attachment-name\t''
template-placeholders\t''
thread-new-external\t''
too-many-visible-recipients\t''
unclosed-placeholder\t''
undeclared-placeholder\t''
unencrypted-sensitive-attachment\t''
uninspectable-attachment\t''
unreadable-part\t''
unresolved-placeholder\t''"
complete -c mailcheck -n "__fish_mailcheck_using_subcommand digest" -l skip -d 'Leave this rule out; may be given several times' -r -f -a "addresses-in-body\t''
already-sent\t''
ambiguous-recipient-name\t''
approval-required\t''
attachment-for-other-organization\t''
attachment-forbidden\t''
attachment-name-portability\t''
attachment-size\t''
bcc-leak\t''
bodies-disagree\t''
bulk-bcc\t''
bulk-without-tool\t''
calendar-recipient-disagrees\t''
confidential-marker-external\t''
dangerous-attachment-type\t''
display-name-disagrees\t''
distribution-list-recipient\t''
document-revision-residue\t''
draft-or-test-marker\t''
duplicate-recipient\t''
embedded-data-in-document\t''
empty-body\t''
empty-merge\t''
empty-subject\t''
escaped-character\t''
exposed-list-members\t''
exposed-members\t''
exposed-personal-addresses\t''
forbidden-recipient\t''
forbidden-text\t''
generic-attachment-name\t''
greeting-recipient-mismatch\t''
hidden-external-recipient\t''
hidden-spreadsheet-content\t''
internal-addresses-exposed\t''
invite-exposes-attendees\t''
invite-exposes-personal-attendees\t''
keyword-recipient\t''
large-internal-audience\t''
lone-external-recipient\t''
look-alike-characters\t''
mailing-attachment-swap\t''
mailing-duplicated-personal-block\t''
mailing-name-shift\t''
mailing-other-member-content\t''
mailing-recipient-accumulation\t''
mailing-roster-mismatch\t''
mailing-same-personal-file\t''
mailing-size-unexpected\t''
missing-attachment\t''
missing-bcc\t''
misspelt-placeholder\t''
mixed-external-domains\t''
no-recipient\t''
organization-name-mismatch\t''
organization-name-missing\t''
password-with-attachment\t''
personal-data-in-attachment\t''
personal-data-in-body\t''
personal-mailbox-recipient\t''
promised-attachment-missing\t''
public-archive-recipient\t''
quoted-history-external\t''
recall-message\t''
recipient-domain-typo\t''
recipient-list-attached\t''
recipient-lookalike\t''
recipient-malformed\t''
recipient-name-mismatch\t''
recipient-unknown\t''
recipient-unresolved\t''
required-recipient-missing\t''
roster-incomplete\t''
sender-outside-organization\t''
sent-as-draft\t''
shared-link-external\t''
split-visibility\t''
stale-date\t''
superseded-attachment-name\t''
template-placeholders\t''
thread-new-external\t''
too-many-visible-recipients\t''
unclosed-placeholder\t''
undeclared-placeholder\t''
unencrypted-sensitive-attachment\t''
uninspectable-attachment\t''
unreadable-part\t''
unresolved-placeholder\t''"
complete -c mailcheck -n "__fish_mailcheck_using_subcommand digest" -l stage -d 'What the drafts are: templates may have placeholders, rendered messages may not' -r -f -a "template\t'Placeholders are meant to be there'
rendered\t'Every placeholder must be filled in'"
complete -c mailcheck -n "__fish_mailcheck_using_subcommand digest" -l now -d 'Time of the check instead of now, as 2026-04-01 or RFC 3339' -r
complete -c mailcheck -n "__fish_mailcheck_using_subcommand digest" -l stdin-filename -d 'Name of standard input in reports' -r -F
complete -c mailcheck -n "__fish_mailcheck_using_subcommand digest" -l files-from -d 'Read paths from this file, one a line, or - for standard input' -r -F
complete -c mailcheck -n "__fish_mailcheck_using_subcommand digest" -l jobs -d 'How many drafts to work on at once; without it one for each core' -r
complete -c mailcheck -n "__fish_mailcheck_using_subcommand digest" -l lang -d 'Language of messages; without it the setting, then the system\'s locale' -r -f -a "en\t'English'
ja\t'日本語'"
complete -c mailcheck -n "__fish_mailcheck_using_subcommand digest" -l color -d 'Colours; NO_COLOR and CLICOLOR_FORCE are heeded' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c mailcheck -n "__fish_mailcheck_using_subcommand digest" -l config -d 'Use this settings file instead of searching upwards for mailcheck.toml' -r -F
complete -c mailcheck -n "__fish_mailcheck_using_subcommand digest" -s 0 -d 'Paths of --files-from end with NUL instead of a line end'
complete -c mailcheck -n "__fish_mailcheck_using_subcommand digest" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c mailcheck -n "__fish_mailcheck_using_subcommand sent" -l history -d 'The record to add them to; made when there is none' -r -F
complete -c mailcheck -n "__fish_mailcheck_using_subcommand sent" -l now -d 'Day of the sending instead of today, as 2026-04-01 or RFC 3339' -r
complete -c mailcheck -n "__fish_mailcheck_using_subcommand sent" -l stdin-filename -d 'Name of standard input in reports' -r -F
complete -c mailcheck -n "__fish_mailcheck_using_subcommand sent" -l files-from -d 'Read paths from this file, one a line, or - for standard input' -r -F
complete -c mailcheck -n "__fish_mailcheck_using_subcommand sent" -l jobs -d 'How many drafts to work on at once; without it one for each core' -r
complete -c mailcheck -n "__fish_mailcheck_using_subcommand sent" -l lang -d 'Language of messages; without it the setting, then the system\'s locale' -r -f -a "en\t'English'
ja\t'日本語'"
complete -c mailcheck -n "__fish_mailcheck_using_subcommand sent" -l color -d 'Colours; NO_COLOR and CLICOLOR_FORCE are heeded' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c mailcheck -n "__fish_mailcheck_using_subcommand sent" -l config -d 'Use this settings file instead of searching upwards for mailcheck.toml' -r -F
complete -c mailcheck -n "__fish_mailcheck_using_subcommand sent" -s 0 -d 'Paths of --files-from end with NUL instead of a line end'
complete -c mailcheck -n "__fish_mailcheck_using_subcommand sent" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c mailcheck -n "__fish_mailcheck_using_subcommand lsp" -l lang -d 'Language of messages; without it the setting, then the system\'s locale' -r -f -a "en\t'English'
ja\t'日本語'"
complete -c mailcheck -n "__fish_mailcheck_using_subcommand lsp" -l color -d 'Colours; NO_COLOR and CLICOLOR_FORCE are heeded' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c mailcheck -n "__fish_mailcheck_using_subcommand lsp" -l config -d 'Use this settings file instead of searching upwards for mailcheck.toml' -r -F
complete -c mailcheck -n "__fish_mailcheck_using_subcommand lsp" -l stdio -d 'Speak over standard input and output; the only way there is, named by some editors'
complete -c mailcheck -n "__fish_mailcheck_using_subcommand lsp" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c mailcheck -n "__fish_mailcheck_using_subcommand book; and not __fish_seen_subcommand_from lint" -l lang -d 'Language of messages; without it the setting, then the system\'s locale' -r -f -a "en\t'English'
ja\t'日本語'"
complete -c mailcheck -n "__fish_mailcheck_using_subcommand book; and not __fish_seen_subcommand_from lint" -l color -d 'Colours; NO_COLOR and CLICOLOR_FORCE are heeded' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c mailcheck -n "__fish_mailcheck_using_subcommand book; and not __fish_seen_subcommand_from lint" -l config -d 'Use this settings file instead of searching upwards for mailcheck.toml' -r -F
complete -c mailcheck -n "__fish_mailcheck_using_subcommand book; and not __fish_seen_subcommand_from lint" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c mailcheck -n "__fish_mailcheck_using_subcommand book; and not __fish_seen_subcommand_from lint" -f -a "lint" -d 'Run the rules about addresses over an address book, distribution lists or a forwarding list'
complete -c mailcheck -n "__fish_mailcheck_using_subcommand book; and __fish_seen_subcommand_from lint" -l format -d 'Form of the report on standard output' -r -f -a "human\t'For people'
short\t'One line for each finding'
json\t'For programs: one document with everything'
jsonl\t'For programs: one object a line, as soon as a draft is checked'
sarif\t'SARIF 2.1.0, for code scanning'
github\t'Annotations of GitHub Actions'
gitlab\t'GitLab code quality'
junit\t'JUnit XML, for CI systems'
checkstyle\t'Checkstyle XML'
rdjson\t'reviewdog'
html\t'A page for the browser, in one file'"
complete -c mailcheck -n "__fish_mailcheck_using_subcommand book; and __fish_seen_subcommand_from lint" -l fail-on -d 'Fail from this severity on' -r -f -a "error\t'Errors'
warning\t'Warnings and errors'
info\t'Anything'
never\t'Nothing that is found'"
complete -c mailcheck -n "__fish_mailcheck_using_subcommand book; and __fish_seen_subcommand_from lint" -l show -d 'Show findings from this severity on; without it warning, or lower when --fail-on is' -r -f -a "error\t'Errors only'
warning\t'Warnings and errors'
info\t'Everything'"
complete -c mailcheck -n "__fish_mailcheck_using_subcommand book; and __fish_seen_subcommand_from lint" -l lang -d 'Language of messages; without it the setting, then the system\'s locale' -r -f -a "en\t'English'
ja\t'日本語'"
complete -c mailcheck -n "__fish_mailcheck_using_subcommand book; and __fish_seen_subcommand_from lint" -l color -d 'Colours; NO_COLOR and CLICOLOR_FORCE are heeded' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c mailcheck -n "__fish_mailcheck_using_subcommand book; and __fish_seen_subcommand_from lint" -l config -d 'Use this settings file instead of searching upwards for mailcheck.toml' -r -F
complete -c mailcheck -n "__fish_mailcheck_using_subcommand book; and __fish_seen_subcommand_from lint" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c mailcheck -n "__fish_mailcheck_using_subcommand completions" -l lang -d 'Language of messages; without it the setting, then the system\'s locale' -r -f -a "en\t'English'
ja\t'日本語'"
complete -c mailcheck -n "__fish_mailcheck_using_subcommand completions" -l color -d 'Colours; NO_COLOR and CLICOLOR_FORCE are heeded' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c mailcheck -n "__fish_mailcheck_using_subcommand completions" -l config -d 'Use this settings file instead of searching upwards for mailcheck.toml' -r -F
complete -c mailcheck -n "__fish_mailcheck_using_subcommand completions" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c mailcheck -n "__fish_mailcheck_using_subcommand man" -l lang -d 'Language of messages; without it the setting, then the system\'s locale' -r -f -a "en\t'English'
ja\t'日本語'"
complete -c mailcheck -n "__fish_mailcheck_using_subcommand man" -l color -d 'Colours; NO_COLOR and CLICOLOR_FORCE are heeded' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c mailcheck -n "__fish_mailcheck_using_subcommand man" -l config -d 'Use this settings file instead of searching upwards for mailcheck.toml' -r -F
complete -c mailcheck -n "__fish_mailcheck_using_subcommand man" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c mailcheck -n "__fish_mailcheck_using_subcommand sendmail" -l lang -d 'Language of messages; without it the setting, then the system\'s locale' -r -f -a "en\t'English'
ja\t'日本語'"
complete -c mailcheck -n "__fish_mailcheck_using_subcommand sendmail" -l color -d 'Colours; NO_COLOR and CLICOLOR_FORCE are heeded' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c mailcheck -n "__fish_mailcheck_using_subcommand sendmail" -l config -d 'Use this settings file instead of searching upwards for mailcheck.toml' -r -F
complete -c mailcheck -n "__fish_mailcheck_using_subcommand sendmail" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c mailcheck -n "__fish_mailcheck_using_subcommand split" -s o -l output -d 'The folder to write to; made when there is none' -r -F
complete -c mailcheck -n "__fish_mailcheck_using_subcommand split" -l roster -d 'CSV with addresses and names: what each recipient is called' -r -F
complete -c mailcheck -n "__fish_mailcheck_using_subcommand split" -l lang -d 'Language of messages; without it the setting, then the system\'s locale' -r -f -a "en\t'English'
ja\t'日本語'"
complete -c mailcheck -n "__fish_mailcheck_using_subcommand split" -l color -d 'Colours; NO_COLOR and CLICOLOR_FORCE are heeded' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c mailcheck -n "__fish_mailcheck_using_subcommand split" -l config -d 'Use this settings file instead of searching upwards for mailcheck.toml' -r -F
complete -c mailcheck -n "__fish_mailcheck_using_subcommand split" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c mailcheck -n "__fish_mailcheck_using_subcommand approve" -l as -d 'Who approves: the address that allowed_signers has for the key' -r
complete -c mailcheck -n "__fish_mailcheck_using_subcommand approve" -l key -d 'Your SSH key: a private key, or the public one of a key in ssh-agent or on a token' -r -F
complete -c mailcheck -n "__fish_mailcheck_using_subcommand approve" -l days -d 'Days that the approval holds' -r
complete -c mailcheck -n "__fish_mailcheck_using_subcommand approve" -l roster -d 'The table that the mailing was made from: the approval holds for it as well' -r -F
complete -c mailcheck -n "__fish_mailcheck_using_subcommand approve" -l folder -d 'Write approvals to this folder, named by digest, instead of beside the drafts' -r -F
complete -c mailcheck -n "__fish_mailcheck_using_subcommand approve" -l lang -d 'Language of messages; without it the setting, then the system\'s locale' -r -f -a "en\t'English'
ja\t'日本語'"
complete -c mailcheck -n "__fish_mailcheck_using_subcommand approve" -l color -d 'Colours; NO_COLOR and CLICOLOR_FORCE are heeded' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c mailcheck -n "__fish_mailcheck_using_subcommand approve" -l config -d 'Use this settings file instead of searching upwards for mailcheck.toml' -r -F
complete -c mailcheck -n "__fish_mailcheck_using_subcommand approve" -l confirm -d 'Go through recipients, text and attachments first, one question after another'
complete -c mailcheck -n "__fish_mailcheck_using_subcommand approve" -l mailing -d 'Approve all drafts together, as one mailing'
complete -c mailcheck -n "__fish_mailcheck_using_subcommand approve" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c mailcheck -n "__fish_mailcheck_using_subcommand verify" -l format -d 'text: to read; json: for programs' -r -f -a "text\t'To read'
json\t'For programs'"
complete -c mailcheck -n "__fish_mailcheck_using_subcommand verify" -l lang -d 'Language of messages; without it the setting, then the system\'s locale' -r -f -a "en\t'English'
ja\t'日本語'"
complete -c mailcheck -n "__fish_mailcheck_using_subcommand verify" -l color -d 'Colours; NO_COLOR and CLICOLOR_FORCE are heeded' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c mailcheck -n "__fish_mailcheck_using_subcommand verify" -l config -d 'Use this settings file instead of searching upwards for mailcheck.toml' -r -F
complete -c mailcheck -n "__fish_mailcheck_using_subcommand verify" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c mailcheck -n "__fish_mailcheck_using_subcommand approvals" -l format -d 'text: to read; json: for programs' -r -f -a "text\t'To read'
json\t'For programs'"
complete -c mailcheck -n "__fish_mailcheck_using_subcommand approvals" -l lang -d 'Language of messages; without it the setting, then the system\'s locale' -r -f -a "en\t'English'
ja\t'日本語'"
complete -c mailcheck -n "__fish_mailcheck_using_subcommand approvals" -l color -d 'Colours; NO_COLOR and CLICOLOR_FORCE are heeded' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c mailcheck -n "__fish_mailcheck_using_subcommand approvals" -l config -d 'Use this settings file instead of searching upwards for mailcheck.toml' -r -F
complete -c mailcheck -n "__fish_mailcheck_using_subcommand approvals" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c mailcheck -n "__fish_mailcheck_using_subcommand apology" -s o -l output -d 'The folder to write to; made when there is none' -r -F
complete -c mailcheck -n "__fish_mailcheck_using_subcommand apology" -l roster -d 'CSV with addresses and names: what each recipient is called' -r -F
complete -c mailcheck -n "__fish_mailcheck_using_subcommand apology" -l letter -d 'A text of your own: `Subject: ...`, a blank line, the letter with {{name}} and {{date}}' -r -F
complete -c mailcheck -n "__fish_mailcheck_using_subcommand apology" -l lang -d 'Language of messages; without it the setting, then the system\'s locale' -r -f -a "en\t'English'
ja\t'日本語'"
complete -c mailcheck -n "__fish_mailcheck_using_subcommand apology" -l color -d 'Colours; NO_COLOR and CLICOLOR_FORCE are heeded' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c mailcheck -n "__fish_mailcheck_using_subcommand apology" -l config -d 'Use this settings file instead of searching upwards for mailcheck.toml' -r -F
complete -c mailcheck -n "__fish_mailcheck_using_subcommand apology" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c mailcheck -n "__fish_mailcheck_using_subcommand gate" -l envelope -d 'A recipient who need not stand in the message; may be given several times' -r
complete -c mailcheck -n "__fish_mailcheck_using_subcommand gate" -l envelope-sender -d 'Who sends, when that need not stand in the message' -r
complete -c mailcheck -n "__fish_mailcheck_using_subcommand gate" -l fail-on -d 'Hold back from this severity on; without it the setting, or error' -r -f -a "error\t'Errors only'
warning\t'Warnings and errors'
info\t'Everything'"
complete -c mailcheck -n "__fish_mailcheck_using_subcommand gate" -l lang -d 'Language of messages; without it the setting, then the system\'s locale' -r -f -a "en\t'English'
ja\t'日本語'"
complete -c mailcheck -n "__fish_mailcheck_using_subcommand gate" -l color -d 'Colours; NO_COLOR and CLICOLOR_FORCE are heeded' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c mailcheck -n "__fish_mailcheck_using_subcommand gate" -l config -d 'Use this settings file instead of searching upwards for mailcheck.toml' -r -F
complete -c mailcheck -n "__fish_mailcheck_using_subcommand gate" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c mailcheck -n "__fish_mailcheck_using_subcommand milter" -l listen -d 'Where: inet:ADDRESS:PORT or unix:/PATH' -r
complete -c mailcheck -n "__fish_mailcheck_using_subcommand milter" -l connections -d 'Connections at the same time; the next one waits' -r
complete -c mailcheck -n "__fish_mailcheck_using_subcommand milter" -l fail-on -d 'Refuse from this severity on; without it the setting, or error' -r -f -a "error\t'Errors only'
warning\t'Warnings and errors'
info\t'Everything'"
complete -c mailcheck -n "__fish_mailcheck_using_subcommand milter" -l lang -d 'Language of messages; without it the setting, then the system\'s locale' -r -f -a "en\t'English'
ja\t'日本語'"
complete -c mailcheck -n "__fish_mailcheck_using_subcommand milter" -l color -d 'Colours; NO_COLOR and CLICOLOR_FORCE are heeded' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c mailcheck -n "__fish_mailcheck_using_subcommand milter" -l config -d 'Use this settings file instead of searching upwards for mailcheck.toml' -r -F
complete -c mailcheck -n "__fish_mailcheck_using_subcommand milter" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c mailcheck -n "__fish_mailcheck_using_subcommand native-host" -l lang -d 'Language of messages; without it the setting, then the system\'s locale' -r -f -a "en\t'English'
ja\t'日本語'"
complete -c mailcheck -n "__fish_mailcheck_using_subcommand native-host" -l color -d 'Colours; NO_COLOR and CLICOLOR_FORCE are heeded' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c mailcheck -n "__fish_mailcheck_using_subcommand native-host" -l config -d 'Use this settings file instead of searching upwards for mailcheck.toml' -r -F
complete -c mailcheck -n "__fish_mailcheck_using_subcommand native-host" -l install -d 'Make mailcheck known to your Thunderbird, and end'
complete -c mailcheck -n "__fish_mailcheck_using_subcommand native-host" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c mailcheck -n "__fish_mailcheck_using_subcommand opensmtpd-filter" -l fail-on -d 'Refuse from this severity on; without it the setting, or error' -r -f -a "error\t'Errors only'
warning\t'Warnings and errors'
info\t'Everything'"
complete -c mailcheck -n "__fish_mailcheck_using_subcommand opensmtpd-filter" -l lang -d 'Language of messages; without it the setting, then the system\'s locale' -r -f -a "en\t'English'
ja\t'日本語'"
complete -c mailcheck -n "__fish_mailcheck_using_subcommand opensmtpd-filter" -l color -d 'Colours; NO_COLOR and CLICOLOR_FORCE are heeded' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c mailcheck -n "__fish_mailcheck_using_subcommand opensmtpd-filter" -l config -d 'Use this settings file instead of searching upwards for mailcheck.toml' -r -F
complete -c mailcheck -n "__fish_mailcheck_using_subcommand opensmtpd-filter" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c mailcheck -n "__fish_mailcheck_using_subcommand git-validate" -l lang -d 'Language of messages; without it the setting, then the system\'s locale' -r -f -a "en\t'English'
ja\t'日本語'"
complete -c mailcheck -n "__fish_mailcheck_using_subcommand git-validate" -l color -d 'Colours; NO_COLOR and CLICOLOR_FORCE are heeded' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c mailcheck -n "__fish_mailcheck_using_subcommand git-validate" -l config -d 'Use this settings file instead of searching upwards for mailcheck.toml' -r -F
complete -c mailcheck -n "__fish_mailcheck_using_subcommand git-validate" -s h -l help -d 'Print help (see more with \'--help\')'
