package io.github.fluentpay.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.fluentpay.protocol.RetrySafety;
import io.github.fluentpay.protocol.TransportException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FailoverTest {

    /** A port that nobody listens on. */
    static URI closed() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return URI.create("http://127.0.0.1:" + socket.getLocalPort());
        }
    }

    @ParameterizedTest
    @EnumSource
    void goesToTheNextHostWhenAConnectionCannotBeOpened(Verb verb) throws Exception {
        try (TestPlatform platform = new TestPlatform();
                WechatPayClient pay =
                        platform.client().baseUrls(closed(), platform.url()).build()) {
            Reply reply = verb.post(pay.chain("v3/x"));

            assertThat(reply.status()).isEqualTo(200);
            assertThat(platform.received).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void neverGoesToTheNextHostOnceTheRequestHasLeft(Verb verb) throws Exception {
        try (StallingServer performsAndHangsUp = new StallingServer(StallingServer.HANGS_UP);
                TestPlatform second = new TestPlatform();
                WechatPayClient pay = second.client()
                        .baseUrls(performsAndHangsUp.url(), second.url())
                        .build()) {
            TransportException failure =
                    catchThrowableOfType(TransportException.class, () -> verb.post(pay.chain("v3/x")));

            assertThat(failure.retrySafety()).isEqualTo(RetrySafety.UNKNOWN);
            assertThat(performsAndHangsUp.requests).hasValue(1);
            assertThat(second.received).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void namesTheLastHostWhenNoneCanBeReached(Verb verb) throws Exception {
        URI last = closed();
        try (TestPlatform platform = new TestPlatform();
                WechatPayClient pay = platform.client().baseUrls(closed(), last).build()) {
            TransportException failure =
                    catchThrowableOfType(TransportException.class, () -> verb.post(pay.chain("v3/x")));

            assertThat(failure)
                    .hasMessageStartingWith("POST v3/x at " + last + ": no connection: ")
                    .hasMessageContaining("Connection refused");
            assertThat(failure.retrySafety()).isEqualTo(RetrySafety.SAFE);
        }
    }
}
