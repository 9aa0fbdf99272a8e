package io.github.fluentpay.cli;

import io.github.fluentpay.catalogue.Catalogue;
import io.github.fluentpay.catalogue.Operation;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Searches the catalogue. */
@Command(
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        name = "endpoints",
        description = "Search the documented endpoints by path, English segment or Chinese title.",
        footer = {
            "%nExamples: fluentpay endpoints 退券; fluentpay endpoints coupons return; fluentpay endpoints"
                    + " outTradeNo --details",
            ExitCode.HELP
        })
final class EndpointsCommand implements Callable<Integer>, HasCommonOptions {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            arity = "0..*",
            paramLabel = "WORD",
            description = "Words that all have to be in the verb, the path, its chain, the title or the product.")
    private List<String> words = List.of();

    @Option(names = "--details", description = "Show spellings, fields and official pages of every hit.")
    private boolean details;

    @Mixin
    private CommonOptions options = new CommonOptions();

    private final Terminal terminal;

    EndpointsCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Catalogue catalogue = Catalogue.load();
        List<Operation> found = catalogue.search(asked());
        if (found.isEmpty()) {
            throw nothingFound(catalogue);
        }
        Spellings spellings = Spellings.ofClassPath();
        if (options.isJson()) {
            found.forEach(operation ->
                    terminal.out().println(EndpointJson.of(operation, spellings).toJson()));
        } else if (details || found.size() == 1) {
            EndpointText text = new EndpointText(terminal.out(), spellings);
            found.forEach(text::print);
        } else {
            found.forEach(operation -> terminal.out().println(EndpointText.line(operation)));
        }
        terminal.err().println(found.size() + (found.size() == 1 ? " endpoint" : " endpoints"));
        return ExitCode.OK.code();
    }

    /** Paths may begin with a slash here, as they do in the documentation. */
    private List<String> asked() {
        return words.stream()
                .map(word -> word.length() > 1 && word.startsWith("/") ? word.substring(1) : word)
                .toList();
    }

    private ParameterException nothingFound(Catalogue catalogue) {
        String hint = asked().stream()
                .filter(word -> word.indexOf('/') > 0)
                .findFirst()
                .flatMap(catalogue::nearest)
                .map(path -> "; the nearest path is " + path)
                .orElse("; try fewer words, or a part of one");
        String asked = words.size() == 1 ? "this word" : "all of these " + words.size() + " words";
        return new ParameterException(spec.commandLine(), "No documented endpoint has " + asked + hint);
    }

    @Override
    public CommonOptions options() {
        return options;
    }
}
