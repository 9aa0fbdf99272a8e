package io.github.fluentpay;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fluentpay.client.Download;
import io.github.fluentpay.client.Reply;
import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.local.LocalPay;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The trade bill of LocalPay, by the URL that the reply gave. */
class DownloadedBillTest {

    private static final String MCHID = "1900000001";

    private LocalPay localPay;
    private FluentPay pay;

    @BeforeEach
    void start() {
        localPay = LocalPay.start();
        localPay.bills().atOnce();
        pay = FluentPay.builder().profile(localPay.profile()).build();
    }

    @AfterEach
    void stop() {
        pay.close();
        localPay.close();
    }

    @ParameterizedTest
    @CsvSource({"false, false", "false, true", "true, false", "true, true"})
    void isTakenAsItIs(boolean async, boolean gzip) throws Exception {
        String outTradeNo = "bill-of-" + async + "-" + gzip;
        pay.chain("v3/pay/transactions/native")
                .post(JsonObject.of(
                        "appid",
                        "wxd678efh567hg6787",
                        "mchid",
                        MCHID,
                        "description",
                        "Image形象店",
                        "out_trade_no",
                        outTradeNo,
                        "notify_url",
                        "https://www.weixin.qq.com/wxpay/pay.php",
                        "amount",
                        JsonObject.of("total", 100)));
        localPay.payer().pay(MCHID, outTradeNo);
        String day = pay.chain("v3/pay/transactions/out-trade-no/{out_trade_no}")
                .path("out_trade_no", outTradeNo)
                .query("mchid", MCHID)
                .get()
                .json()
                .string("success_time")
                .substring(0, 10);
        var asked = pay.chain("v3/bill/tradebill").query("bill_date", day);
        JsonObject applied =
                (gzip ? asked.query("tar_type", "GZIP") : asked).get().json();

        Download download = pay.download(applied.string("download_url"));
        Reply bill = async ? download.getAsync().get(60, TimeUnit.SECONDS) : download.get();

        byte[] content =
                gzip ? new GZIPInputStream(new ByteArrayInputStream(bill.bytes())).readAllBytes() : bill.bytes();
        assertThat(new String(content, StandardCharsets.UTF_8)).contains(outTradeNo);
        assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(content)))
                .isEqualTo(applied.string("hash_value"));
        assertThat(bill.signedBy()).isNull();
    }
}
