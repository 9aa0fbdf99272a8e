package io.github.fluentpay.local;

import static io.github.fluentpay.local.CouponFixture.OPENID;
import static io.github.fluentpay.local.CouponFixture.sendBody;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.fluentpay.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** What merchants do in their console and users in their wallet, over HTTP. */
class CouponsByHandTest extends CouponRules {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private HttpResponse<String> call(String method, String path, String body)
            throws IOException, InterruptedException {
        return HTTP.send(
                HttpRequest.newBuilder(localPay.baseUrl().resolve("/localpay/busifavor" + path))
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private String stockState(String stock) {
        return String.valueOf(coupons.stockView(stock).string("stock_state"));
    }

    @Test
    void aStockIsPausedResumedAndStopped() throws Exception {
        String stock = coupons.stock("MERCHANT_API");

        assertThat(call("POST", "/stocks/" + stock + "/pause", "").statusCode()).isEqualTo(204);
        assertThat(stockState(stock)).isEqualTo("PAUSED");
        assertThat(call("POST", "/stocks/" + stock + "/resume", "").statusCode())
                .isEqualTo(204);
        assertThat(stockState(stock)).isEqualTo("RUNNING");
        assertThat(call("POST", "/stocks/" + stock + "/stop", "").statusCode()).isEqualTo(204);
        assertThat(stockState(stock)).isEqualTo("STOPED");
        HttpResponse<String> refused = call("POST", "/stocks/" + stock + "/resume", "");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body())
                .isEqualTo("{\"code\":\"INVALID_REQUEST\",\"message\":\"A stock in the state STOPED cannot become"
                        + " RUNNING\"}");
    }

    @Test
    void aSenderIsAllowed() throws Exception {
        TestCaller sender = merchant("1900000071");
        String stock = coupons.stock("MERCHANT_API");

        assertThat(call("POST", "/stocks/" + stock + "/senders", "{\"mchid\":\"1900000071\"}")
                        .statusCode())
                .isEqualTo(204);

        assertThat(sender.post(BASE + "/coupons/send", sendBody(stock, "hand-1"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aCouponIsDeletedWithAnyCode() throws Exception {
        String stock = coupons.stock("MERCHANT_API");
        coupons.sent(stock, "hand/2 a");

        assertThat(call("DELETE", "/stocks/" + stock + "/coupons/hand%2F2%20a", "")
                        .statusCode())
                .isEqualTo(204);

        assertThat(coupons.state("hand%2F2%20a")).isEqualTo("DELETED");
    }

    @Test
    void accountsBecomeOnePerson() throws Exception {
        String stock = coupons.stock(stock(
                "MERCHANT_API",
                "/stock_send_rule",
                json("{'max_coupons':9,'max_coupons_per_user':1,'natural_person_limit':true}")));

        assertThat(call("POST", "/users/" + OPENID + "/person", "{\"person\":\"Wang\"}")
                        .statusCode())
                .isEqualTo(204);
        assertThat(call("POST", "/users/other/person", "{\"person\":\"Wang\"}").statusCode())
                .isEqualTo(204);

        coupons.sent(stock, "hand-3");
        JsonObject second = sendBody(stock, "hand-4").with("openid", "other");
        assertThat(coupons.post("/coupons/send", second).message())
                .isEqualTo("The user has all max_coupons_per_user (1) coupons of this stock, 1 of them under other"
                        + " accounts");
    }

    @Test
    void whatIsUnknownIsNotFound() throws Exception {
        for (String path : new String[] {"/stocks/9/pause", "/stocks/9/product"}) {
            assertThat(call("POST", path, "").statusCode()).as(path).isEqualTo(404);
        }
        assertThat(call("DELETE", "/stocks/9/coupons/x", "").statusCode()).isEqualTo(404);
    }
}
