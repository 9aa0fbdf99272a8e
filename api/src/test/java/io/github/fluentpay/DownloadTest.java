package io.github.fluentpay;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fluentpay.client.Reply;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files come from servers that do not sign, and not as JSON. */
class DownloadTest {

    private final RecordedPlatform platform = new RecordedPlatform();
    private final FluentPay pay = platform.client().build();

    @AfterEach
    void close() {
        pay.close();
    }

    static Stream<Named<Function<FluentPay, Reply>>> downloads() {
        return Stream.of(
                named(
                        "images",
                        pay -> pay.v3()
                                .merchantService()
                                .images()
                                .mediaId("m-1")
                                .get()),
                named(
                        "images, overseas",
                        pay -> pay.v3()
                                .global()
                                .merchantService()
                                .images()
                                .mediaId("m-1")
                                .get(q -> q.complaintId("c-1"))),
                named(
                        "fapiao",
                        pay -> pay.v3()
                                .newTaxControlFapiao()
                                .download()
                                .get(q -> q.token("t")
                                        .mchid("1900000001")
                                        .openid("o-1")
                                        .invoiceCode("1")
                                        .invoiceNo("2")
                                        .fapiaoId("3"))),
                named(
                        "bill",
                        pay -> pay.chain("v3/billdownload/file")
                                .query("token", "t")
                                .get()),
                named(
                        "images, overseas, untyped",
                        pay -> pay.chain("v3/global/merchant-service/images/m-1")
                                .get()),
                named(
                        "receipt",
                        pay -> pay.chain("v3/transferdownload/elecvoucherfile")
                                .query("token", "t")
                                .query("source", "elecsign")
                                .get()));
    }

    private static Named<Function<FluentPay, Reply>> named(String name, Function<FluentPay, Reply> download) {
        return Named.of(name, download);
    }

    @ParameterizedTest
    @MethodSource("downloads")
    void takesAFileThatIsNotSigned(Function<FluentPay, Reply> download) {
        platform.unsigned();
        platform.contentType("image/png");
        platform.answer(200, "bytes of a picture");

        Reply reply = download.apply(pay);

        assertThat(reply.text()).isEqualTo("bytes of a picture");
        assertThat(reply.signedBy()).isNull();
        assertThat(platform.last().headers().first("Accept")).isEqualTo("*/*");
    }
}
