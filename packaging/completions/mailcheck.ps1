
using namespace System.Management.Automation
using namespace System.Management.Automation.Language

Register-ArgumentCompleter -Native -CommandName 'mailcheck' -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)

    $commandElements = $commandAst.CommandElements
    $command = @(
        'mailcheck'
        for ($i = 1; $i -lt $commandElements.Count; $i++) {
            $element = $commandElements[$i]
            if ($element -isnot [StringConstantExpressionAst] -or
                $element.StringConstantType -ne [StringConstantType]::BareWord -or
                $element.Value.StartsWith('-') -or
                $element.Value -eq $wordToComplete) {
                break
        }
        $element.Value
    }) -join ';'

    $completions = @(switch ($command) {
        'mailcheck' {
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of messages; without it the setting, then the system''s locale')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colours; NO_COLOR and CLICOLOR_FORCE are heeded')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Use this settings file instead of searching upwards for mailcheck.toml')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Form of the report on standard output')
            [CompletionResult]::new('--fail-on', '--fail-on', [CompletionResultType]::ParameterName, 'Fail from this severity on')
            [CompletionResult]::new('--show', '--show', [CompletionResultType]::ParameterName, 'Show findings from this severity on; without it warning, lower when --fail-on is, and info at --stage template without [[template]]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Write one more report, FORMAT=FILE; may be given several times')
            [CompletionResult]::new('--only', '--only', [CompletionResultType]::ParameterName, 'Run only this rule; may be given several times')
            [CompletionResult]::new('--skip', '--skip', [CompletionResultType]::ParameterName, 'Leave this rule out; may be given several times')
            [CompletionResult]::new('--stage', '--stage', [CompletionResultType]::ParameterName, 'What the drafts are: templates may have placeholders, rendered messages may not')
            [CompletionResult]::new('--now', '--now', [CompletionResultType]::ParameterName, 'Time of the check instead of now, as 2026-04-01 or RFC 3339')
            [CompletionResult]::new('--stdin-filename', '--stdin-filename', [CompletionResultType]::ParameterName, 'Name of standard input in reports')
            [CompletionResult]::new('--files-from', '--files-from', [CompletionResultType]::ParameterName, 'Read paths from this file, one a line, or - for standard input')
            [CompletionResult]::new('--jobs', '--jobs', [CompletionResultType]::ParameterName, 'How many drafts to work on at once; without it one for each core')
            [CompletionResult]::new('--roster', '--roster', [CompletionResultType]::ParameterName, 'Whom the mailing is for: CSV with a column of addresses and what else the drafts were filled from')
            [CompletionResult]::new('--expect', '--expect', [CompletionResultType]::ParameterName, 'How many drafts the mailing has')
            [CompletionResult]::new('--history', '--history', [CompletionResultType]::ParameterName, 'Record of what was sent (`mailcheck sent`); tells drafts that went out before')
            [CompletionResult]::new('--digests', '--digests', [CompletionResultType]::ParameterName, 'Instead of drafts, parts of the mailing in their order, as `mailcheck digest` wrote them')
            [CompletionResult]::new('--loop-guard', '--loop-guard', [CompletionResultType]::ParameterName, 'For loops that check each message alone: remember in this folder, for some minutes, whom messages went to')
            [CompletionResult]::new('--baseline', '--baseline', [CompletionResultType]::ParameterName, 'Let findings pass that stand in this file')
            [CompletionResult]::new('--write-baseline', '--write-baseline', [CompletionResultType]::ParameterName, 'Let everything pass that is found now, and write it into this file for --baseline')
            [CompletionResult]::new('-0', '-0', [CompletionResultType]::ParameterName, 'Paths of --files-from end with NUL instead of a line end')
            [CompletionResult]::new('--mailing', '--mailing', [CompletionResultType]::ParameterName, 'The drafts go out together: check what only all of them show')
            [CompletionResult]::new('--redact', '--redact', [CompletionResultType]::ParameterName, 'For public logs: no text of a draft and no address in any report')
            [CompletionResult]::new('--fail-fast', '--fail-fast', [CompletionResultType]::ParameterName, 'Stop at the first finding at or above --fail-on')
            [CompletionResult]::new('--allow-empty', '--allow-empty', [CompletionResultType]::ParameterName, 'Nothing to check is no failure')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No report on standard output when nothing is found')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No report on standard output when nothing is found')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Print the decoded text of a draft, or everything the rules can see of it')
            [CompletionResult]::new('rules', 'rules', [CompletionResultType]::ParameterValue, 'List, prove, check and start rules')
            [CompletionResult]::new('explain', 'explain', [CompletionResultType]::ParameterValue, 'Tell what a rule looks for, why, and how to allow it')
            [CompletionResult]::new('config', 'config', [CompletionResultType]::ParameterValue, 'Show and check settings')
            [CompletionResult]::new('fix', 'fix', [CompletionResultType]::ParameterValue, 'Correct drafts: shows what would change, or writes it')
            [CompletionResult]::new('sheet', 'sheet', [CompletionResultType]::ParameterValue, 'Print one page for the person who checks a draft before it leaves')
            [CompletionResult]::new('init', 'init', [CompletionResultType]::ParameterValue, 'Start a mailcheck.toml in this folder')
            [CompletionResult]::new('digest', 'digest', [CompletionResultType]::ParameterValue, 'Check a part of a mailing and write down what `mailcheck --mailing --digests` needs of it')
            [CompletionResult]::new('sent', 'sent', [CompletionResultType]::ParameterValue, 'Record drafts that were sent, for --history')
            [CompletionResult]::new('lsp', 'lsp', [CompletionResultType]::ParameterValue, 'Serve an editor: checks drafts, rule files and settings while they are written')
            [CompletionResult]::new('book', 'book', [CompletionResultType]::ParameterValue, 'Check tables of addresses instead of drafts')
            [CompletionResult]::new('completions', 'completions', [CompletionResultType]::ParameterValue, 'Print the script that completes commands, options and rules in a shell')
            [CompletionResult]::new('man', 'man', [CompletionResultType]::ParameterValue, 'Print the manual page, in the language of --lang')
            [CompletionResult]::new('sendmail', 'sendmail', [CompletionResultType]::ParameterValue, 'Stand in for sendmail: check what a mail program hands over, then pass it on, or refuse')
            [CompletionResult]::new('split', 'split', [CompletionResultType]::ParameterValue, 'Make one draft for each recipient of a draft: nobody sees anybody else')
            [CompletionResult]::new('approve', 'approve', [CompletionResultType]::ParameterValue, 'Sign that a draft is right: the second pair of eyes')
            [CompletionResult]::new('verify', 'verify', [CompletionResultType]::ParameterValue, 'Say who has approved a draft, and which approvals do not count')
            [CompletionResult]::new('approvals', 'approvals', [CompletionResultType]::ParameterValue, 'List approvals: in force, expired, without a draft')
            [CompletionResult]::new('apology', 'apology', [CompletionResultType]::ParameterValue, 'After a leak: write a letter to each person a mail reached, asking to delete it')
            [CompletionResult]::new('gate', 'gate', [CompletionResultType]::ParameterValue, 'Check the message on standard input, then run a command with it')
            [CompletionResult]::new('milter', 'milter', [CompletionResultType]::ParameterValue, 'Serve a mail server, Postfix or Sendmail: a message that must not leave is answered with 550')
            [CompletionResult]::new('native-host', 'native-host', [CompletionResultType]::ParameterValue, 'Answer the add-on for Thunderbird, which asks before a mail is sent')
            [CompletionResult]::new('opensmtpd-filter', 'opensmtpd-filter', [CompletionResultType]::ParameterValue, 'Filter for OpenSMTPD, which runs it: a message that must not leave is answered with 550')
            [CompletionResult]::new('git-validate', 'git-validate', [CompletionResultType]::ParameterValue, 'Check a patch for Git''s hook sendemail-validate')
            break
        }
        'mailcheck;show' {
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'text: the decoded view; json: every fact')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of messages; without it the setting, then the system''s locale')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colours; NO_COLOR and CLICOLOR_FORCE are heeded')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Use this settings file instead of searching upwards for mailcheck.toml')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'mailcheck;rules' {
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of messages; without it the setting, then the system''s locale')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colours; NO_COLOR and CLICOLOR_FORCE are heeded')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Use this settings file instead of searching upwards for mailcheck.toml')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'Every rule, whether it is in force, and why not')
            [CompletionResult]::new('test', 'test', [CompletionResultType]::ParameterValue, 'Run the examples inside rule files; without a folder those of the rules in force')
            [CompletionResult]::new('check', 'check', [CompletionResultType]::ParameterValue, 'Find rules that are broken, never match, or repeat another; without a folder those that the settings name')
            [CompletionResult]::new('new', 'new', [CompletionResultType]::ParameterValue, 'Write a rule to start from, with comments')
            break
        }
        'mailcheck;rules;list' {
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of messages; without it the setting, then the system''s locale')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colours; NO_COLOR and CLICOLOR_FORCE are heeded')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Use this settings file instead of searching upwards for mailcheck.toml')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'mailcheck;rules;test' {
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Form of the report on standard output')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of messages; without it the setting, then the system''s locale')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colours; NO_COLOR and CLICOLOR_FORCE are heeded')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Use this settings file instead of searching upwards for mailcheck.toml')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'mailcheck;rules;check' {
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of messages; without it the setting, then the system''s locale')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colours; NO_COLOR and CLICOLOR_FORCE are heeded')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Use this settings file instead of searching upwards for mailcheck.toml')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'mailcheck;rules;new' {
            [CompletionResult]::new('--dir', '--dir', [CompletionResultType]::ParameterName, 'Folder to write it into; without it the one that the settings name, else `rules`')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of messages; without it the setting, then the system''s locale')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colours; NO_COLOR and CLICOLOR_FORCE are heeded')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Use this settings file instead of searching upwards for mailcheck.toml')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'mailcheck;explain' {
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of messages; without it the setting, then the system''s locale')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colours; NO_COLOR and CLICOLOR_FORCE are heeded')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Use this settings file instead of searching upwards for mailcheck.toml')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'mailcheck;config' {
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of messages; without it the setting, then the system''s locale')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colours; NO_COLOR and CLICOLOR_FORCE are heeded')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Use this settings file instead of searching upwards for mailcheck.toml')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Every setting in force and where it comes from')
            [CompletionResult]::new('check', 'check', [CompletionResultType]::ParameterValue, 'Check the settings files')
            [CompletionResult]::new('schema', 'schema', [CompletionResultType]::ParameterValue, 'Print a JSON Schema')
            break
        }
        'mailcheck;config;show' {
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of messages; without it the setting, then the system''s locale')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colours; NO_COLOR and CLICOLOR_FORCE are heeded')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Use this settings file instead of searching upwards for mailcheck.toml')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'mailcheck;config;check' {
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of messages; without it the setting, then the system''s locale')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colours; NO_COLOR and CLICOLOR_FORCE are heeded')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Use this settings file instead of searching upwards for mailcheck.toml')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'mailcheck;config;schema' {
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of messages; without it the setting, then the system''s locale')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colours; NO_COLOR and CLICOLOR_FORCE are heeded')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Use this settings file instead of searching upwards for mailcheck.toml')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'mailcheck;fix' {
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Write the corrected draft to this file; an Outlook item becomes an .eml that Outlook opens as a draft')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Write the corrected draft to this file; an Outlook item becomes an .eml that Outlook opens as a draft')
            [CompletionResult]::new('--only', '--only', [CompletionResultType]::ParameterName, 'Correct only what this rule finds; may be given several times')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of messages; without it the setting, then the system''s locale')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colours; NO_COLOR and CLICOLOR_FORCE are heeded')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Use this settings file instead of searching upwards for mailcheck.toml')
            [CompletionResult]::new('--diff', '--diff', [CompletionResultType]::ParameterName, 'Show what would change, and change nothing; this is what happens without --write and --output')
            [CompletionResult]::new('--write', '--write', [CompletionResultType]::ParameterName, 'Correct the drafts where they lie')
            [CompletionResult]::new('--unsafe', '--unsafe', [CompletionResultType]::ParameterName, 'Guesses as well: the address that was probably meant, a quoted thread that was not')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'mailcheck;sheet' {
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'text: to read; html: a page to print, in one file; json: for programs')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Write the sheets to this file')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Write the sheets to this file')
            [CompletionResult]::new('--show', '--show', [CompletionResultType]::ParameterName, 'Findings from this severity on stand on the sheet')
            [CompletionResult]::new('--roster', '--roster', [CompletionResultType]::ParameterName, 'The table that the mailing was made from: its name, rows and hash stand on the page')
            [CompletionResult]::new('--since', '--since', [CompletionResultType]::ParameterName, 'Say what changed since this earlier sheet (HTML or JSON), or since this earlier version of the draft')
            [CompletionResult]::new('--now', '--now', [CompletionResultType]::ParameterName, 'Time of the check instead of now, as 2026-04-01 or RFC 3339')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of messages; without it the setting, then the system''s locale')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colours; NO_COLOR and CLICOLOR_FORCE are heeded')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Use this settings file instead of searching upwards for mailcheck.toml')
            [CompletionResult]::new('--all', '--all', [CompletionResultType]::ParameterName, 'List every recipient, however many there are; pages for the browser and JSON always do')
            [CompletionResult]::new('--mailing', '--mailing', [CompletionResultType]::ParameterName, 'The drafts go out together: one page about all of them')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'mailcheck;init' {
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of messages; without it the setting, then the system''s locale')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colours; NO_COLOR and CLICOLOR_FORCE are heeded')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Use this settings file instead of searching upwards for mailcheck.toml')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'mailcheck;digest' {
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The file to write')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The file to write')
            [CompletionResult]::new('--roster', '--roster', [CompletionResultType]::ParameterName, 'Whom the mailing is for: the same CSV for every part')
            [CompletionResult]::new('--only', '--only', [CompletionResultType]::ParameterName, 'Run only this rule; may be given several times')
            [CompletionResult]::new('--skip', '--skip', [CompletionResultType]::ParameterName, 'Leave this rule out; may be given several times')
            [CompletionResult]::new('--stage', '--stage', [CompletionResultType]::ParameterName, 'What the drafts are: templates may have placeholders, rendered messages may not')
            [CompletionResult]::new('--now', '--now', [CompletionResultType]::ParameterName, 'Time of the check instead of now, as 2026-04-01 or RFC 3339')
            [CompletionResult]::new('--stdin-filename', '--stdin-filename', [CompletionResultType]::ParameterName, 'Name of standard input in reports')
            [CompletionResult]::new('--files-from', '--files-from', [CompletionResultType]::ParameterName, 'Read paths from this file, one a line, or - for standard input')
            [CompletionResult]::new('--jobs', '--jobs', [CompletionResultType]::ParameterName, 'How many drafts to work on at once; without it one for each core')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of messages; without it the setting, then the system''s locale')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colours; NO_COLOR and CLICOLOR_FORCE are heeded')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Use this settings file instead of searching upwards for mailcheck.toml')
            [CompletionResult]::new('-0', '-0', [CompletionResultType]::ParameterName, 'Paths of --files-from end with NUL instead of a line end')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'mailcheck;sent' {
            [CompletionResult]::new('--history', '--history', [CompletionResultType]::ParameterName, 'The record to add them to; made when there is none')
            [CompletionResult]::new('--now', '--now', [CompletionResultType]::ParameterName, 'Day of the sending instead of today, as 2026-04-01 or RFC 3339')
            [CompletionResult]::new('--stdin-filename', '--stdin-filename', [CompletionResultType]::ParameterName, 'Name of standard input in reports')
            [CompletionResult]::new('--files-from', '--files-from', [CompletionResultType]::ParameterName, 'Read paths from this file, one a line, or - for standard input')
            [CompletionResult]::new('--jobs', '--jobs', [CompletionResultType]::ParameterName, 'How many drafts to work on at once; without it one for each core')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of messages; without it the setting, then the system''s locale')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colours; NO_COLOR and CLICOLOR_FORCE are heeded')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Use this settings file instead of searching upwards for mailcheck.toml')
            [CompletionResult]::new('-0', '-0', [CompletionResultType]::ParameterName, 'Paths of --files-from end with NUL instead of a line end')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'mailcheck;lsp' {
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of messages; without it the setting, then the system''s locale')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colours; NO_COLOR and CLICOLOR_FORCE are heeded')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Use this settings file instead of searching upwards for mailcheck.toml')
            [CompletionResult]::new('--stdio', '--stdio', [CompletionResultType]::ParameterName, 'Speak over standard input and output; the only way there is, named by some editors')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'mailcheck;book' {
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of messages; without it the setting, then the system''s locale')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colours; NO_COLOR and CLICOLOR_FORCE are heeded')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Use this settings file instead of searching upwards for mailcheck.toml')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('lint', 'lint', [CompletionResultType]::ParameterValue, 'Run the rules about addresses over an address book, distribution lists or a forwarding list')
            break
        }
        'mailcheck;book;lint' {
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Form of the report on standard output')
            [CompletionResult]::new('--fail-on', '--fail-on', [CompletionResultType]::ParameterName, 'Fail from this severity on')
            [CompletionResult]::new('--show', '--show', [CompletionResultType]::ParameterName, 'Show findings from this severity on; without it warning, or lower when --fail-on is')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of messages; without it the setting, then the system''s locale')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colours; NO_COLOR and CLICOLOR_FORCE are heeded')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Use this settings file instead of searching upwards for mailcheck.toml')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'mailcheck;completions' {
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of messages; without it the setting, then the system''s locale')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colours; NO_COLOR and CLICOLOR_FORCE are heeded')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Use this settings file instead of searching upwards for mailcheck.toml')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'mailcheck;man' {
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of messages; without it the setting, then the system''s locale')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colours; NO_COLOR and CLICOLOR_FORCE are heeded')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Use this settings file instead of searching upwards for mailcheck.toml')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'mailcheck;sendmail' {
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of messages; without it the setting, then the system''s locale')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colours; NO_COLOR and CLICOLOR_FORCE are heeded')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Use this settings file instead of searching upwards for mailcheck.toml')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'mailcheck;split' {
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The folder to write to; made when there is none')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The folder to write to; made when there is none')
            [CompletionResult]::new('--roster', '--roster', [CompletionResultType]::ParameterName, 'CSV with addresses and names: what each recipient is called')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of messages; without it the setting, then the system''s locale')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colours; NO_COLOR and CLICOLOR_FORCE are heeded')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Use this settings file instead of searching upwards for mailcheck.toml')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'mailcheck;approve' {
            [CompletionResult]::new('--as', '--as', [CompletionResultType]::ParameterName, 'Who approves: the address that allowed_signers has for the key')
            [CompletionResult]::new('--key', '--key', [CompletionResultType]::ParameterName, 'Your SSH key: a private key, or the public one of a key in ssh-agent or on a token')
            [CompletionResult]::new('--days', '--days', [CompletionResultType]::ParameterName, 'Days that the approval holds')
            [CompletionResult]::new('--roster', '--roster', [CompletionResultType]::ParameterName, 'The table that the mailing was made from: the approval holds for it as well')
            [CompletionResult]::new('--folder', '--folder', [CompletionResultType]::ParameterName, 'Write approvals to this folder, named by digest, instead of beside the drafts')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of messages; without it the setting, then the system''s locale')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colours; NO_COLOR and CLICOLOR_FORCE are heeded')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Use this settings file instead of searching upwards for mailcheck.toml')
            [CompletionResult]::new('--confirm', '--confirm', [CompletionResultType]::ParameterName, 'Go through recipients, text and attachments first, one question after another')
            [CompletionResult]::new('--mailing', '--mailing', [CompletionResultType]::ParameterName, 'Approve all drafts together, as one mailing')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'mailcheck;verify' {
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'text: to read; json: for programs')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of messages; without it the setting, then the system''s locale')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colours; NO_COLOR and CLICOLOR_FORCE are heeded')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Use this settings file instead of searching upwards for mailcheck.toml')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'mailcheck;approvals' {
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'text: to read; json: for programs')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of messages; without it the setting, then the system''s locale')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colours; NO_COLOR and CLICOLOR_FORCE are heeded')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Use this settings file instead of searching upwards for mailcheck.toml')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'mailcheck;apology' {
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The folder to write to; made when there is none')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The folder to write to; made when there is none')
            [CompletionResult]::new('--roster', '--roster', [CompletionResultType]::ParameterName, 'CSV with addresses and names: what each recipient is called')
            [CompletionResult]::new('--letter', '--letter', [CompletionResultType]::ParameterName, 'A text of your own: `Subject: ...`, a blank line, the letter with {{name}} and {{date}}')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of messages; without it the setting, then the system''s locale')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colours; NO_COLOR and CLICOLOR_FORCE are heeded')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Use this settings file instead of searching upwards for mailcheck.toml')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'mailcheck;gate' {
            [CompletionResult]::new('--envelope', '--envelope', [CompletionResultType]::ParameterName, 'A recipient who need not stand in the message; may be given several times')
            [CompletionResult]::new('--envelope-sender', '--envelope-sender', [CompletionResultType]::ParameterName, 'Who sends, when that need not stand in the message')
            [CompletionResult]::new('--fail-on', '--fail-on', [CompletionResultType]::ParameterName, 'Hold back from this severity on; without it the setting, or error')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of messages; without it the setting, then the system''s locale')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colours; NO_COLOR and CLICOLOR_FORCE are heeded')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Use this settings file instead of searching upwards for mailcheck.toml')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'mailcheck;milter' {
            [CompletionResult]::new('--listen', '--listen', [CompletionResultType]::ParameterName, 'Where: inet:ADDRESS:PORT or unix:/PATH')
            [CompletionResult]::new('--connections', '--connections', [CompletionResultType]::ParameterName, 'Connections at the same time; the next one waits')
            [CompletionResult]::new('--fail-on', '--fail-on', [CompletionResultType]::ParameterName, 'Refuse from this severity on; without it the setting, or error')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of messages; without it the setting, then the system''s locale')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colours; NO_COLOR and CLICOLOR_FORCE are heeded')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Use this settings file instead of searching upwards for mailcheck.toml')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'mailcheck;native-host' {
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of messages; without it the setting, then the system''s locale')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colours; NO_COLOR and CLICOLOR_FORCE are heeded')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Use this settings file instead of searching upwards for mailcheck.toml')
            [CompletionResult]::new('--install', '--install', [CompletionResultType]::ParameterName, 'Make mailcheck known to your Thunderbird, and end')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'mailcheck;opensmtpd-filter' {
            [CompletionResult]::new('--fail-on', '--fail-on', [CompletionResultType]::ParameterName, 'Refuse from this severity on; without it the setting, or error')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of messages; without it the setting, then the system''s locale')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colours; NO_COLOR and CLICOLOR_FORCE are heeded')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Use this settings file instead of searching upwards for mailcheck.toml')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'mailcheck;git-validate' {
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of messages; without it the setting, then the system''s locale')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colours; NO_COLOR and CLICOLOR_FORCE are heeded')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Use this settings file instead of searching upwards for mailcheck.toml')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
    })

    $completions.Where{ $_.CompletionText -like "$wordToComplete*" } |
        Sort-Object -Property ListItemText
}
