package io.github.fluentpay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.fluentpay.client.TransportRequest;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code POST v3/marketing/partnerships/build} requires {@code Idempotency-Key}. */
class RequiredHeaderTest {

    private static final Map<String, ?> BODY = Map.of(
            "partner", Map.of("type", "MERCHANT", "merchant_id", "1900000002"),
            "authorized_data", Map.of("business_type", "BUSIFAVOR_STOCK", "stock_id", "2433405"));

    private final RecordedPlatform platform = new RecordedPlatform();
    private final FluentPay pay = platform.client().build();

    @AfterEach
    void close() {
        pay.close();
    }

    @Test
    void theVerbTakesItInFrontOfTheRequest() {
        pay.v3()
                .marketing()
                .partnerships()
                .build()
                .post(
                        "key-1",
                        b -> b.partner(p -> p.type("MERCHANT").merchantId("1900000002"))
                                .authorizedData(
                                        d -> d.businessType("BUSIFAVOR_STOCK").stockId("2433405")));
        pay.chain("v3/marketing/partnerships/build")
                .header("Idempotency-Key", "key-1")
                .post(BODY);

        assertThat(platform.received())
                .hasSize(2)
                .extracting(RequiredHeaderTest::key)
                .containsOnly("key-1");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " "})
    void theVerbRefusesNoValue(String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> pay.v3()
                        .marketing()
                        .partnerships()
                        .build()
                        .post(
                                value,
                                b -> b.partner(p -> p.type("MERCHANT"))
                                        .authorizedData(d -> d.businessType("BUSIFAVOR_STOCK"))))
                .withMessageStartingWith(
                        "The header Idempotency-Key of Chain[v3/marketing/partnerships/build] is required");
        assertThat(platform.received()).isEmpty();
    }

    @Test
    void theUntypedChainRefusesACallWithoutIt() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> pay.chain("v3/marketing/partnerships/build").post(BODY))
                .withMessage(
                        "POST v3/marketing/partnerships/build requires the header Idempotency-Key, which is not set;"
                                + " add .header(\"Idempotency-Key\", …) in front of the verb. Nothing was sent");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> pay.get("v3/marketing/partnerships/terminate").post(Map.of()));
        assertThat(platform.received()).isEmpty();
    }

    @Test
    void anOptionalHeaderMayBeLeftOut() {
        assertThat(RequiredHeaders.of("POST v3/merchants")).isEmpty();
        assertThat(RequiredHeaders.of("POST v3/marketing/partnerships/terminate"))
                .containsExactly("Idempotency-Key");
    }

    private static String key(TransportRequest request) {
        return request.headers().first("Idempotency-Key");
    }
}
