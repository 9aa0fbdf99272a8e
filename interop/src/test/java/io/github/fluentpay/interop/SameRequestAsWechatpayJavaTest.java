package io.github.fluentpay.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fluentpay.catalogue.Catalogue;
import io.github.fluentpay.catalogue.Examples;
import io.github.fluentpay.catalogue.Operation;
import io.github.fluentpay.catalogue.Verb;
import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.protocol.MerchantKey;
import io.github.fluentpay.protocol.PrivacyDecryptor;
import io.github.fluentpay.typed.Step;
import java.security.KeyPair;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * What the platform's own SDK sends and what our typed chain sends for the same call: verb, path, query, and body as
 * values. The SDK's request is filled with the catalogue's examples; what it makes of them is what our builder is filled
 * with, setter by setter.
 */
class SameRequestAsWechatpayJavaTest {

    static final List<ComparedCall> CALLS = Stream.of(
                    CouponCalls.ALL, PaymentCalls.ALL, ProfitSharingCalls.ALL, CashCouponCalls.ALL, OtherCalls.ALL)
            .flatMap(List::stream)
            .toList();

    private static final KeyPair MERCHANT = PlainRsa.newKeyPair();
    private static final KeyPair PLATFORM = PlainRsa.newKeyPair();
    private static final Catalogue CATALOGUE = Catalogue.load();
    private static final OfficialRequests OFFICIAL = new OfficialRequests(MERCHANT, PLATFORM);
    private static final TypedRequests TYPED = new TypedRequests(MERCHANT, PLATFORM);
    private static final PrivacyDecryptor AT_THE_PLATFORM = new PrivacyDecryptor(MerchantKey.of(PLATFORM.getPrivate()));

    @AfterAll
    static void close() {
        TYPED.close();
    }

    @ParameterizedTest
    @FieldSource("CALLS")
    void isTheSame(ComparedCall call) {
        String[] id = call.operation().split(" ", 2);
        Operation operation = CATALOGUE.find(Verb.valueOf(id[0]), id[1]).orElseThrow();
        JsonObject fields = Examples.of(operation.query());
        for (var field : Examples.of(operation.request()).fields().entrySet()) {
            fields = fields.with(field.getKey(), field.getValue());
        }
        for (String variable : operation.variables()) {
            fields = fields.with(variable, ComparedCall.VALUE);
        }

        SentRequest official = OFFICIAL.of(call, fields).opened(AT_THE_PLATFORM);
        Step<?> step = call.step().apply(TYPED.client());
        SentRequest ours = TYPED.of(step, operation, official).opened(AT_THE_PLATFORM);

        assertThat(ours).isEqualTo(official);
        assertThat(official.body().isEmpty()).isEqualTo(operation.request().isEmpty());
    }

    @Test
    void coversSeventyOperations() {
        assertThat(CALLS.stream().map(ComparedCall::operation).distinct()).hasSizeGreaterThanOrEqualTo(70);
    }
}
