# folio for fish: remembers commands that fail, and says so when a lesson is known.
#
#   folio init fish | source      in ~/.config/fish/config.fish
#
# A command that succeeds costs one function of builtins: no process is started. One that fails starts `folio hook`,
# with the command line on its standard input. It works on in the background and is waited for 50 milliseconds at most:
# a line that it has by then is shown above the next prompt.
#
# An empty line, a syntax error and Ctrl-C at the prompt do not send fish_postexec. fish itself gives `$status` and
# `$pipestatus` back after the function.

if status is-interactive
    function __folio_postexec --on-event fish_postexec
        set -l code $status
        # Success, interrupted, pipe closed, terminated, stopped.
        if contains -- $code 0 130 141 143 145 146 147 148 149 150
            return
        end
        if test "$FOLIO_QUIET" = 1; or test $CMD_DURATION -lt $__folio_minimum
            return
        end
        if string match --quiet -- ' *' $argv[1]; or not command --query folio
            return
        end
        set -l answer (printf %s $argv[1] | COLUMNS=$COLUMNS command folio hook --in-background \
            --exit-code $code --milliseconds $CMD_DURATION 2>/dev/null)
        if set --query answer[1]
            echo -- $answer[1] >&2
        end
    end
end
