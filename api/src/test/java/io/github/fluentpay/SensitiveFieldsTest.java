package io.github.fluentpay;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fluentpay.client.FileContent;
import io.github.fluentpay.client.TransportRequest;
import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.json.JsonString;
import io.github.fluentpay.protocol.MerchantKey;
import io.github.fluentpay.protocol.PrivacyDecryptor;
import io.github.fluentpay.protocol.PrivacyEncryptor;
import io.github.fluentpay.protocol.VerifyingKey;
import io.github.fluentpay.v3.fundapp.FundAppMchTransferTransferBills;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SensitiveFieldsTest {

    private final RecordedPlatform platform = new RecordedPlatform();
    private final FluentPay pay = platform.client().build();
    private final PrivacyDecryptor atThePlatform =
            new PrivacyDecryptor(MerchantKey.of(RecordedPlatform.PLATFORM.getPrivate()));

    @AfterEach
    void close() {
        pay.close();
    }

    @Test
    void areSealedThroughListsAndNestedObjectsAndNamedInTheHeader() {
        pay.v3()
                .transfer()
                .batches()
                .post(b -> b.appid("wxf636efh567hg4356")
                        .outBatchNo("plfk2020042013")
                        .batchName("batch")
                        .batchRemark("remark")
                        .totalAmount(300)
                        .totalNum(2)
                        .transferSceneId("1001")
                        .addTransferDetailList(d -> d.outDetailNo("d1")
                                .transferAmount(100)
                                .transferRemark("r")
                                .openid("o1")
                                .userName("张三"))
                        .addTransferDetailList(d -> d.outDetailNo("d2")
                                .transferAmount(200)
                                .transferRemark("r")
                                .openid("o2")
                                .userName("李四")));

        JsonObject sent = JsonObject.parse(platform.lastBody());
        assertThat(opened(sent, "/transfer_detail_list/0/user_name")).isEqualTo("张三");
        assertThat(opened(sent, "/transfer_detail_list/1/user_name")).isEqualTo("李四");
        assertThat(platform.last().headers().first("Wechatpay-Serial")).isEqualTo(RecordedPlatform.KEY_ID);
        assertThat(platform.lastBody()).doesNotContain("张三").contains("\"openid\":\"o2\"");
    }

    @Test
    void areMaskedWhereverARequestIsShown() {
        FundAppMchTransferTransferBills.Request request = FundAppMchTransferTransferBills.Request.of(b -> b.appid("wx1")
                .outBillNo("plfk2020042013")
                .transferSceneId("1000")
                .openid("o1")
                .userName("张三")
                .transferAmount(30)
                .transferRemark("r")
                .addTransferSceneReportInfos(i -> i.infoType("t").infoContent("c")));

        assertThat(FundAppMchTransferTransferBills.Request.builder().with("user_name", "张三"))
                .hasToString("[user_name]");
        assertThat(request.toString()).contains("\"user_name\":\"***\"").doesNotContain("张三");
        assertThat(request.userName()).isEqualTo("张三");
        assertThat(FundAppMchTransferTransferBills.Request.of(
                        JsonObject.parse(request.json().toJson())))
                .isEqualTo(request)
                .hasToString(request.toString());
    }

    @Test
    void ofAReplyAreOpenedOnRequest() {
        PrivacyEncryptor forTheMerchant =
                new PrivacyEncryptor(VerifyingKey.ofPublicKey("PUB_KEY_ID_1", RecordedPlatform.MERCHANT.getPublic()));
        String sealed = forTheMerchant.seal("13800000000");
        platform.answer(
                200,
                JsonObject.of("data", List.of(JsonObject.of("complaint_id", "1", "payer_phone", sealed)))
                        .toJson());

        var complaints = pay.v3()
                .merchantService()
                .complaintsV2()
                .get(q -> q.beginDate("2026-11-01").endDate("2026-11-24"));

        assertThat(complaints.data().get(0).payerPhone()).isEqualTo(sealed);
        assertThat(complaints.decrypted(pay).data().get(0).payerPhone()).isEqualTo("13800000000");
        assertThat(complaints.decrypted(pay).toString()).doesNotContain("13800000000");
    }

    @Test
    void uploadsSignTheirDescriptionAndSendTheFile() {
        platform.answer(200, "{\"media_url\":\"https://qpic.cn/1\"}");
        FileContent logo = FileContent.of("logo.png", new byte[] {1, 2, 3});

        String url =
                pay.v3().marketing().favor().media().imageUpload().post(logo).mediaUrl();

        TransportRequest sent = platform.last();
        assertThat(url).isEqualTo("https://qpic.cn/1");
        assertThat(sent.headers().first("Content-Type")).startsWith("multipart/form-data; boundary=");
        assertThat(new String(sent.body(), StandardCharsets.UTF_8))
                .contains("name=\"meta\"")
                .contains("{\"sha256\":\"" + logo.sha256() + "\",\"filename\":\"logo.png\"}")
                .contains("name=\"file\"; filename=\"logo.png\"");
        pay.v3()
                .mchManage()
                .submissionFiles()
                .subMchid()
                .subMchid("1900000109")
                .upload()
                .post(logo, m -> m.fileDigest(logo.sha256()).itemId(3));
        assertThat(platform.lastBody()).contains("name=\"submission_file\"").contains("\"item_id\":3");
    }

    private String opened(JsonObject json, String pointer) {
        return atThePlatform.open(((JsonString) json.at(pointer)).value());
    }
}
