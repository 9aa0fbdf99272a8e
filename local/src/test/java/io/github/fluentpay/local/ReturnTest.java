package io.github.fluentpay.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReturnTest {

    @Test
    void takesTheDocumentedRequestWordForWord() {
        try (LocalPay localPay = LocalPay.start()) {
            TestCaller caller = TestCaller.of(localPay);
            TestCaller.Answer answer = caller.send(
                    "POST",
                    "/v3/marketing/busifavor/coupons/return",
                    "{\"coupon_code\":\"sxxe34343434\",\"stock_id\":\"1234567891\",\"return_request_no\":\"1002600620019090123143254436\"}");
            assertThat(answer.text()).startsWith("{\"wechatpay_return_time\":\"20");
            System.out.println(answer.response().headers().map());
            assertThat(caller.verify(answer)).isEmpty();
            System.out.println(caller.get(
                            "/v3/marketing/busifavor/users/oUpF8uMuAJO_M2pxb1Q9zNjWeS6o/coupons?appid=wxd678efh567hg6787&limit=1")
                    .text());
            System.out.println(caller.get("/v3/certificates").text());
            System.out.println(caller.get("/v3/marketing/busifavor/users/oUpF8uMuAJO_M2pxb1Q9zNjWeS6o/coupon")
                    .text());
            System.out.println(
                    caller.get("/v3/marketing/busifavor/users/%2E%2E/coupons/%2F%2e%2E%20%E4%B8%AD/appids/%00a")
                            .text());
        }
    }
}
