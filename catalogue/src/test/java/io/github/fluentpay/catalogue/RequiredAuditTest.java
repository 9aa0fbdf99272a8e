package io.github.fluentpay.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequiredAuditTest {

    private static final Path PAGE = Path.of("required-audit.md");
    private static final Path RESOURCES = Path.of("src/main/resources/io/github/fluentpay/catalogue");

    @Test
    void noFieldOnWhichSourcesDifferIsRequired() {
        Map<String, Map<String, Field>> fields =
                Catalogue.load().operations().stream().collect(Collectors.toMap(Operation::id, RequiredAudit::fields));

        List<RequiredAudit.Row> rows = RequiredAudit.rows(imported());

        assertThat(rows).hasSizeGreaterThan(100);
        assertThat(rows.stream()
                        .filter(row -> !row.required())
                        .filter(row ->
                                fields.get(row.operation()).get(row.place()).required())
                        .map(row -> row.operation() + " " + row.place()))
                .isEmpty();
        // A decision to keep a field is in effect as well.
        assertThat(rows.stream().filter(RequiredAudit.Row::required))
                .allMatch(row -> fields.get(row.operation()).get(row.place()).required());
    }

    /** Fields that official clients leave out, and fields that every source requires. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            POST v3/pay/transactions/jsapi         | request/scene_info/store_info/name                            | false
            POST v3/pay/transactions/jsapi         | request/payer/openid                                          | true
            POST v3/transfer/batches               | request/transfer_scene_id                                     | false
            POST v3/marketing/busifavor/stocks     | request/coupon_use_rule/discount_coupon/transaction_minimum   | false
            POST v3/marketing/busifavor/coupons/return | request/return_request_no                                 | true
            POST v3/global/transactions/jsapi      | request/sp_mchid                                              | false
            POST v3/global/transactions/jsapi      | request/mchid                                                 | false
            POST v3/payscore/partner/serviceorder/direct-complete | request/notify_url                             | false
            POST v3/payscore/sign-plan/serviceorder | request/openid                                               | true
            POST v3/refund/domestic/refunds        | request/out_refund_no                                         | true
            """)
    void decidesAsTheSourcesDo(String operation, String place, boolean required) {
        Operation found = Catalogue.load().operations().stream()
                .filter(one -> one.id().equals(operation))
                .findFirst()
                .orElseThrow();

        assertThat(RequiredAudit.fields(found).get(place).required()).isEqualTo(required);
    }

    @Test
    void thePageIsWhatTheSourcesSay() throws IOException {
        String page = RequiredAudit.page(RequiredAudit.rows(imported()));
        if (Boolean.getBoolean("fluentpay.rewrite")) {
            Files.writeString(PAGE, page);
        }

        assertThat(Files.exists(PAGE) ? Files.readString(PAGE) : "")
                .as("catalogue/required-audit.md is stale; run mvn -pl catalogue -am test -Dtest=RequiredAuditTest"
                        + " -Dsurefire.failIfNoSpecifiedTests=false -Dfluentpay.rewrite=true")
                .isEqualTo(page);
    }

    private static Catalogue imported() {
        CatalogueFiles tables = new CatalogueFiles(name -> {
            try {
                return name.startsWith("overlays/") ? null : Files.readAllBytes(RESOURCES.resolve(name));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return new Catalogue(tables.read(new ArrayList<>()));
    }
}
