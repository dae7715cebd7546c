# folio for Z shell: remembers commands that fail, and says so when a lesson is known.
#
#   eval "$(folio init zsh)"      in ~/.zshrc
#
# A command that succeeds costs two functions of builtins: no process is started. One that fails starts `folio hook` in
# the background, with the command line on its standard input. It has 50 milliseconds to answer with a line, which is
# shown above the next prompt; what comes later is dropped.
#
# An empty line, a syntax error and Ctrl-C at the prompt run no preexec function, so no start is noted for them. zsh
# itself gives `$?` and pipestatus back after each function.

__folio_preexec() {
    emulate -L zsh
    typeset -g __folio_line=$1
    typeset -gF __folio_started=$EPOCHREALTIME
}

__folio_precmd() {
    local code=$?
    emulate -L zsh
    local -F started=$__folio_started
    typeset -gF __folio_started=0
    case $code in
    0 | 130 | 141 | 143 | 14[5-9] | 150) return 0 ;; # success, interrupted, pipe closed, terminated, stopped
    esac
    if [[ $started -eq 0 || -z $__folio_line || $__folio_line == ' '* || ${FOLIO_QUIET-} == 1 ]]; then
        return 0
    fi
    local -i milliseconds=$(( (EPOCHREALTIME - started) * 1000 ))
    if (( milliseconds >= __folio_minimum )); then
        __folio_tell $code $milliseconds
    fi
    return 0
}

# Hands the command line to folio and shows what it answers. zsh waits for a substitution that belongs to a command, but
# not for one that belongs to a descriptor.
__folio_tell() {
    local answer='' descriptor
    exec {descriptor}< <(
        builtin print -rn -- "$__folio_line" |
            COLUMNS=$COLUMNS exec folio hook --exit-code $1 --milliseconds $2 2>/dev/null
    )
    if IFS='' builtin read -r -t 0.05 -u $descriptor answer && [[ -n $answer ]]; then
        builtin print -r -- "$answer" >&2
    fi
    exec {descriptor}<&-
}

__folio_install() {
    emulate -L zsh
    zmodload -F zsh/datetime p:EPOCHREALTIME 2>/dev/null || return 0
    typeset -ga preexec_functions precmd_functions
    if (( ! ${precmd_functions[(Ie)__folio_precmd]} )); then
        typeset -gF __folio_started=0
        typeset -g __folio_line=''
        preexec_functions+=(__folio_preexec)
        precmd_functions+=(__folio_precmd)
    fi
}

if [[ -o interactive ]]; then
    __folio_install
fi
unset -f __folio_install
