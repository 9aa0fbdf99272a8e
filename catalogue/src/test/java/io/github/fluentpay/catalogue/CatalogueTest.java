package io.github.fluentpay.catalogue;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogueTest {

    private static final Catalogue CATALOGUE = Catalogue.load();
    private static final String COUPONS = "v3/marketing/busifavor/coupons";
    private static final String STOCKS = "v3/marketing/busifavor/stocks";
    private static final String SUBSIDY = "v3/marketing/busifavor/subsidy";

    @Test
    void holdsTheWholeDocumentedSurface() {
        assertThat(CATALOGUE.operations()).hasSize(1147);
        assertThat(CATALOGUE.operations())
                .filteredOn(operation -> operation.version() == Version.V2)
                .hasSize(129);
        assertThat(CATALOGUE.events()).hasSize(112);
    }

    @Test
    void findsByVerbAndPath() {
        assertThat(CATALOGUE.find(Verb.GET, "v3/certificates"))
                .map(Operation::title)
                .contains("获取平台证书列表");
        assertThat(CATALOGUE.find(Verb.POST, "v3/certificates")).isEmpty();
        assertThat(CATALOGUE.find(Verb.GET, "/v3/certificates")).isEmpty();
    }

    @Test
    void knowsHowApiV2IsSigned() {
        Operation state = operation("POST v2/applyment/micro/getstate");

        assertThat(state.signTypes()).containsExactly("HMAC-SHA256");
        assertThat(state.quirks()).containsExactly(Quirk.CLIENT_CERTIFICATE);
        assertThat(operation("POST v2/secapi/pay/refund").signTypes()).contains("MD5");
        assertThat(operation("GET v3/certificates").signTypes()).isEmpty();
    }

    @Test
    void knowsAllAboutTheReturnOfACoupon() {
        Operation give = operation("POST " + COUPONS + "/return");

        assertThat(give.title()).isEqualTo("申请退券");
        assertThat(give.products()).containsExactly("商家券");
        assertThat(give.modes()).containsExactly("merchant", "partner");
        assertThat(give.body()).isEqualTo(BodyKind.JSON);
        assertThat(give.reply()).isEqualTo(ReplyKind.JSON);
        assertThat(give.isReplySigned()).isTrue();
        assertThat(give.lifecycle()).isEqualTo(Lifecycle.CURRENT);
        assertThat(give.idempotency()).containsExactly("return_request_no");
        assertThat(give.rateLimit()).isNull();
        assertThat(give.errors())
                .extracting(KnownError::status, KnownError::code)
                .containsExactly(tuple(403, "NO_AUTH"), tuple(404, "RESOURCE_NOT_EXISTS"), tuple(400, "SYSTEM_ERROR"));
        assertThat(give.request())
                .extracting(Field::name, Field::required, Field::length)
                .containsExactly(
                        tuple("coupon_code", true, new Range(1, 32)),
                        tuple("stock_id", true, new Range(1, 20)),
                        tuple("return_request_no", true, new Range(1, 128)));
        assertThat(give.response())
                .extracting(Field::name, Field::required, Field::format)
                .containsExactly(tuple("wechatpay_return_time", true, Format.DATE_TIME));
    }

    @Test
    void aCouponThatIsReadTellsOfItsReturn() {
        Operation one = operation("GET v3/marketing/busifavor/users/{openid}/coupons/{coupon_code}/appids/{appid}");
        Operation many = operation("GET v3/marketing/busifavor/users/{openid}/coupons");

        for (Stream<Field> coupon : List.of(
                one.response().stream(),
                many.response().stream()
                        .filter(field -> field.name().equals("data"))
                        .flatMap(field -> field.fields().stream()))) {
            assertThat(coupon)
                    .filteredOn(field -> field.name().startsWith("return_"))
                    .extracting(Field::name, Field::required, Field::format)
                    .containsExactly(
                            tuple("return_request_no", false, null), tuple("return_time", false, Format.DATE_TIME));
        }
    }

    /** Each has a number of the merchant's that makes a repeat harmless; of a callback's address, the last one counts. */
    @Test
    void whateverChangesACouponOrStockIsIdempotent() {
        Map<String, List<String>> keys = product("v3/marketing/busifavor")
                .filter(operation -> operation.verb() != Verb.GET)
                .filter(operation -> !operation.path().endsWith("/callbacks"))
                .collect(toMap(Operation::id, Operation::idempotency));

        assertThat(keys)
                .containsOnly(
                        entry("POST " + STOCKS, List.of("out_request_no")),
                        entry("PATCH " + STOCKS + "/{stock_id}", List.of("out_request_no")),
                        entry("PATCH " + STOCKS + "/{stock_id}/budget", List.of("modify_budget_request_no")),
                        entry("POST " + STOCKS + "/{stock_id}/couponcodes", List.of("upload_request_no")),
                        entry(
                                "DELETE " + STOCKS + "/{stock_id}/couponcodes/{coupon_code}",
                                List.of("delete_request_no")),
                        entry("POST " + COUPONS + "/use", List.of("use_request_no")),
                        entry("POST " + COUPONS + "/return", List.of("return_request_no")),
                        entry("POST " + COUPONS + "/deactivate", List.of("deactivate_request_no")),
                        entry("POST " + COUPONS + "/associate", List.of("out_request_no")),
                        entry("POST " + COUPONS + "/disassociate", List.of("out_request_no")),
                        entry("POST " + COUPONS + "/send", List.of("out_request_no")),
                        entry("POST " + COUPONS + "/{card_id}/send", List.of("out_request_no", "send_time")),
                        entry("POST v3/marketing/busifavor/product-coupons/send", List.of("out_request_no")),
                        entry("POST v3/marketing/busifavor/product-coupons/pre-send", List.of("send_request_no")),
                        entry("POST " + SUBSIDY + "/pay-receipts", List.of("out_subsidy_no")),
                        entry("POST " + SUBSIDY + "/return-receipts", List.of("out_subsidy_return_no")));
    }

    @Test
    void threeEndpointsOfCouponsHaveADocumentedLimit() {
        RateLimit limit = new RateLimit(500, Duration.ofSeconds(1));

        assertThat(product("v3/marketing/busifavor").filter(operation -> operation.rateLimit() != null))
                .allSatisfy(operation -> assertThat(operation.rateLimit()).isEqualTo(limit))
                .extracting(Operation::id)
                .containsExactly(
                        "POST " + COUPONS + "/associate",
                        "POST " + COUPONS + "/disassociate",
                        "POST " + COUPONS + "/use");
    }

    /** A reply's enumeration grows without notice. */
    @Test
    void onlyWhatIsSentIsClosed() {
        assertThat(CATALOGUE.operations())
                .allSatisfy(
                        operation -> assertThat(operation.response().stream().flatMap(CatalogueTest::withInner))
                                .noneMatch(Field::closed));
    }

    @ParameterizedTest
    @CsvSource({
        "COUPON.SEND, send_time",
        "TRANSACTION.SUCCESS, success_time",
        "REFUND.SUCCESS, success_time",
        "REFUND.CLOSED, success_time",
        "REFUND.ABNORMAL, success_time",
        "PROFITSHARING.SUCCESS, success_time"
    })
    void timesOfEventsAreTyped(String event, String time) {
        assertThat(event(event).resource())
                .filteredOn(field -> field.name().equals(time))
                .extracting(Field::format)
                .containsExactly(Format.DATE_TIME);
    }

    /** The imported table lost what every payment's notification has; the overlay has it from the pages. */
    @Test
    void aPaymentsNotificationHasWhatItsPagesSay() {
        List<Field> paid = event("TRANSACTION.SUCCESS").resource();

        assertThat(paid)
                .extracting(Field::name)
                .contains("mchid", "sp_appid", "trade_type", "trade_state_desc", "sub_orders");
        assertThat(paid)
                .filteredOn(field -> field.name().equals("amount"))
                .flatExtracting(Field::fields)
                .extracting(Field::name, Field::unit)
                .contains(tuple("total", "fen"), tuple("payer_total", "fen"));
        assertThat(paid)
                .filteredOn(field -> field.name().equals("scene_info"))
                .flatExtracting(Field::fields)
                .extracting(Field::name)
                .containsExactly("device_id");
    }

    @Test
    void knowsWhichRepliesCarryNoSignature() {
        assertThat(Stream.of(
                                "GET v3/billdownload/file",
                                "GET v3/merchant-service/images/{media_id}",
                                "GET v3/certificates")
                        .collect(toMap(Function.identity(), id -> operation(id).isReplySigned())))
                .containsOnly(
                        entry("GET v3/billdownload/file", false),
                        entry("GET v3/merchant-service/images/{media_id}", false),
                        entry("GET v3/certificates", true));
    }

    /** A file server does not sign; of an overseas statement a hash is signed. */
    @Test
    void noFileIsSignedButOverseasStatements() {
        assertThat(CATALOGUE.operations().stream()
                        .filter(operation -> operation.version() == Version.V3)
                        .filter(operation ->
                                Set.of(ReplyKind.BINARY, ReplyKind.CSV).contains(operation.reply()))
                        .collect(toMap(Operation::path, Operation::isReplySigned)))
                .containsOnly(
                        entry("v3/billdownload/file", false),
                        entry("v3/global/merchant-service/images/{media_id}", false),
                        entry("v3/global/statements", true),
                        entry("v3/merchant-service/images/{media_id}", false),
                        entry("v3/new-tax-control-fapiao/download", false),
                        entry("v3/statements", true),
                        entry("v3/transferdownload/elecvoucherfile", false),
                        entry("v3/transferdownload/signfile", false));
    }

    @ParameterizedTest
    @CsvSource({
        "busifavor return, POST v3/marketing/busifavor/coupons/return",
        "BUSIFAVOR 申请退券, POST v3/marketing/busifavor/coupons/return",
        "商家券 预存code get 列表, GET v3/marketing/busifavor/stocks/{stock_id}/couponcodes",
        "busifavor couponCodes delete, DELETE v3/marketing/busifavor/stocks/{stock_id}/couponcodes/{coupon_code}",
        "combineTransactions outTradeNo close, POST v3/combine-transactions/out-trade-no/{combine_out_trade_no}/close",
    })
    void searchesByPathChainAndTitle(String words, String id) {
        assertThat(CATALOGUE.search(List.of(words.split(" "))))
                .extracting(Operation::id)
                .contains(id)
                .hasSizeLessThan(4);
    }

    @Test
    void aSearchWithoutWordsGivesAllAndOneThatFitsNothingNone() {
        assertThat(CATALOGUE.search(List.of())).hasSize(1147);
        assertThat(CATALOGUE.search(List.of("busifavor", "kettle"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "v3/marketing/busifavour/coupon/return, v3/marketing/busifavor/coupons/return",
        "v3/pay/transaction/jsapi, v3/pay/transactions/jsapi",
        "v3/refund/domestic/refund/1217752501, v3/refund/domestic/refunds/{out_refund_no}",
    })
    void hintsAtTheNearestPath(String path, String nearest) {
        assertThat(CATALOGUE.nearest(path)).contains(nearest);
    }

    @Test
    void hintsAtNothingForNonsense() {
        assertThat(CATALOGUE.nearest("kettle/of/fish/and/chips/with/vinegar")).isEmpty();
    }

    private static Event event(String name) {
        return CATALOGUE.events().stream()
                .filter(event -> event.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Operation operation(String id) {
        String[] verbAndPath = id.split(" ", 2);
        return CATALOGUE.find(Verb.valueOf(verbAndPath[0]), verbAndPath[1]).orElseThrow();
    }

    private static Stream<Operation> product(String path) {
        return CATALOGUE.products().stream()
                .filter(product -> product.path().equals(path))
                .flatMap(product -> product.operations().stream());
    }

    private static Stream<Field> withInner(Field field) {
        return Stream.concat(Stream.of(field), field.fields().stream().flatMap(CatalogueTest::withInner));
    }
}
