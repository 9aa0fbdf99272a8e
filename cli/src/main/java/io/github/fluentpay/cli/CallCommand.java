package io.github.fluentpay.cli;

import io.github.fluentpay.FluentPay;
import io.github.fluentpay.client.Chain;
import io.github.fluentpay.client.Reply;
import io.github.fluentpay.protocol.internal.ShownValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes one call to any endpoint. */
@Command(
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        name = "call",
        description = "Call any endpoint, documented or not, signed and verified.",
        footer = {
            "%nExample: fluentpay call get v3/marketing/busifavor/users/{openid}/coupons"
                    + " --path openid=o1 --query appid=wx1",
            ExitCode.HELP
        })
final class CallCommand implements Callable<Integer>, HasCommonOptions {

    private enum Verb {
        GET,
        POST,
        PUT,
        PATCH,
        DELETE
    }

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "VERB", description = "get, post, put, patch or delete.")
    private Verb verb = Verb.GET;

    @Parameters(index = "1", paramLabel = "PATH", description = "v3/…, with {placeholders} for --path.")
    private String path = "";

    @ArgGroup
    private @Nullable CallBody body;

    @Option(
            names = "--path",
            paramLabel = "NAME=VALUE",
            description = "Fills a {placeholder}; the raw value, it is encoded for you.")
    private Map<String, String> pathValues = new LinkedHashMap<>();

    @Option(
            names = "--query",
            paramLabel = "NAME=VALUE",
            description = "Adds a query parameter; the raw value. May be repeated.")
    private List<String> query = List.of();

    @Mixin
    private ProfileOption profile = new ProfileOption();

    @Mixin
    private CommonOptions options = new CommonOptions();

    private final Terminal terminal;

    CallCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Logging.forCalls(options);
        checkPath();
        try (FluentPay pay = Clients.of(profile.read(terminal.environment()))) {
            Reply reply = checked(pay);
            if (options.isJson()) {
                terminal.out().println(Clients.asJson(reply).toJson());
            } else {
                terminal.err()
                        .println("HTTP " + reply.status() + ", Request-ID " + reply.requestId() + ", "
                                + Clients.signer(reply));
                if (reply.bytes().length > 0) {
                    terminal.out().println(reply.text());
                }
            }
            return ExitCode.OK.code();
        }
    }

    /** The chain would repeat it in what it says. */
    private void checkPath() {
        if (path.contains("://") || path.indexOf('/', 1) < 0) {
            throw new ParameterException(
                    spec.commandLine(),
                    "PATH is not the path of an endpoint such as v3/certificates, but " + ShownValue.described(path)
                            + "; the host is fluentpay.base-url of the profile");
        }
    }

    /** What the chain refuses before it sends anything is a wrong command line here. */
    private Reply checked(FluentPay pay) {
        try {
            return send(chain(pay), body == null ? null : body.text());
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private Chain chain(FluentPay pay) {
        Chain chain = pay.chain(path);
        for (Map.Entry<String, String> value : pathValues.entrySet()) {
            chain = chain.path(value.getKey(), value.getValue());
        }
        for (String pair : query) {
            int equals = pair.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException("--query is not NAME=VALUE, but " + ShownValue.described(pair));
            }
            chain = chain.query(pair.substring(0, equals), pair.substring(equals + 1));
        }
        return chain;
    }

    private Reply send(Chain chain, @Nullable String json) {
        if (json == null) {
            return switch (verb) {
                case GET -> chain.get();
                case DELETE -> chain.delete();
                case POST -> chain.post();
                case PUT -> chain.put();
                case PATCH -> chain.patch();
            };
        }
        return switch (verb) {
            case POST -> chain.post(json);
            case PUT -> chain.put(json);
            case PATCH -> chain.patch(json);
            case DELETE -> chain.delete(json);
            case GET -> throw new IllegalArgumentException("get takes no body; leave --json and --json-file out");
        };
    }

    @Override
    public CommonOptions options() {
        return options;
    }
}
