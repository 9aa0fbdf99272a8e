package io.github.fluentpay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** A command line is seen by every user of the machine, so no secret may stand on it. */
class SecretsTest {

    @Test
    void noOptionTakesASecret() {
        CommandLine program = new CommandLine(
                FluentPayCommand.class, new CommandFactory(new Terminal(System.out, System.err, Map.of(), false)));

        List<String> names = new ArrayList<>();
        collect(program.getCommandSpec(), names);

        assertThat(names).contains("--profile", "--coupon-code", "--out");
        assertThat(names).noneMatch(name -> name.matches(".*(key|secret|password|serial|token).*"));
    }

    private static void collect(CommandSpec command, List<String> names) {
        for (OptionSpec option : command.options()) {
            names.addAll(List.of(option.names()));
        }
        command.subcommands().values().forEach(sub -> collect(sub.getCommandSpec(), names));
    }
}
