package io.github.fluentpay.doctor;

import io.github.fluentpay.client.ClientBuilder;
import io.github.fluentpay.client.HttpTransport;
import io.github.fluentpay.client.Reply;
import io.github.fluentpay.client.RetryPolicy;
import io.github.fluentpay.client.TransportReply;
import io.github.fluentpay.client.TransportRequest;
import io.github.fluentpay.client.WechatPayClient;
import io.github.fluentpay.protocol.Merchant;
import io.github.fluentpay.protocol.Refusal;
import io.github.fluentpay.protocol.RetrySafety;
import io.github.fluentpay.protocol.ServiceException;
import io.github.fluentpay.protocol.ValidationException;
import io.github.fluentpay.protocol.WechatPayException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Makes calls, and keeps of each what came over the wire, whether it is believed or not. */
final class Calls implements AutoCloseable {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

    /** Stands in where a merchant cannot sign: the platform refuses it, which is answer enough. */
    private static final Merchant NOBODY = new Merchant("00000000", "0", message -> new byte[0]);

    /** One request that went out; its future is completed when the call is over. */
    private record Sent(URI origin, CompletableFuture<TransportReply> reply) {}

    private final List<Sent> sent = new CopyOnWriteArrayList<>();
    private final WechatPayClient client;

    Calls(
            Credentials credentials,
            Clock clock,
            Duration timeout,
            UnaryOperator<ClientBuilder<? extends WechatPayClient>> settings) {
        ClientBuilder<? extends WechatPayClient> builder = settings.apply(WechatPayClient.builder()
                        .application("fluentpay-doctor")
                        .connectTimeout(timeout.compareTo(CONNECT_TIMEOUT) < 0 ? timeout : CONNECT_TIMEOUT))
                .merchant(credentials.merchant().orElse(NOBODY))
                .verifyingKeys(credentials.platformKeys())
                .responseTimeout(timeout)
                .callTimeout(timeout)
                // What is made again is said in one place, below.
                .retry(RetryPolicy.none())
                .clock(clock)
                .decorateTransport(this::recording);
        if (credentials.apiV3Key() != null) {
            builder.apiV3Key(credentials.apiV3Key());
        }
        if (!credentials.baseUrls().isEmpty()) {
            builder.baseUrls(credentials.baseUrls().toArray(URI[]::new));
        }
        this.client = builder.build();
    }

    private HttpTransport recording(HttpTransport engine) {
        return request -> record(request, engine.send(request));
    }

    private CompletableFuture<TransportReply> record(
            TransportRequest request, CompletableFuture<TransportReply> reply) {
        sent.add(new Sent(request.origin(), reply));
        return reply;
    }

    /**
     * What became of a call.
     *
     * @param value what it gave, if it succeeded
     * @param failure what it ended with, if it did not
     * @param received what the last host answered, if it answered at all
     * @param origins the hosts that were tried, the last one last
     */
    record Outcome<T>(
            @Nullable T value,
            @Nullable WechatPayException failure,
            @Nullable TransportReply received,
            List<URI> origins) {

        URI origin() {
            return origins.get(origins.size() - 1);
        }

        boolean isAccepted() {
            return received != null && received.isSuccess();
        }

        /** 429, SYSTEM_ERROR, a gateway's 502 and their like: the platform has decided nothing. */
        boolean isUndecided() {
            return failure instanceof ServiceException refused && isUndecided(refused);
        }

        static boolean isUndecided(ServiceException refused) {
            return refused.retrySafety() != RetrySafety.UNSAFE;
        }

        @Nullable
        String header(String name) {
            return received == null ? null : received.headers().first(name);
        }
    }

    /** Makes a call, and once again if the platform's own test of wrong signatures fell on it. */
    <T> Outcome<T> make(Function<WechatPayClient, T> call) {
        Outcome<T> first = once(call);
        boolean probe = first.failure() instanceof ValidationException invalid
                && invalid.reason() == Refusal.Reason.PROBE_SIGNATURE;
        return probe ? once(call) : first;
    }

    private <T> Outcome<T> once(Function<WechatPayClient, T> call) {
        sent.clear();
        try {
            T value = call.apply(client);
            return new Outcome<>(value, null, received(), origins());
        } catch (WechatPayException e) {
            return new Outcome<>(null, e, received(), origins());
        }
    }

    private @Nullable TransportReply received() {
        CompletableFuture<TransportReply> last =
                sent.isEmpty() ? null : sent.get(sent.size() - 1).reply();
        return last == null || !last.isDone() || last.isCompletedExceptionally() ? null : last.join();
    }

    private List<URI> origins() {
        List<URI> origins = new ArrayList<>();
        sent.forEach(each -> origins.add(each.origin()));
        return List.copyOf(origins);
    }

    /** The sealed field of a reply, opened. */
    String open(Reply reply, String field) {
        String opened = client.decrypt(reply.json(), List.of("/" + field)).string(field);
        return opened == null ? "" : opened;
    }

    @Override
    public void close() {
        client.close();
    }
}
