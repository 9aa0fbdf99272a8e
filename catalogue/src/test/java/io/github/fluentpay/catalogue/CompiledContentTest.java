package io.github.fluentpay.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Holds the compiled catalogue, which programs read, against its sources. */
class CompiledContentTest {

    private static final SourceContent SOURCE = CatalogueFiles.ofClassPath().readChecked();

    private final Map<String, byte[]> files = new HashMap<>(CatalogueCompiler.compile(SOURCE));
    private final List<String> opened = new ArrayList<>();

    @Test
    void theBuildHasCompiledWhatTheSourcesSay() throws IOException {
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            try (var in = getClass().getResourceAsStream("compiled/" + file.getKey())) {
                assertThat(Objects.requireNonNull(in, file.getKey()).readAllBytes())
                        .as(file.getKey())
                        .isEqualTo(file.getValue());
            }
        }
    }

    @Test
    void saysOfEachEntryWhatTheSourcesSay() {
        Content compiled = compiled();

        assertThat(compiled.summaries()).isEqualTo(SOURCE.summaries());
        for (int place = compiled.summaries().size() - 1; place >= 0; place--) {
            assertThat(compiled.operation(place)).isEqualTo(SOURCE.operation(place));
        }
        assertThat(compiled.products()).isEqualTo(SOURCE.products());
        assertThat(compiled.events()).isEqualTo(SOURCE.events());
    }

    @Test
    void readsTheIndexAndThenOnlyTheFileOfTheProduct() {
        Catalogue catalogue = new Catalogue(compiled());

        for (int time = 0; time < 2; time++) {
            assertThat(catalogue.find(Verb.POST, "v3/marketing/busifavor/coupons/return"))
                    .isPresent();
        }
        assertThat(catalogue.nearest("v3/marketing/busifavor/coupon/return")).isPresent();

        assertThat(opened).containsExactly("index.tsv", "v3/marketing/busifavor.jsonl");
    }

    @Test
    void searchesTheIndex() {
        List<Operation> found = new Catalogue(compiled()).search(Set.of("退券", "busifavor"));

        assertThat(found).extracting(Operation::id).containsExactly("POST v3/marketing/busifavor/coupons/return");
        assertThat(opened).containsExactly("index.tsv", "v3/marketing/busifavor.jsonl");
    }

    @Test
    void givesTheExamplesOfAFieldTheProductsOwnFirst() {
        Catalogue compiled = new Catalogue(compiled());
        Catalogue source = new Catalogue(SOURCE);

        for (String name : List.of("stock_id", "out_trade_no", "total", "mchid", "no_such_field")) {
            assertThat(compiled.examples("v3/marketing/busifavor", name))
                    .containsExactlyElementsOf(
                            source.examples("v3/marketing/busifavor", name).toList());
        }
        assertThat(compiled.examples("v3/marketing/busifavor", "stock_id")).isNotEmpty();
        assertThat(compiled.examples("v3/fund-app", "user_name"))
                .as("an example of a sealed field is sealed")
                .isEmpty();
    }

    @Test
    void saysThatAnIndexDoesNotFit() {
        files.computeIfPresent(
                "v3/marketing/busifavor.jsonl",
                (name, json) -> new String(json, StandardCharsets.UTF_8)
                        .replace("coupons/return", "coupons/retour")
                        .getBytes(StandardCharsets.UTF_8));

        assertThat(catchThrowable(
                        () -> new Catalogue(compiled()).find(Verb.POST, "v3/marketing/busifavor/coupons/return")))
                .isInstanceOf(InvalidCatalogueException.class)
                .hasMessage("The index does not fit its catalogue: POST v3/marketing/busifavor/coupons/retour is in the"
                        + " place of POST v3/marketing/busifavor/coupons/return");
    }

    @Test
    void isNotThereWithoutAnIndex() {
        files.remove("index.tsv");

        assertThat(CompiledContent.of(name -> null)).isNull();
    }

    private Content compiled() {
        return Objects.requireNonNull(CompiledContent.of(name -> {
            opened.add(name);
            byte[] bytes = files.get(name);
            return bytes == null ? null : new ByteArrayInputStream(bytes);
        }));
    }
}
