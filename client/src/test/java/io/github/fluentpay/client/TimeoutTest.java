package io.github.fluentpay.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.fluentpay.protocol.RetrySafety;
import io.github.fluentpay.protocol.TransportException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every timeout ends a call at its own stage. What is asserted is the ending; the bound is the tests' own timeout. */
@Timeout(120)
class TimeoutTest {

    /** Passes in a test, and yet leaves a busy machine the time to send a request. */
    private static final Duration SHORT = Duration.ofSeconds(2);

    private static ClientBuilder<? extends WechatPayClient> client(URI url) {
        return WechatPayClient.builder()
                .merchant(Identities.merchant())
                .verifyingKeys(Identities.platformKeys())
                .baseUrls(url);
    }

    private static TransportException failure(Verb verb, WechatPayClient pay) {
        return catchThrowableOfType(TransportException.class, () -> verb.post(pay.chain("v3/x")));
    }

    private static final String SILENT =
            " got no complete answer: the server was silent for as long as responseTimeout allows.";

    @ParameterizedTest
    @EnumSource
    void connectTimeoutEndsAConnectionThatIsNotAccepted(Verb verb) throws Exception {
        List<Socket> filling = new ArrayList<>();
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            // The kernel completes a few handshakes by itself; fill them up, so that ours is never answered.
            for (int i = 0; i < 4; i++) {
                Socket socket = new Socket();
                filling.add(socket);
                try {
                    socket.connect(new InetSocketAddress(full.getInetAddress(), full.getLocalPort()), 100);
                } catch (SocketTimeoutException backlogIsFull) {
                    break;
                }
            }
            URI url = URI.create("http://127.0.0.1:" + full.getLocalPort());
            try (WechatPayClient pay = client(url).connectTimeout(SHORT).build()) {
                TransportException failure = failure(verb, pay);

                assertThat(failure)
                        .hasMessageStartingWith("POST v3/x at " + url + ": no connection: ")
                        .hasMessageContaining("connectTimeout")
                        .hasMessageEndingWith(
                                ". Nothing was sent. Next: check the base URL, the network and any proxy");
                assertThat(failure.retrySafety()).isEqualTo(RetrySafety.SAFE);
            }
        } finally {
            for (Socket socket : filling) {
                socket.close();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void connectTimeoutEndsATlsHandshakeThatIsNotAnswered(Verb verb) throws Exception {
        try (ServerSocket mute = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                WechatPayClient pay = client(URI.create("https://127.0.0.1:" + mute.getLocalPort()))
                        .connectTimeout(SHORT)
                        .build()) {
            TransportException failure = failure(verb, pay);

            assertThat(failure)
                    .hasMessageStartingWith(
                            "POST v3/x at https://127.0.0.1:" + mute.getLocalPort() + ": no connection: ")
                    .hasMessageContaining("connectTimeout");
            assertThat(failure.retrySafety()).isEqualTo(RetrySafety.SAFE);
        }
    }

    @ParameterizedTest
    @EnumSource
    void responseTimeoutEndsASilentServer(Verb verb) throws Exception {
        endsWithUnknownOutcome(verb, StallingServer.SILENT, SHORT, Patience.LONG, SILENT);
    }

    @ParameterizedTest
    @EnumSource
    void responseTimeoutEndsABodyThatStops(Verb verb) throws Exception {
        endsWithUnknownOutcome(verb, StallingServer.STOPS_IN_THE_BODY, SHORT, Patience.LONG, SILENT);
    }

    @ParameterizedTest
    @EnumSource
    void callTimeoutEndsABodyThatDrips(Verb verb) throws Exception {
        endsWithUnknownOutcome(
                verb,
                StallingServer.DRIPS,
                Patience.LONG,
                SHORT,
                " was not answered before the call's timeout (callTimeout, or timeout(…) of the call).");
    }

    private static void endsWithUnknownOutcome(
            Verb verb,
            StallingServer.Behaviour behaviour,
            Duration responseTimeout,
            Duration callTimeout,
            String message)
            throws Exception {
        try (StallingServer server = new StallingServer(behaviour);
                WechatPayClient pay = client(server.url())
                        .responseTimeout(responseTimeout)
                        .callTimeout(callTimeout)
                        .build()) {
            TransportException failure = failure(verb, pay);

            assertThat(failure)
                    .hasMessageStartingWith("POST v3/x at " + server.url() + message)
                    .hasMessageContaining("The platform may have acted");
            assertThat(failure.retrySafety()).isEqualTo(RetrySafety.UNKNOWN);
            // The server may read it only after the client has given up.
            Patience.await("the request", () -> server.requests.get() > 0);
            assertThat(server.requests).hasValue(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aCallsOwnTimeoutCountsInPlaceOfTheClients(Verb verb) throws Exception {
        try (StallingServer server = new StallingServer(StallingServer.SILENT);
                WechatPayClient pay = client(server.url()).build()) {
            TransportException failure = catchThrowableOfType(
                    TransportException.class, () -> verb.get(pay.chain("v3/x").timeout(SHORT)));

            assertThat(failure)
                    .hasMessage("GET v3/x at " + server.url()
                            + " was not answered before the call's timeout (callTimeout, or timeout(…) of the call). It changes"
                            + " nothing, so it may be sent again");
            assertThat(failure.retrySafety()).isEqualTo(RetrySafety.SAFE);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aServerThatHangsUpLeavesTheOutcomeUnknown(Verb verb) throws Exception {
        endsWithUnknownOutcome(
                verb, StallingServer.HANGS_UP, Patience.LONG, Patience.LONG, " got no complete answer: ");
    }

    @ParameterizedTest
    @EnumSource
    void aCallThatEndsWhileItConnectsWasNotSent(Verb verb) throws Exception {
        try (ServerSocket mute = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                WechatPayClient pay = client(URI.create("https://127.0.0.1:" + mute.getLocalPort()))
                        .callTimeout(SHORT)
                        .build()) {
            TransportException failure = failure(verb, pay);

            assertThat(failure)
                    .hasMessageContaining(
                            ": not sent: the call's timeout (callTimeout, or timeout(…) of the call) has passed");
            assertThat(failure.retrySafety()).isEqualTo(RetrySafety.SAFE);
        }
    }
}
