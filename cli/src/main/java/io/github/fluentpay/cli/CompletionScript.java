package io.github.fluentpay.cli;

import io.github.fluentpay.catalogue.Catalogue;
import io.github.fluentpay.catalogue.Operation;
import io.github.fluentpay.catalogue.Verb;
import io.github.fluentpay.catalogue.Version;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The scripts of {@code completion}. The lists are inside, so that a key press starts no JVM. {@code call} completes first
 * its verb and then the paths that have it; braces of a path stay as they are, since no shell expands a single word in
 * braces.
 */
final class CompletionScript {

    private static final String NAME = "fluentpay";

    private final CommandLine program;
    private final Catalogue catalogue;

    CompletionScript(CommandLine program, Catalogue catalogue) {
        this.program = program;
        this.catalogue = catalogue;
    }

    String bash() {
        return "# bash completion of fluentpay\n" + lists() + """
                _fluentpay() {
                    local cur=${COMP_WORDS[COMP_CWORD]} command=${COMP_WORDS[1]} words=""
                    if [ "$COMP_CWORD" -eq 1 ]; then
                        words=$_fluentpay_commands
                    elif [ "${cur#-}" != "$cur" ]; then
                        words=$(_fluentpay_options "$command")
                    elif [ "$command" = call ] && [ "$COMP_CWORD" -eq 2 ]; then
                        words="get post put patch delete"
                    elif [ "$command" = call ] && [ "$COMP_CWORD" -eq 3 ]; then
                        words=$(_fluentpay_paths "${COMP_WORDS[2]}")
                    elif [ "$command" = completion ]; then
                        words="bash zsh fish"
                    fi
                    COMPREPLY=()
                    local word
                    for word in $words; do
                        case $word in "$cur"*) COMPREPLY+=("$word") ;; esac
                    done
                }
                complete -o default -F _fluentpay fluentpay ./fluentpay
                """;
    }

    String zsh() {
        return "# zsh completion of fluentpay\n" + lists() + """
                _fluentpay() {
                    local cur=${words[CURRENT]} command=${words[2]} list=""
                    if [ "$CURRENT" -eq 2 ]; then
                        list=$_fluentpay_commands
                    elif [ "${cur#-}" != "$cur" ]; then
                        list=$(_fluentpay_options "$command")
                    elif [ "$command" = call ] && [ "$CURRENT" -eq 3 ]; then
                        list="get post put patch delete"
                    elif [ "$command" = call ] && [ "$CURRENT" -eq 4 ]; then
                        list=$(_fluentpay_paths "${words[3]}")
                    elif [ "$command" = completion ]; then
                        list="bash zsh fish"
                    else
                        _files
                        return
                    fi
                    compadd -- ${=list}
                }
                if ! type compdef >/dev/null 2>&1; then
                    autoload -Uz compinit && compinit -u
                fi
                compdef _fluentpay fluentpay ./fluentpay
                """;
    }

    String fish() {
        StringBuilder script = new StringBuilder("# fish completion of fluentpay\n");
        String none = "not __fish_seen_subcommand_from " + String.join(" ", commands());
        for (String name : List.of(NAME, "./" + NAME)) {
            script.append("complete -c ").append(name).append(" -e\n");
            fishLine(script, name, none, String.join(" ", commands()));
            fishLine(script, name, "__fish_seen_subcommand_from completion", "bash zsh fish");
            fishLine(script, name, "__fluentpay_at call 2", "get post put patch delete");
            for (Verb verb : Verb.values()) {
                String lower = lower(verb);
                fishLine(script, name, "__fluentpay_at call 3 " + lower, paths(verb));
            }
            for (String command : commands()) {
                for (String option : options(command)) {
                    script.append("complete -c ")
                            .append(name)
                            .append(" -n '__fish_seen_subcommand_from ")
                            .append(command)
                            .append("' -l ")
                            .append(option.substring(2))
                            .append('\n');
                }
            }
        }
        return """
                function __fluentpay_at
                    set -l words (commandline -opc)
                    test (count $words) -eq $argv[2]; or return 1
                    test "$words[2]" = "$argv[1]"; or return 1
                    test (count $argv) -lt 3; or test "$words[3]" = "$argv[3]"
                end
                """ + script;
    }

    private static void fishLine(StringBuilder script, String name, String condition, String words) {
        script.append("complete -c ")
                .append(name)
                .append(" -f -n '")
                .append(condition)
                .append("' -a '")
                // In a list of candidates fish expands braces, unless they are escaped.
                .append(words.replace("{", "\\\\{").replace("}", "\\\\}"))
                .append("'\n");
    }

    /** What bash and zsh read alike. */
    private String lists() {
        StringBuilder lists = new StringBuilder();
        lists.append("_fluentpay_commands='")
                .append(String.join(" ", commands()))
                .append("'\n");
        lists.append("_fluentpay_options() {\n    case $1 in\n");
        for (String command : commands()) {
            lists.append("        ")
                    .append(command)
                    .append(") echo '")
                    .append(String.join(" ", options(command)))
                    .append("' ;;\n");
        }
        lists.append("        *) echo '--help --version' ;;\n    esac\n}\n");
        lists.append("_fluentpay_paths() {\n    case $1 in\n");
        for (Verb verb : Verb.values()) {
            lists.append("        ")
                    .append(lower(verb))
                    .append(") echo '")
                    .append(paths(verb))
                    .append("' ;;\n");
        }
        return lists.append("    esac\n}\n").toString();
    }

    private List<String> options(String command) {
        return Objects.requireNonNull(program.getSubcommands().get(command)).getCommandSpec().options().stream()
                .map(OptionSpec::longestName)
                .toList();
    }

    private List<String> commands() {
        return program.getSubcommands().keySet().stream().sorted().toList();
    }

    private String paths(Verb verb) {
        return catalogue.operations().stream()
                .filter(operation -> operation.verb() == verb && operation.version() == Version.V3)
                .map(Operation::path)
                .sorted()
                .collect(Collectors.joining(" "));
    }

    private static String lower(Verb verb) {
        return verb.name().toLowerCase(Locale.ROOT);
    }
}
