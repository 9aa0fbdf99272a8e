package io.github.fluentpay.cli;

import io.github.fluentpay.catalogue.Catalogue;
import io.github.fluentpay.json.JsonObject;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints a script that completes commands, options, verbs and the catalogue's paths. */
@Command(
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        name = "completion",
        description = "Print a script for your shell that completes commands, options, and the paths of `call`.",
        footer = {
            "%nInstall it for one session:%n  bash: source <(./fluentpay completion bash)%n  zsh:  source <(./fluentpay"
                    + " completion zsh)%n  fish: ./fluentpay completion fish | source%nor for good by adding that line to"
                    + " ~/.bashrc, ~/.zshrc or ~/.config/fish/config.fish.",
            ExitCode.HELP
        })
final class CompletionCommand implements Callable<Integer>, HasCommonOptions {

    /** Shells that have a script. */
    enum Shell {
        BASH,
        ZSH,
        FISH
    }

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "SHELL", description = "bash, zsh or fish.")
    private Shell shell = Shell.BASH;

    @Mixin
    private CommonOptions options = new CommonOptions();

    private final Terminal terminal;

    CompletionCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        CompletionScript script = new CompletionScript(spec.root().commandLine(), Catalogue.load());
        String text = switch (shell) {
            case BASH -> script.bash();
            case ZSH -> script.zsh();
            case FISH -> script.fish();
        };
        if (options.isJson()) {
            String name = shell.name().toLowerCase(Locale.ROOT);
            terminal.out().println(JsonObject.of("shell", name, "script", text).toJson());
        } else {
            terminal.out().print(text);
        }
        return ExitCode.OK.code();
    }

    @Override
    public CommonOptions options() {
        return options;
    }
}
