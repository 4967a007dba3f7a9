_mailcheck() {
    local i cur prev opts cmd
    COMPREPLY=()
    if [[ "${BASH_VERSINFO[0]}" -ge 4 ]]; then
        cur="$2"
    else
        cur="${COMP_WORDS[COMP_CWORD]}"
    fi
    prev="$3"
    cmd=""
    opts=""

    for i in "${COMP_WORDS[@]:0:COMP_CWORD}"
    do
        case "${cmd},${i}" in
            ",$1")
                cmd="mailcheck"
                ;;
            mailcheck,apology)
                cmd="mailcheck__subcmd__apology"
                ;;
            mailcheck,approvals)
                cmd="mailcheck__subcmd__approvals"
                ;;
            mailcheck,approve)
                cmd="mailcheck__subcmd__approve"
                ;;
            mailcheck,book)
                cmd="mailcheck__subcmd__book"
                ;;
            mailcheck,completions)
                cmd="mailcheck__subcmd__completions"
                ;;
            mailcheck,config)
                cmd="mailcheck__subcmd__config"
                ;;
            mailcheck,digest)
                cmd="mailcheck__subcmd__digest"
                ;;
            mailcheck,explain)
                cmd="mailcheck__subcmd__explain"
                ;;
            mailcheck,fix)
                cmd="mailcheck__subcmd__fix"
                ;;
            mailcheck,gate)
                cmd="mailcheck__subcmd__gate"
                ;;
            mailcheck,git-validate)
                cmd="mailcheck__subcmd__git__subcmd__validate"
                ;;
            mailcheck,init)
                cmd="mailcheck__subcmd__init"
                ;;
            mailcheck,lsp)
                cmd="mailcheck__subcmd__lsp"
                ;;
            mailcheck,man)
                cmd="mailcheck__subcmd__man"
                ;;
            mailcheck,milter)
                cmd="mailcheck__subcmd__milter"
                ;;
            mailcheck,native-host)
                cmd="mailcheck__subcmd__native__subcmd__host"
                ;;
            mailcheck,opensmtpd-filter)
                cmd="mailcheck__subcmd__opensmtpd__subcmd__filter"
                ;;
            mailcheck,rules)
                cmd="mailcheck__subcmd__rules"
                ;;
            mailcheck,sendmail)
                cmd="mailcheck__subcmd__sendmail"
                ;;
            mailcheck,sent)
                cmd="mailcheck__subcmd__sent"
                ;;
            mailcheck,sheet)
                cmd="mailcheck__subcmd__sheet"
                ;;
            mailcheck,show)
                cmd="mailcheck__subcmd__show"
                ;;
            mailcheck,split)
                cmd="mailcheck__subcmd__split"
                ;;
            mailcheck,verify)
                cmd="mailcheck__subcmd__verify"
                ;;
            mailcheck__subcmd__book,lint)
                cmd="mailcheck__subcmd__book__subcmd__lint"
                ;;
            mailcheck__subcmd__config,check)
                cmd="mailcheck__subcmd__config__subcmd__check"
                ;;
            mailcheck__subcmd__config,schema)
                cmd="mailcheck__subcmd__config__subcmd__schema"
                ;;
            mailcheck__subcmd__config,show)
                cmd="mailcheck__subcmd__config__subcmd__show"
                ;;
            mailcheck__subcmd__rules,check)
                cmd="mailcheck__subcmd__rules__subcmd__check"
                ;;
            mailcheck__subcmd__rules,list)
                cmd="mailcheck__subcmd__rules__subcmd__list"
                ;;
            mailcheck__subcmd__rules,new)
                cmd="mailcheck__subcmd__rules__subcmd__new"
                ;;
            mailcheck__subcmd__rules,test)
                cmd="mailcheck__subcmd__rules__subcmd__test"
                ;;
            *)
                ;;
        esac
    done

    case "${cmd}" in
        mailcheck)
            opts="-0 -q -h -V --lang --color --config --format --fail-on --show --output --only --skip --stage --now --stdin-filename --files-from --jobs --mailing --roster --expect --history --digests --loop-guard --baseline --write-baseline --redact --fail-fast --allow-empty --quiet --help --version show rules explain config fix sheet init digest sent lsp book completions man sendmail split approve verify approvals apology gate milter native-host opensmtpd-filter git-validate"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 1 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                --lang)
                    COMPREPLY=($(compgen -W "en ja" -- "${cur}"))
                    return 0
                    ;;
                --color)
                    COMPREPLY=($(compgen -W "auto always never" -- "${cur}"))
                    return 0
                    ;;
                --config)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --format)
                    COMPREPLY=($(compgen -W "human short json jsonl sarif github gitlab junit checkstyle rdjson html" -- "${cur}"))
                    return 0
                    ;;
                --fail-on)
                    COMPREPLY=($(compgen -W "error warning info never" -- "${cur}"))
                    return 0
                    ;;
                --show)
                    COMPREPLY=($(compgen -W "error warning info" -- "${cur}"))
                    return 0
                    ;;
                --output)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --only)
                    COMPREPLY=($(compgen -W "addresses-in-body already-sent ambiguous-recipient-name approval-required attachment-for-other-organization attachment-forbidden attachment-name-portability attachment-size bcc-leak bodies-disagree bulk-bcc bulk-without-tool calendar-recipient-disagrees confidential-marker-external dangerous-attachment-type display-name-disagrees distribution-list-recipient document-revision-residue draft-or-test-marker duplicate-recipient embedded-data-in-document empty-body empty-merge empty-subject escaped-character exposed-list-members exposed-members exposed-personal-addresses forbidden-recipient forbidden-text generic-attachment-name greeting-recipient-mismatch hidden-external-recipient hidden-spreadsheet-content internal-addresses-exposed invite-exposes-attendees invite-exposes-personal-attendees keyword-recipient large-internal-audience lone-external-recipient look-alike-characters mailing-attachment-swap mailing-duplicated-personal-block mailing-name-shift mailing-other-member-content mailing-recipient-accumulation mailing-roster-mismatch mailing-same-personal-file mailing-size-unexpected missing-attachment missing-bcc misspelt-placeholder mixed-external-domains no-recipient organization-name-mismatch organization-name-missing password-with-attachment personal-data-in-attachment personal-data-in-body personal-mailbox-recipient promised-attachment-missing public-archive-recipient quoted-history-external recall-message recipient-domain-typo recipient-list-attached recipient-lookalike recipient-malformed recipient-name-mismatch recipient-unknown recipient-unresolved required-recipient-missing roster-incomplete sender-outside-organization sent-as-draft shared-link-external split-visibility stale-date superseded-attachment-name template-placeholders thread-new-external too-many-visible-recipients unclosed-placeholder undeclared-placeholder unencrypted-sensitive-attachment uninspectable-attachment unreadable-part unresolved-placeholder" -- "${cur}"))
                    return 0
                    ;;
                --skip)
                    COMPREPLY=($(compgen -W "addresses-in-body already-sent ambiguous-recipient-name approval-required attachment-for-other-organization attachment-forbidden attachment-name-portability attachment-size bcc-leak bodies-disagree bulk-bcc bulk-without-tool calendar-recipient-disagrees confidential-marker-external dangerous-attachment-type display-name-disagrees distribution-list-recipient document-revision-residue draft-or-test-marker duplicate-recipient embedded-data-in-document empty-body empty-merge empty-subject escaped-character exposed-list-members exposed-members exposed-personal-addresses forbidden-recipient forbidden-text generic-attachment-name greeting-recipient-mismatch hidden-external-recipient hidden-spreadsheet-content internal-addresses-exposed invite-exposes-attendees invite-exposes-personal-attendees keyword-recipient large-internal-audience lone-external-recipient look-alike-characters mailing-attachment-swap mailing-duplicated-personal-block mailing-name-shift mailing-other-member-content mailing-recipient-accumulation mailing-roster-mismatch mailing-same-personal-file mailing-size-unexpected missing-attachment missing-bcc misspelt-placeholder mixed-external-domains no-recipient organization-name-mismatch organization-name-missing password-with-attachment personal-data-in-attachment personal-data-in-body personal-mailbox-recipient promised-attachment-missing public-archive-recipient quoted-history-external recall-message recipient-domain-typo recipient-list-attached recipient-lookalike recipient-malformed recipient-name-mismatch recipient-unknown recipient-unresolved required-recipient-missing roster-incomplete sender-outside-organization sent-as-draft shared-link-external split-visibility stale-date superseded-attachment-name template-placeholders thread-new-external too-many-visible-recipients unclosed-placeholder undeclared-placeholder unencrypted-sensitive-attachment uninspectable-attachment unreadable-part unresolved-placeholder" -- "${cur}"))
                    return 0
                    ;;
                --stage)
                    COMPREPLY=($(compgen -W "template rendered" -- "${cur}"))
                    return 0
                    ;;
                --now)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --stdin-filename)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --files-from)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --jobs)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --roster)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --expect)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --history)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --digests)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --loop-guard)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --baseline)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --write-baseline)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        mailcheck__subcmd__apology)
            opts="-o -h --output --roster --letter --lang --color --config --help"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 2 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                --output)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                -o)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --roster)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --letter)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --lang)
                    COMPREPLY=($(compgen -W "en ja" -- "${cur}"))
                    return 0
                    ;;
                --color)
                    COMPREPLY=($(compgen -W "auto always never" -- "${cur}"))
                    return 0
                    ;;
                --config)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        mailcheck__subcmd__approvals)
            opts="-h --format --lang --color --config --help"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 2 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                --format)
                    COMPREPLY=($(compgen -W "text json" -- "${cur}"))
                    return 0
                    ;;
                --lang)
                    COMPREPLY=($(compgen -W "en ja" -- "${cur}"))
                    return 0
                    ;;
                --color)
                    COMPREPLY=($(compgen -W "auto always never" -- "${cur}"))
                    return 0
                    ;;
                --config)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        mailcheck__subcmd__approve)
            opts="-h --as --key --days --confirm --mailing --roster --folder --lang --color --config --help"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 2 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                --as)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --key)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --days)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --roster)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --folder)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --lang)
                    COMPREPLY=($(compgen -W "en ja" -- "${cur}"))
                    return 0
                    ;;
                --color)
                    COMPREPLY=($(compgen -W "auto always never" -- "${cur}"))
                    return 0
                    ;;
                --config)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        mailcheck__subcmd__book)
            opts="-h --lang --color --config --help lint"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 2 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                --lang)
                    COMPREPLY=($(compgen -W "en ja" -- "${cur}"))
                    return 0
                    ;;
                --color)
                    COMPREPLY=($(compgen -W "auto always never" -- "${cur}"))
                    return 0
                    ;;
                --config)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        mailcheck__subcmd__book__subcmd__lint)
            opts="-h --format --fail-on --show --lang --color --config --help"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                --format)
                    COMPREPLY=($(compgen -W "human short json jsonl sarif github gitlab junit checkstyle rdjson html" -- "${cur}"))
                    return 0
                    ;;
                --fail-on)
                    COMPREPLY=($(compgen -W "error warning info never" -- "${cur}"))
                    return 0
                    ;;
                --show)
                    COMPREPLY=($(compgen -W "error warning info" -- "${cur}"))
                    return 0
                    ;;
                --lang)
                    COMPREPLY=($(compgen -W "en ja" -- "${cur}"))
                    return 0
                    ;;
                --color)
                    COMPREPLY=($(compgen -W "auto always never" -- "${cur}"))
                    return 0
                    ;;
                --config)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        mailcheck__subcmd__completions)
            opts="-h --lang --color --config --help bash elvish fish powershell zsh"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 2 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                --lang)
                    COMPREPLY=($(compgen -W "en ja" -- "${cur}"))
                    return 0
                    ;;
                --color)
                    COMPREPLY=($(compgen -W "auto always never" -- "${cur}"))
                    return 0
                    ;;
                --config)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        mailcheck__subcmd__config)
            opts="-h --lang --color --config --help show check schema"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 2 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                --lang)
                    COMPREPLY=($(compgen -W "en ja" -- "${cur}"))
                    return 0
                    ;;
                --color)
                    COMPREPLY=($(compgen -W "auto always never" -- "${cur}"))
                    return 0
                    ;;
                --config)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        mailcheck__subcmd__config__subcmd__check)
            opts="-h --lang --color --config --help"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                --lang)
                    COMPREPLY=($(compgen -W "en ja" -- "${cur}"))
                    return 0
                    ;;
                --color)
                    COMPREPLY=($(compgen -W "auto always never" -- "${cur}"))
                    return 0
                    ;;
                --config)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        mailcheck__subcmd__config__subcmd__schema)
            opts="-h --lang --color --config --help config rule report jsonl show sheet verify approvals"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                --lang)
                    COMPREPLY=($(compgen -W "en ja" -- "${cur}"))
                    return 0
                    ;;
                --color)
                    COMPREPLY=($(compgen -W "auto always never" -- "${cur}"))
                    return 0
                    ;;
                --config)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        mailcheck__subcmd__config__subcmd__show)
            opts="-h --lang --color --config --help"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                --lang)
                    COMPREPLY=($(compgen -W "en ja" -- "${cur}"))
                    return 0
                    ;;
                --color)
                    COMPREPLY=($(compgen -W "auto always never" -- "${cur}"))
                    return 0
                    ;;
                --config)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        mailcheck__subcmd__digest)
            opts="-o -0 -h --output --roster --only --skip --stage --now --stdin-filename --files-from --jobs --lang --color --config --help"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 2 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                --output)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                -o)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --roster)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --only)
                    COMPREPLY=($(compgen -W "addresses-in-body already-sent ambiguous-recipient-name approval-required attachment-for-other-organization attachment-forbidden attachment-name-portability attachment-size bcc-leak bodies-disagree bulk-bcc bulk-without-tool calendar-recipient-disagrees confidential-marker-external dangerous-attachment-type display-name-disagrees distribution-list-recipient document-revision-residue draft-or-test-marker duplicate-recipient embedded-data-in-document empty-body empty-merge empty-subject escaped-character exposed-list-members exposed-members exposed-personal-addresses forbidden-recipient forbidden-text generic-attachment-name greeting-recipient-mismatch hidden-external-recipient hidden-spreadsheet-content internal-addresses-exposed invite-exposes-attendees invite-exposes-personal-attendees keyword-recipient large-internal-audience lone-external-recipient look-alike-characters mailing-attachment-swap mailing-duplicated-personal-block mailing-name-shift mailing-other-member-content mailing-recipient-accumulation mailing-roster-mismatch mailing-same-personal-file mailing-size-unexpected missing-attachment missing-bcc misspelt-placeholder mixed-external-domains no-recipient organization-name-mismatch organization-name-missing password-with-attachment personal-data-in-attachment personal-data-in-body personal-mailbox-recipient promised-attachment-missing public-archive-recipient quoted-history-external recall-message recipient-domain-typo recipient-list-attached recipient-lookalike recipient-malformed recipient-name-mismatch recipient-unknown recipient-unresolved required-recipient-missing roster-incomplete sender-outside-organization sent-as-draft shared-link-external split-visibility stale-date superseded-attachment-name template-placeholders thread-new-external too-many-visible-recipients unclosed-placeholder undeclared-placeholder unencrypted-sensitive-attachment uninspectable-attachment unreadable-part unresolved-placeholder" -- "${cur}"))
                    return 0
                    ;;
                --skip)
                    COMPREPLY=($(compgen -W "addresses-in-body already-sent ambiguous-recipient-name approval-required attachment-for-other-organization attachment-forbidden attachment-name-portability attachment-size bcc-leak bodies-disagree bulk-bcc bulk-without-tool calendar-recipient-disagrees confidential-marker-external dangerous-attachment-type display-name-disagrees distribution-list-recipient document-revision-residue draft-or-test-marker duplicate-recipient embedded-data-in-document empty-body empty-merge empty-subject escaped-character exposed-list-members exposed-members exposed-personal-addresses forbidden-recipient forbidden-text generic-attachment-name greeting-recipient-mismatch hidden-external-recipient hidden-spreadsheet-content internal-addresses-exposed invite-exposes-attendees invite-exposes-personal-attendees keyword-recipient large-internal-audience lone-external-recipient look-alike-characters mailing-attachment-swap mailing-duplicated-personal-block mailing-name-shift mailing-other-member-content mailing-recipient-accumulation mailing-roster-mismatch mailing-same-personal-file mailing-size-unexpected missing-attachment missing-bcc misspelt-placeholder mixed-external-domains no-recipient organization-name-mismatch organization-name-missing password-with-attachment personal-data-in-attachment personal-data-in-body personal-mailbox-recipient promised-attachment-missing public-archive-recipient quoted-history-external recall-message recipient-domain-typo recipient-list-attached recipient-lookalike recipient-malformed recipient-name-mismatch recipient-unknown recipient-unresolved required-recipient-missing roster-incomplete sender-outside-organization sent-as-draft shared-link-external split-visibility stale-date superseded-attachment-name template-placeholders thread-new-external too-many-visible-recipients unclosed-placeholder undeclared-placeholder unencrypted-sensitive-attachment uninspectable-attachment unreadable-part unresolved-placeholder" -- "${cur}"))
                    return 0
                    ;;
                --stage)
                    COMPREPLY=($(compgen -W "template rendered" -- "${cur}"))
                    return 0
                    ;;
                --now)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --stdin-filename)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --files-from)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --jobs)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --lang)
                    COMPREPLY=($(compgen -W "en ja" -- "${cur}"))
                    return 0
                    ;;
                --color)
                    COMPREPLY=($(compgen -W "auto always never" -- "${cur}"))
                    return 0
                    ;;
                --config)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        mailcheck__subcmd__explain)
            opts="-h --lang --color --config --help addresses-in-body already-sent ambiguous-recipient-name approval-required attachment-for-other-organization attachment-forbidden attachment-name-portability attachment-size bcc-leak bodies-disagree bulk-bcc bulk-without-tool calendar-recipient-disagrees confidential-marker-external dangerous-attachment-type display-name-disagrees distribution-list-recipient document-revision-residue draft-or-test-marker duplicate-recipient embedded-data-in-document empty-body empty-merge empty-subject escaped-character exposed-list-members exposed-members exposed-personal-addresses forbidden-recipient forbidden-text generic-attachment-name greeting-recipient-mismatch hidden-external-recipient hidden-spreadsheet-content internal-addresses-exposed invite-exposes-attendees invite-exposes-personal-attendees keyword-recipient large-internal-audience lone-external-recipient look-alike-characters mailing-attachment-swap mailing-duplicated-personal-block mailing-name-shift mailing-other-member-content mailing-recipient-accumulation mailing-roster-mismatch mailing-same-personal-file mailing-size-unexpected missing-attachment missing-bcc misspelt-placeholder mixed-external-domains no-recipient organization-name-mismatch organization-name-missing password-with-attachment personal-data-in-attachment personal-data-in-body personal-mailbox-recipient promised-attachment-missing public-archive-recipient quoted-history-external recall-message recipient-domain-typo recipient-list-attached recipient-lookalike recipient-malformed recipient-name-mismatch recipient-unknown recipient-unresolved required-recipient-missing roster-incomplete sender-outside-organization sent-as-draft shared-link-external split-visibility stale-date superseded-attachment-name template-placeholders thread-new-external too-many-visible-recipients unclosed-placeholder undeclared-placeholder unencrypted-sensitive-attachment uninspectable-attachment unreadable-part unresolved-placeholder"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 2 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                --lang)
                    COMPREPLY=($(compgen -W "en ja" -- "${cur}"))
                    return 0
                    ;;
                --color)
                    COMPREPLY=($(compgen -W "auto always never" -- "${cur}"))
                    return 0
                    ;;
                --config)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        mailcheck__subcmd__fix)
            opts="-o -h --diff --write --output --unsafe --only --lang --color --config --help"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 2 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                --output)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                -o)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --only)
                    COMPREPLY=($(compgen -W "addresses-in-body already-sent ambiguous-recipient-name approval-required attachment-for-other-organization attachment-forbidden attachment-name-portability attachment-size bcc-leak bodies-disagree bulk-bcc bulk-without-tool calendar-recipient-disagrees confidential-marker-external dangerous-attachment-type display-name-disagrees distribution-list-recipient document-revision-residue draft-or-test-marker duplicate-recipient embedded-data-in-document empty-body empty-merge empty-subject escaped-character exposed-list-members exposed-members exposed-personal-addresses forbidden-recipient forbidden-text generic-attachment-name greeting-recipient-mismatch hidden-external-recipient hidden-spreadsheet-content internal-addresses-exposed invite-exposes-attendees invite-exposes-personal-attendees keyword-recipient large-internal-audience lone-external-recipient look-alike-characters mailing-attachment-swap mailing-duplicated-personal-block mailing-name-shift mailing-other-member-content mailing-recipient-accumulation mailing-roster-mismatch mailing-same-personal-file mailing-size-unexpected missing-attachment missing-bcc misspelt-placeholder mixed-external-domains no-recipient organization-name-mismatch organization-name-missing password-with-attachment personal-data-in-attachment personal-data-in-body personal-mailbox-recipient promised-attachment-missing public-archive-recipient quoted-history-external recall-message recipient-domain-typo recipient-list-attached recipient-lookalike recipient-malformed recipient-name-mismatch recipient-unknown recipient-unresolved required-recipient-missing roster-incomplete sender-outside-organization sent-as-draft shared-link-external split-visibility stale-date superseded-attachment-name template-placeholders thread-new-external too-many-visible-recipients unclosed-placeholder undeclared-placeholder unencrypted-sensitive-attachment uninspectable-attachment unreadable-part unresolved-placeholder" -- "${cur}"))
                    return 0
                    ;;
                --lang)
                    COMPREPLY=($(compgen -W "en ja" -- "${cur}"))
                    return 0
                    ;;
                --color)
                    COMPREPLY=($(compgen -W "auto always never" -- "${cur}"))
                    return 0
                    ;;
                --config)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        mailcheck__subcmd__gate)
            opts="-h --envelope --envelope-sender --fail-on --lang --color --config --help"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 2 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                --envelope)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --envelope-sender)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --fail-on)
                    COMPREPLY=($(compgen -W "error warning info" -- "${cur}"))
                    return 0
                    ;;
                --lang)
                    COMPREPLY=($(compgen -W "en ja" -- "${cur}"))
                    return 0
                    ;;
                --color)
                    COMPREPLY=($(compgen -W "auto always never" -- "${cur}"))
                    return 0
                    ;;
                --config)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        mailcheck__subcmd__git__subcmd__validate)
            opts="-h --lang --color --config --help"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 2 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                --lang)
                    COMPREPLY=($(compgen -W "en ja" -- "${cur}"))
                    return 0
                    ;;
                --color)
                    COMPREPLY=($(compgen -W "auto always never" -- "${cur}"))
                    return 0
                    ;;
                --config)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        mailcheck__subcmd__init)
            opts="-h --lang --color --config --help"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 2 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                --lang)
                    COMPREPLY=($(compgen -W "en ja" -- "${cur}"))
                    return 0
                    ;;
                --color)
                    COMPREPLY=($(compgen -W "auto always never" -- "${cur}"))
                    return 0
                    ;;
                --config)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        mailcheck__subcmd__lsp)
            opts="-h --stdio --lang --color --config --help"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 2 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                --lang)
                    COMPREPLY=($(compgen -W "en ja" -- "${cur}"))
                    return 0
                    ;;
                --color)
                    COMPREPLY=($(compgen -W "auto always never" -- "${cur}"))
                    return 0
                    ;;
                --config)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        mailcheck__subcmd__man)
            opts="-h --lang --color --config --help"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 2 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                --lang)
                    COMPREPLY=($(compgen -W "en ja" -- "${cur}"))
                    return 0
                    ;;
                --color)
                    COMPREPLY=($(compgen -W "auto always never" -- "${cur}"))
                    return 0
                    ;;
                --config)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        mailcheck__subcmd__milter)
            opts="-h --listen --connections --fail-on --lang --color --config --help"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 2 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                --listen)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --connections)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --fail-on)
                    COMPREPLY=($(compgen -W "error warning info" -- "${cur}"))
                    return 0
                    ;;
                --lang)
                    COMPREPLY=($(compgen -W "en ja" -- "${cur}"))
                    return 0
                    ;;
                --color)
                    COMPREPLY=($(compgen -W "auto always never" -- "${cur}"))
                    return 0
                    ;;
                --config)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        mailcheck__subcmd__native__subcmd__host)
            opts="-h --install --lang --color --config --help"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 2 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                --lang)
                    COMPREPLY=($(compgen -W "en ja" -- "${cur}"))
                    return 0
                    ;;
                --color)
                    COMPREPLY=($(compgen -W "auto always never" -- "${cur}"))
                    return 0
                    ;;
                --config)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        mailcheck__subcmd__opensmtpd__subcmd__filter)
            opts="-h --fail-on --lang --color --config --help"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 2 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                --fail-on)
                    COMPREPLY=($(compgen -W "error warning info" -- "${cur}"))
                    return 0
                    ;;
                --lang)
                    COMPREPLY=($(compgen -W "en ja" -- "${cur}"))
                    return 0
                    ;;
                --color)
                    COMPREPLY=($(compgen -W "auto always never" -- "${cur}"))
                    return 0
                    ;;
                --config)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        mailcheck__subcmd__rules)
            opts="-h --lang --color --config --help list test check new"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 2 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                --lang)
                    COMPREPLY=($(compgen -W "en ja" -- "${cur}"))
                    return 0
                    ;;
                --color)
                    COMPREPLY=($(compgen -W "auto always never" -- "${cur}"))
                    return 0
                    ;;
                --config)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        mailcheck__subcmd__rules__subcmd__check)
            opts="-h --lang --color --config --help"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                --lang)
                    COMPREPLY=($(compgen -W "en ja" -- "${cur}"))
                    return 0
                    ;;
                --color)
                    COMPREPLY=($(compgen -W "auto always never" -- "${cur}"))
                    return 0
                    ;;
                --config)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        mailcheck__subcmd__rules__subcmd__list)
            opts="-h --lang --color --config --help"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                --lang)
                    COMPREPLY=($(compgen -W "en ja" -- "${cur}"))
                    return 0
                    ;;
                --color)
                    COMPREPLY=($(compgen -W "auto always never" -- "${cur}"))
                    return 0
                    ;;
                --config)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        mailcheck__subcmd__rules__subcmd__new)
            opts="-h --dir --lang --color --config --help"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                --dir)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --lang)
                    COMPREPLY=($(compgen -W "en ja" -- "${cur}"))
                    return 0
                    ;;
                --color)
                    COMPREPLY=($(compgen -W "auto always never" -- "${cur}"))
                    return 0
                    ;;
                --config)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        mailcheck__subcmd__rules__subcmd__test)
            opts="-h --format --lang --color --config --help"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                --format)
                    COMPREPLY=($(compgen -W "human junit" -- "${cur}"))
                    return 0
                    ;;
                --lang)
                    COMPREPLY=($(compgen -W "en ja" -- "${cur}"))
                    return 0
                    ;;
                --color)
                    COMPREPLY=($(compgen -W "auto always never" -- "${cur}"))
                    return 0
                    ;;
                --config)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        mailcheck__subcmd__sendmail)
            opts="-h --lang --color --config --help"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 2 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                --lang)
                    COMPREPLY=($(compgen -W "en ja" -- "${cur}"))
                    return 0
                    ;;
                --color)
                    COMPREPLY=($(compgen -W "auto always never" -- "${cur}"))
                    return 0
                    ;;
                --config)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        mailcheck__subcmd__sent)
            opts="-0 -h --history --now --stdin-filename --files-from --jobs --lang --color --config --help"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 2 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                --history)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --now)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --stdin-filename)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --files-from)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --jobs)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --lang)
                    COMPREPLY=($(compgen -W "en ja" -- "${cur}"))
                    return 0
                    ;;
                --color)
                    COMPREPLY=($(compgen -W "auto always never" -- "${cur}"))
                    return 0
                    ;;
                --config)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        mailcheck__subcmd__sheet)
            opts="-o -h --format --output --show --all --mailing --roster --since --now --lang --color --config --help"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 2 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                --format)
                    COMPREPLY=($(compgen -W "text html json" -- "${cur}"))
                    return 0
                    ;;
                --output)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                -o)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --show)
                    COMPREPLY=($(compgen -W "error warning info" -- "${cur}"))
                    return 0
                    ;;
                --roster)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --since)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --now)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --lang)
                    COMPREPLY=($(compgen -W "en ja" -- "${cur}"))
                    return 0
                    ;;
                --color)
                    COMPREPLY=($(compgen -W "auto always never" -- "${cur}"))
                    return 0
                    ;;
                --config)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        mailcheck__subcmd__show)
            opts="-h --format --lang --color --config --help"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 2 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                --format)
                    COMPREPLY=($(compgen -W "text json" -- "${cur}"))
                    return 0
                    ;;
                --lang)
                    COMPREPLY=($(compgen -W "en ja" -- "${cur}"))
                    return 0
                    ;;
                --color)
                    COMPREPLY=($(compgen -W "auto always never" -- "${cur}"))
                    return 0
                    ;;
                --config)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        mailcheck__subcmd__split)
            opts="-o -h --output --roster --lang --color --config --help"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 2 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                --output)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                -o)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --roster)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --lang)
                    COMPREPLY=($(compgen -W "en ja" -- "${cur}"))
                    return 0
                    ;;
                --color)
                    COMPREPLY=($(compgen -W "auto always never" -- "${cur}"))
                    return 0
                    ;;
                --config)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        mailcheck__subcmd__verify)
            opts="-h --format --lang --color --config --help"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 2 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                --format)
                    COMPREPLY=($(compgen -W "text json" -- "${cur}"))
                    return 0
                    ;;
                --lang)
                    COMPREPLY=($(compgen -W "en ja" -- "${cur}"))
                    return 0
                    ;;
                --color)
                    COMPREPLY=($(compgen -W "auto always never" -- "${cur}"))
                    return 0
                    ;;
                --config)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
    esac
}

if [[ "${BASH_VERSINFO[0]}" -eq 4 && "${BASH_VERSINFO[1]}" -ge 4 || "${BASH_VERSINFO[0]}" -gt 4 ]]; then
    complete -F _mailcheck -o nosort -o bashdefault -o default mailcheck
else
    complete -F _mailcheck -o bashdefault -o default mailcheck
fi
