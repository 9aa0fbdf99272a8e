package io.github.fluentpay.codegen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.fluentpay.FluentPay;
import io.github.fluentpay.RecordedPlatform;
import io.github.fluentpay.catalogue.Catalogue;
import io.github.fluentpay.catalogue.Encryption;
import io.github.fluentpay.catalogue.Operation;
import io.github.fluentpay.catalogue.Version;
import io.github.fluentpay.client.Chain;
import io.github.fluentpay.client.Reply;
import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.json.JsonString;
import io.github.fluentpay.json.JsonValue;
import io.github.fluentpay.protocol.MerchantKey;
import io.github.fluentpay.protocol.PrivacyDecryptor;
import io.github.fluentpay.protocol.PrivacyEncryptor;
import io.github.fluentpay.protocol.VerifyingKey;
import io.github.fluentpay.v3.fundapp.FundAppMchTransferTransferBills;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every sensitive field of the catalogue, on the untyped chain: in the clear, to be sealed, and sealed already. */
class EverySensitiveFieldTest {

    private static final String SEALED = new PrivacyEncryptor(
                    VerifyingKey.ofPublicKey(RecordedPlatform.KEY_ID, RecordedPlatform.PLATFORM.getPublic()))
            .seal("李四");

    private final RecordedPlatform platform = new RecordedPlatform();
    private final FluentPay pay = platform.client().build();
    private final PrivacyDecryptor atThePlatform =
            new PrivacyDecryptor(MerchantKey.of(RecordedPlatform.PLATFORM.getPrivate()));

    @AfterEach
    void close() {
        pay.close();
    }

    /** @param query the parameter's name; null of a field of the body */
    record SensitiveField(Operation operation, String pointer, boolean query) {

        String name() {
            return pointer.substring(1);
        }

        @Override
        public String toString() {
            return operation.id() + (query ? "?" + name() : " " + pointer);
        }
    }

    static Stream<SensitiveField> fields() {
        return Catalogue.load().operations().stream()
                .filter(operation -> operation.version() == Version.V3)
                .flatMap(operation -> Stream.concat(
                        Sensitive.pointers(operation.request(), Encryption.PLATFORM_PUBLIC_KEY).stream()
                                .map(pointer -> new SensitiveField(operation, pointer, false)),
                        Sensitive.pointers(operation.query(), Encryption.PLATFORM_PUBLIC_KEY).stream()
                                .map(pointer -> new SensitiveField(operation, pointer, true))));
    }

    @Test
    void thereAreAsManyAsTheCatalogueMarks() {
        assertThat(fields().filter(SensitiveField::query)).hasSize(17);
        assertThat(fields().filter(field -> !field.query())).hasSize(266);
    }

    @ParameterizedTest
    @MethodSource("fields")
    void doesNotLeaveInTheClear(SensitiveField field) {
        if (field.query()) {
            assertThatIllegalArgumentException()
                    .as(field.toString())
                    .isThrownBy(() -> send(field, chain(field).query(field.name(), "张三"), JsonObject.empty()))
                    .withMessageContaining(".queryEncrypting(\"" + field.name() + "\"");
            send(field, chain(field).queryEncrypting(field.name(), "张三"), JsonObject.empty());
            assertThat(atThePlatform.open(parameter())).isEqualTo("张三");
            send(field, chain(field).query(field.name(), SEALED), JsonObject.empty());
            assertThat(parameter()).isEqualTo(SEALED);
            send(field, chain(field).queryInTheClear(field.name(), "张三"), JsonObject.empty());
            assertThat(parameter()).isEqualTo("张三");
        } else {
            JsonObject clear = body(field, "张三");
            assertThatIllegalArgumentException()
                    .as(field.toString())
                    .isThrownBy(() -> send(field, chain(field), clear))
                    .withMessageContaining(".encrypting(\"" + field.pointer() + "\")");
            send(field, chain(field).encrypting(field.pointer()), clear);
            assertThat(atThePlatform.open(sent(field))).isEqualTo("张三");
            send(field, chain(field), body(field, SEALED));
            assertThat(sent(field)).isEqualTo(SEALED);
            send(field, chain(field).sendingInTheClear(field.pointer()), clear);
            assertThat(sent(field)).isEqualTo("张三");
        }
        assertThat(platform.received()).hasSize(3);
    }

    /** The typed chain seals whatever it is given, so a sealed value would be sealed twice. */
    @Test
    void thatIsSealedAlreadyIsRefusedByTheTypedChain() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> pay.v3()
                        .fundApp()
                        .mchTransfer()
                        .transferBills()
                        .post(FundAppMchTransferTransferBills.Request.of(b -> b.appid("wx1")
                                .outBillNo("plfk2020042013")
                                .transferSceneId("1000")
                                .openid("o1")
                                .userName(SEALED)
                                .transferAmount(30)
                                .transferRemark("r")
                                .addTransferSceneReportInfos(
                                        i -> i.infoType("t").infoContent("c")))))
                .withMessageContaining("Give the plain value");
        assertThat(platform.received()).isEmpty();
    }

    private Chain chain(SensitiveField field) {
        Chain chain = pay.chain(field.operation().path());
        for (String variable : field.operation().variables()) {
            chain = chain.path(variable, "1");
        }
        return chain;
    }

    private static Reply send(SensitiveField field, Chain chain, JsonObject body) {
        return switch (field.operation().verb()) {
            case GET -> chain.get();
            case POST -> chain.post(body);
            case PUT -> chain.put(body);
            case PATCH -> chain.patch(body);
            case DELETE -> chain.delete(body);
        };
    }

    private static JsonObject body(SensitiveField field, String value) {
        List<String> tokens =
                new ArrayList<>(List.of(field.pointer().substring(1).split("/")));
        Object body = value;
        for (int i = tokens.size() - 1; i >= 0; i--) {
            body = tokens.get(i).equals("*") ? List.of(body) : Map.of(tokens.get(i), body);
        }
        return (JsonObject) JsonValue.of(body);
    }

    private String sent(SensitiveField field) {
        JsonObject body = JsonObject.parse(platform.lastBody());
        return ((JsonString) body.at(field.pointer().replace("/*", "/0"))).value();
    }

    private String parameter() {
        String target = platform.last().target();
        return URLDecoder.decode(target.substring(target.indexOf('=') + 1), StandardCharsets.UTF_8);
    }
}
