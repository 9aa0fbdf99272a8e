package io.github.fluentpay.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All of LocalPay on a real PostgreSQL. */
class LocalPayOnPostgresqlTest {

    @TempDir
    Path folder;

    @Test
    void keepsCouponsFromOneStartToTheNext() throws Exception {
        try (TestPostgres postgres = TestPostgres.in(folder.resolve("postgres"))) {
            LocalPay.Builder builder =
                    LocalPay.builder().data(folder.resolve("data")).database(postgres.url());
            String stock;
            TestCaller.Answer returned;
            try (LocalPay localPay = builder.start()) {
                CouponFixture coupons = new CouponFixture(TestCaller.of(localPay));
                stock = coupons.stock("MERCHANT_API");
                coupons.used(stock, "c1");
                returned = coupons.giveBack(stock, "c1", "return-1");
                assertThat(returned.status()).as(returned.text()).isEqualTo(200);
            }

            try (LocalPay localPay = builder.start()) {
                CouponFixture coupons = new CouponFixture(TestCaller.of(localPay));
                assertThat(coupons.giveBack(stock, "c1", "return-1").text()).isEqualTo(returned.text());
                assertThat(coupons.query("c1").json().string("coupon_state")).isEqualTo("SENDED");
                assertThat(coupons.giveBack("1234567891", "sxxe34343434", "return-2")
                                .status())
                        .as("the example is loaded once")
                        .isEqualTo(200);
            }
            assertThat(folder.resolve("data/profile.properties")).exists();
            assertThat(folder.resolve("data/localpay.db")).doesNotExist();
        }
    }
}
