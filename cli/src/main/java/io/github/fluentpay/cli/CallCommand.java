package io.github.fluentpay.cli;

import io.github.fluentpay.FluentPay;
import io.github.fluentpay.catalogue.Verb;
import io.github.fluentpay.client.Chain;
import io.github.fluentpay.client.ClientBuilder;
import io.github.fluentpay.client.Reply;
import io.github.fluentpay.profile.Profile;
import io.github.fluentpay.protocol.ServiceException;
import io.github.fluentpay.protocol.internal.ShownValue;
import java.nio.file.Path;
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
            "%nExamples: fluentpay call get v3/marketing/busifavor/users/{openid}/coupons"
                    + " --path openid=o1 --query appid=wx1; fluentpay call get v3/billdownload/file --query token=TOKEN"
                    + " --out bill.gz",
            "%nA reply that is no JSON gets into a file or a pipe byte for byte. A file such as a compressed bill is not shown"
                    + " on a terminal; with --output json it is the field base64, other text is the field text.",
            ExitCode.HELP
        })
final class CallCommand implements Callable<Integer>, HasCommonOptions {

    private static final int LARGEST_REPLY = 2047;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "VERB", description = "get, post, put, patch or delete.")
    private Verb verb = Verb.GET;

    @Parameters(
            index = "1",
            paramLabel = "PATH",
            description = "v3/…, with {placeholders} for --path; or a download URL.")
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

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description =
                    "Write the body of the reply into a file, byte for byte; a file of that name is replaced when the"
                            + " reply is complete and verified.")
    private @Nullable Path out;

    @Option(
            names = "--max-reply",
            paramLabel = "MIB",
            defaultValue = "64",
            description = "Largest reply that is taken, in MiB (default: ${DEFAULT-VALUE}).")
    private int maxReply = 64;

    @Option(
            names = "--header",
            paramLabel = "NAME=VALUE",
            description = "Adds a header that the endpoint wants, such as Idempotency-Key. May be repeated.")
    private List<String> headers = List.of();

    @Mixin
    private SensitiveOptions sensitive = new SensitiveOptions();

    @Mixin
    private TimeoutOption timeout = new TimeoutOption();

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
        checkLimits();
        Profile settings = profile.read(terminal.environment());
        try (NewFile file = out == null ? null : NewFile.at(out);
                FluentPay pay = Clients.of(settings, this::limited)) {
            Reply reply = checked(pay);
            new ReplyPrinter(terminal, options.isJson(), verb == Verb.GET).print(reply, file);
            return ExitCode.OK.code();
        }
    }

    private void checkLimits() {
        timeout.check(spec.commandLine());
        if (maxReply < 1 || maxReply > LARGEST_REPLY) {
            throw new ParameterException(
                    spec.commandLine(), "--max-reply is " + maxReply + "; it is from 1 to " + LARGEST_REPLY + " MiB");
        }
    }

    private ClientBuilder<FluentPay> limited(ClientBuilder<FluentPay> client) {
        return timeout.limit(client).maxReplyBytes(maxReply << 20);
    }

    /** The chain would repeat it in what it says. */
    private void checkPath() {
        if (!isUrl() && path.indexOf('/', 1) < 0) {
            throw new ParameterException(
                    spec.commandLine(),
                    "PATH is not the path of an endpoint such as v3/certificates, but " + ShownValue.described(path)
                            + "; the host is fluentpay.base-url of the profile");
        }
    }

    /** What the chain refuses before it sends anything is a wrong command line here. */
    private Reply checked(FluentPay pay) {
        try {
            return isUrl() ? download(pay) : send(chain(pay), body == null ? null : body.text());
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private boolean isUrl() {
        return path.contains("://");
    }

    /** Downloads the URL that a reply gave; it has its own query. */
    private Reply download(FluentPay pay) {
        boolean more = body != null || !pathValues.isEmpty() || !query.isEmpty() || !headers.isEmpty();
        if (verb != Verb.GET || more || sensitive.areGiven()) {
            throw new IllegalArgumentException(
                    "A download URL is taken exactly as received: by get, without values, headers and a body");
        }
        return pay.download(path).get();
    }

    private Chain chain(FluentPay pay) {
        Chain chain = pay.chain(path);
        for (Map.Entry<String, String> value : pathValues.entrySet()) {
            chain = chain.path(value.getKey(), value.getValue());
        }
        for (String pair : query) {
            NameAndValue parameter = NameAndValue.of("--query", pair);
            chain = chain.query(parameter.name(), parameter.value());
        }
        for (String pair : headers) {
            NameAndValue header = NameAndValue.of("--header", pair);
            chain = chain.header(header.name(), header.value());
        }
        return sensitive.on(chain, body != null);
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
    public String explained(String message, Throwable failure) {
        return failure instanceof ServiceException refused ? PathHint.in(message, refused, verb, path) : message;
    }

    @Override
    public CommonOptions options() {
        return options;
    }
}
