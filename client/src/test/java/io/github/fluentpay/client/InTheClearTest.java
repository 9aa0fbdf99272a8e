package io.github.fluentpay.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.fluentpay.json.JsonObject;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A documented sensitive field does not leave in the clear by oversight. */
class InTheClearTest {

    private TestPlatform platform;
    private WechatPayClient pay;

    @BeforeEach
    void start() throws Exception {
        platform = new TestPlatform();
        pay = new KnowingClient(platform.client());
    }

    @AfterEach
    void stop() {
        pay.close();
        platform.close();
    }

    @Test
    void theRefusalNamesTheFieldAndBothWaysOut() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> pay.chain("v3/transfer").post("{\"user_name\":\"张三\"}"))
                .withMessage(
                        "POST v3/transfer: /user_name is documented as sensitive, and its value is not sealed. Nothing"
                                + " was sent. Next: add .encrypting(\"/user_name\") and give the plain value; to send what is there"
                                + " as it is, add .sendingInTheClear(\"/user_name\")");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        pay.chain("v3/transfer").query("id_number", "11010119").post())
                .withMessage(
                        "POST v3/transfer: the query parameter id_number is documented as sensitive, and its value is"
                                + " not sealed. Nothing was sent. Next: add it by .queryEncrypting(\"id_number\", …), with the plain"
                                + " value; to send what is there as it is, use .queryInTheClear(\"id_number\", …)");
        assertThat(platform.received).isEmpty();
    }

    /** The value has left before the platform says that there is no such path. */
    @ParameterizedTest
    @ValueSource(strings = {"v3/{x}", "v3/Transfer", "v3/transfer/", "V3/TRANSFER"})
    void aPathThatIsWrittenInAnotherWayHidesNoField(String path) {
        Chain chain = path.contains("{x}") ? pay.chain(path).path("x", "transfer") : pay.chain(path);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> chain.post("{\"user_name\":\"张三\"}"))
                .withMessageContaining(".encrypting(\"/user_name\")");
        assertThat(platform.received).isEmpty();
    }

    /** Every place and kind of value, and the pointers that the refusal names. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"user_name\":\"a\"}                                      | \"/user_name\"",
                "{\"user_name\":1}                                          | \"/user_name\"",
                "{\"user_name\":true}                                       | \"/user_name\"",
                "{\"user_name\":{\"first\":\"a\"}}                          | \"/user_name\"",
                "{\"user_name\":[\"a\"]}                                    | \"/user_name/*\"",
                "{\"user_name\":\" \"}                                      | \"/user_name\"",
                "{\"receivers\":[{\"name\":\"a\"},{\"name\":\"b\"}]}        | \"/receivers/*/name\"",
                "{\"receivers\":[{\"name\":\"\"},{\"name\":\"b\"}]}         | \"/receivers/*/name\"",
                "{\"receivers\":{\"name\":\"a\"}}                           | \"/receivers/name\"",
                "{\"payer\":{\"card\":{\"number\":\"6225\"}}}               | \"/payer/card/number\"",
                "{\"payer\":[{\"card\":{\"number\":\"6225\"}}]}             | \"/payer/*/card/number\"",
                "{\"user_name\":\"a\",\"payer\":{\"card\":{\"number\":1}}}  | \"/user_name\", \"/payer/card/number\"",
            })
    void everyPlaceIsSeen(String body, String named) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> pay.chain("v3/transfer").post(body))
                .withMessageContaining(".encrypting(" + named + ")")
                .withMessageEndingWith(".sendingInTheClear(" + named + ")");
        assertThat(platform.received).isEmpty();

        String[] pointers = named.replace("\"", "").split(", ");
        pay.chain("v3/transfer").sendingInTheClear(pointers).post(body);
        assertThat(platform.received).hasSize(1);
        assertThat(platform.received.get(0).body()).isEqualTo(body);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"user_name\":null}",
                "{\"user_name\":\"\"}",
                "{\"receivers\":[]}",
                "{\"receivers\":[{\"account\":\"a\"}]}",
                "{\"payer\":\"a\"}",
                "{\"other\":{\"user_name\":\"a\"}}"
            })
    void aBodyWithoutSuchAValuePasses(String body) {
        pay.chain("v3/transfer").post(body);

        assertThat(platform.received.get(0).body()).isEqualTo(body);
    }

    /** Bytes, and whether their Base64 is what sealing makes. */
    @ParameterizedTest
    @CsvSource({"256, true", "384, true", "512, true", "255, false", "257, false", "128, false", "513, false"})
    void aValueThatIsSealedAlreadyPassesWhereNothingIsSealedAndIsRefusedWhereItWouldBeSealedTwice(
            int bytes, boolean sealed) {
        String value = Base64.getEncoder().encodeToString(new byte[bytes]);
        JsonObject body = JsonObject.of("user_name", value);
        Chain untyped = pay.chain("v3/transfer");
        if (!sealed) {
            assertThatIllegalArgumentException().isThrownBy(() -> untyped.post(body));
            assertThat(platform.received).isEmpty();
            return;
        }
        untyped.query("id_number", value)
                .header("Wechatpay-Serial", "PUB_KEY_ID_MINE")
                .post(body);

        TestPlatform.Received request = platform.received.get(0);
        assertThat(request.body()).isEqualTo(body.toJson());
        assertThat(request.headers().getFirst("Wechatpay-Serial")).isEqualTo("PUB_KEY_ID_MINE");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> untyped.encrypting("/user_name").post(body))
                .withMessageStartingWith("/user_name of POST v3/transfer is sealed already: ")
                .withMessageContaining("ive the plain value");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> untyped.queryEncrypting("id_number", value).post())
                .withMessageContaining("ive the plain value");
        assertThat(platform.received).hasSize(1);
    }

    @Test
    void aSealedValueMayNotHaveAnotherAlphabetOrALineEnd() {
        String value = Base64.getMimeEncoder().encodeToString(new byte[256]);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> pay.chain("v3/transfer").post(JsonObject.of("user_name", value)));
    }

    static Stream<Arguments> spellings() {
        JsonObject body = JsonObject.of("user_name", "张三");
        return Stream.<BiFunction<WechatPayClient, JsonObject, Object>>of(
                        (pay, json) -> pay.chain("v3/transfer").post(json),
                        (pay, json) -> pay.chain("v3/transfer").post(json.toJson()),
                        (pay, json) -> pay.chain("v3/transfer").post(Map.of("user_name", json.string("user_name"))),
                        (pay, json) -> pay.get("v3/transfer").post(json),
                        (pay, json) -> pay.get("v3").at("transfer").post(json),
                        (pay, json) -> pay.chain("v3/transfer").postAsync(json),
                        (pay, json) -> pay.chain("v3/transfer").postAsync(json.toJson()),
                        (pay, json) ->
                                pay.chain("v3/transfer").postAsync(Map.of("user_name", json.string("user_name"))),
                        (pay, json) -> pay.get("v3/transfer").postAsync(json))
                .map(spelling -> Arguments.of(spelling, body));
    }

    @ParameterizedTest
    @MethodSource("spellings")
    void everySpellingRefuses(BiFunction<WechatPayClient, JsonObject, Object> call, JsonObject body) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> {
                    if (call.apply(pay, body) instanceof CompletableFuture<?> future) {
                        future.cancel(true);
                    }
                })
                .withMessageContaining(".encrypting(\"/user_name\")");
        assertThat(platform.received).isEmpty();
    }

    @Test
    void aQueryParameterMayLeaveAsItIsIfThatIsSaid() {
        pay.chain("v3/transfer").queryInTheClear("id_number", "11010119").post();

        assertThat(platform.received.get(0).target()).isEqualTo("/v3/transfer?id_number=11010119");
    }
}
