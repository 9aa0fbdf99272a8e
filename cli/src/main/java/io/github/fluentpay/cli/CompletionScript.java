package io.github.fluentpay.cli;

import io.github.fluentpay.catalogue.Catalogue;
import io.github.fluentpay.catalogue.Operation;
import io.github.fluentpay.catalogue.Verb;
import io.github.fluentpay.catalogue.Version;
import java.util.List;
import java.util.Locale;
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
    private static final String SHELLS = "bash zsh fish";

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
                    if [ "${cur#-}" != "$cur" ]; then
                        words=$(_fluentpay_options "$command ${COMP_WORDS[2]:-}")
                    elif [ "$COMP_CWORD" -eq 1 ]; then
                        words=$_fluentpay_commands
                    elif [ "$command" = call ] && [ "$COMP_CWORD" -eq 2 ]; then
                        words="get post put patch delete"
                    elif [ "$command" = call ] && [ "$COMP_CWORD" -eq 3 ]; then
                        words=$(_fluentpay_paths "${COMP_WORDS[2]}")
                    elif [ "$COMP_CWORD" -eq 2 ]; then
                        words=$(_fluentpay_second "$command")
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
                    if [ "${cur#-}" != "$cur" ]; then
                        list=$(_fluentpay_options "$command ${words[3]:-}")
                    elif [ "$CURRENT" -eq 2 ]; then
                        list=$_fluentpay_commands
                    elif [ "$command" = call ] && [ "$CURRENT" -eq 3 ]; then
                        list="get post put patch delete"
                    elif [ "$command" = call ] && [ "$CURRENT" -eq 4 ]; then
                        list=$(_fluentpay_paths "${words[3]}")
                    elif [ "$CURRENT" -eq 3 ]; then
                        list=$(_fluentpay_second "$command")
                    fi
                    if [ -n "$list" ]; then
                        compadd -- ${=list}
                    else
                        _files
                    fi
                }
                if ! type compdef >/dev/null 2>&1; then
                    autoload -Uz compinit && compinit -u
                fi
                compdef _fluentpay fluentpay ./fluentpay
                """;
    }

    String fish() {
        StringBuilder script = new StringBuilder("# fish completion of fluentpay\n");
        String none = "not __fish_seen_subcommand_from " + names(program);
        for (String name : List.of(NAME, "./" + NAME)) {
            script.append("complete -c ").append(name).append(" -e\n");
            fishLine(script, name, none, names(program));
            fishOptions(script, name, none, program);
            fishLine(script, name, "__fluentpay_at completion 2", SHELLS);
            fishLine(script, name, "__fluentpay_at call 2", "get post put patch delete");
            for (Verb verb : Verb.values()) {
                String lower = lower(verb);
                fishLine(script, name, "__fluentpay_at call 3 " + lower, paths(verb));
            }
            program.getSubcommands().forEach((command, line) -> {
                String seen = "__fish_seen_subcommand_from " + command;
                fishOptions(script, name, seen, line);
                if (!line.getSubcommands().isEmpty()) {
                    fishLine(script, name, "__fluentpay_at " + command + " 2", names(line));
                }
                line.getSubcommands()
                        .forEach((inner, innerLine) -> fishOptions(
                                script, name, seen + "; and __fish_seen_subcommand_from " + inner, innerLine));
            });
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

    private static void fishOptions(StringBuilder script, String name, String condition, CommandLine line) {
        for (OptionSpec option : line.getCommandSpec().options()) {
            script.append("complete -c ")
                    .append(name)
                    .append(" -n '")
                    .append(condition)
                    .append("' -l ")
                    .append(option.longestName().substring(2))
                    .append('\n');
        }
    }

    /** What bash and zsh read alike. */
    private String lists() {
        StringBuilder lists = new StringBuilder();
        lists.append("_fluentpay_commands='").append(names(program)).append("'\n");
        lists.append("_fluentpay_options() {\n    case $1 in\n");
        program.getSubcommands().forEach((command, line) -> {
            line.getSubcommands()
                    .forEach(
                            (inner, innerLine) -> choice(lists, "'" + command + " " + inner + "'", options(innerLine)));
            choice(lists, "'" + command + " '*", options(line));
        });
        choice(lists, "*", options(program));
        lists.append("    esac\n}\n");
        lists.append("_fluentpay_second() {\n    case $1 in\n");
        program.getSubcommands().forEach((command, line) -> {
            if (!line.getSubcommands().isEmpty()) {
                choice(lists, command, names(line));
            }
        });
        choice(lists, "completion", SHELLS);
        lists.append("    esac\n}\n");
        lists.append("_fluentpay_paths() {\n    case $1 in\n");
        for (Verb verb : Verb.values()) {
            choice(lists, lower(verb), paths(verb));
        }
        return lists.append("    esac\n}\n").toString();
    }

    private static void choice(StringBuilder lists, String pattern, String words) {
        lists.append("        ")
                .append(pattern)
                .append(") echo '")
                .append(words)
                .append("' ;;\n");
    }

    private static String options(CommandLine line) {
        return line.getCommandSpec().options().stream()
                .map(OptionSpec::longestName)
                .collect(Collectors.joining(" "));
    }

    private static String names(CommandLine line) {
        return line.getSubcommands().keySet().stream().sorted().collect(Collectors.joining(" "));
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
