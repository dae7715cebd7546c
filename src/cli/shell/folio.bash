# shellcheck shell=bash
# folio for Bash 5.1 or newer: remembers commands that fail, and says so when a lesson is known.
#
#   eval "$(folio init bash)"      in ~/.bashrc
#
# A command that succeeds costs two expansions and one function of builtins: no process is started. One that fails
# starts `folio hook` in the background, with the command line on its standard input. It has 50 milliseconds to answer
# with a line, which is shown above the next prompt; what comes later is dropped.
#
# The start is noted by PS0, which Bash expands when a command line has been read and is about to run. Neither a syntax
# error nor an empty line nor Ctrl-C at the prompt comes so far. The end is noticed by an element of PROMPT_COMMAND;
# Bash itself gives `$?`, PIPESTATUS and `$_` back after each element. The traps are left alone. Where bash-preexec is
# loaded, its two arrays are used instead.

# Notes the beginning of the command line that is given.
__folio_preexec() {
    __folio_line=$1
    __folio_started=${EPOCHREALTIME//[!0-9]/}
}

# At the prompt: $1 is `$_` as the command line left it.
__folio_precmd() {
    local code=$? last_argument=${1-} started=${__folio_started-} number=${__folio_number-}
    __folio_code=$code
    __folio_started=''
    __folio_number=${HISTCMD-}
    if [[ -z ${__folio_uses_preexec-} && ${PS0-} != *"$__folio_ps0"* ]]; then
        PS0=${PS0-}$__folio_ps0
    fi
    case $code in
    0 | 130 | 141 | 143 | 14[5-9] | 150) return 0 ;; # success, interrupted, pipe closed, terminated, stopped
    *) ;;
    esac
    if [[ -z $started || ${FOLIO_QUIET-} == 1 ]]; then
        return 0
    fi
    local milliseconds=$(((${EPOCHREALTIME//[!0-9]/} - started) / 1000))
    # shellcheck disable=SC2154 # given by `folio init`
    if ((milliseconds >= __folio_minimum)); then
        __folio_tell "$code" "$milliseconds" "$number" "$last_argument" || :
    fi
    return 0
}

# Gives the exit code back to what follows in the same element of PROMPT_COMMAND.
__folio_give_back() {
    return "$__folio_code"
}

# Hands the command line to folio and shows what it answers. The subshell keeps `$!`, descriptors and jobs as they are.
__folio_tell() (
    line=${__folio_line-}
    if [[ -z ${__folio_uses_preexec-} ]]; then
        line=$(HISTTIMEFORMAT='' builtin history 1)
        line=${line#*[0-9][* ] }
        __folio_is_last_line "$line" "$3" "$4" || exit 0
    fi
    if [[ $line == ' '* ]]; then
        exit 0
    fi
    IFS='' read -r -t 0.05 answer < <(
        COLUMNS=${COLUMNS-} exec folio hook --exit-code "$1" --milliseconds "$2" 2>/dev/null <<<"$line"
    )
    if [[ -n ${answer-} ]]; then
        printf '%s\n' "$answer" >&2
    fi
)

# Whether the last line of the history, $1, is the command line that ran. It is when the history has grown since the
# prompt with number $2. Otherwise the command line is a repetition that was left out (ignoredups), or one that was kept
# out on purpose (ignorespace, HISTIGNORE): then its last argument, $3, tells.
__folio_is_last_line() {
    [[ -o history ]] || return 1
    local control=:${HISTCONTROL-}:
    if [[ $HISTCMD != "$2" ]]; then
        return 0
    fi
    if [[ -z ${HISTIGNORE-} && $control != *:ignorespace:* && $control != *:ignoreboth:* ]]; then
        return 0
    fi
    [[ -n $3 && $1 == *"$3" ]]
}

if [[ $- == *i* && -n ${EPOCHREALTIME-} && -z ${__folio_is_loaded-} ]] &&
    ((BASH_VERSINFO[0] * 100 + BASH_VERSINFO[1] >= 501)); then
    __folio_is_loaded=1
    if [[ -n ${bash_preexec_imported-}${__bp_imported-} ]]; then
        __folio_uses_preexec=1
        preexec_functions+=(__folio_preexec)
        precmd_functions+=(__folio_precmd)
    elif shopt -q promptvars; then
        # An arithmetic expansion can assign, and the substring of length 0 around it leaves nothing to print.
        __folio_empty=''
        # shellcheck disable=SC2016 # expanded by PS0
        __folio_ps0='${__folio_empty:$((__folio_started=${EPOCHREALTIME//[!0-9]/},0)):0}'
        # Before the others: some of them take whatever runs after them for a command line. Visual Studio Code does so with
        # all elements but the first, which it makes its own; there all that was in it has to stay in it.
        if [[ ${TERM_PROGRAM-} == vscode ]]; then
            PROMPT_COMMAND[0]='__folio_precmd "$_"; __folio_give_back'${PROMPT_COMMAND[0]:+$'\n'${PROMPT_COMMAND[0]}}
        else
            # shellcheck disable=SC2016 # expanded at the prompt
            PROMPT_COMMAND=('__folio_precmd "$_"' "${PROMPT_COMMAND[@]}")
        fi
    fi
fi
