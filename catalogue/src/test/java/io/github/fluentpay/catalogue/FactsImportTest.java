package io.github.fluentpay.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FactsImportTest {

    private static final String ENDPOINT = """
            {"path": "v3/bill/files/{token}", "verb": "GET", "version": "v3", "title": "下载", "products": [],
             "menu": [["资金", "账单"]], "modes": ["merchant"], "body": "none", "host": null, "responseKind": "json",
             "headerFields": [{"name": "Wechatpay-Serial", "type": "string", "required": true}],
             "query": [{"name": "token", "type": "string", "required": true, "inPath": true},
                       {"name": "name", "type": "string", "required": false, "label": "姓名", "encrypted": true,
                        "encryption": "platform-public-key", "maxLength": 12, "example": "张三"}],
             "response": [{"name": "rows", "type": "array", "items": "object", "required": true,
                           "fields": [{"name": "kind", "type": "string", "enum": ["A", "B"]}]}],
             "options": ["sink"], "middlewareRemoved": ["verifier"], "state": "superseded", "deprecated": true,
             "since": "2025-01-15", "replacedBy": ["v3/bill/new"], "doc": ["https://pay.weixin.qq.com/doc/v3/1"]}
            """;
    private static final String OTHER = """
            {"path": "v3/certificates", "verb": "GET", "title": "证书", "products": ["平台证书"], "body": "none",
             "responseKind": "empty", "status": 204, "doc": ["https://pay.weixin.qq.com/doc/v3/2"]}
            """;
    private static final String EVENT = """
            {"event": "COUPON.SEND", "version": "v3", "events": ["COUPON.SEND"], "title": "领券", "modes": [],
             "body": "json", "originalType": ["coupon"], "cipherField": "ciphertext", "cipher": "aes-gcm",
             "envelope": [{"name": "id", "type": "string", "required": true, "label": "编号"}],
             "resource": [{"name": "coupon_code", "type": "string", "required": true}]}
            """;

    @TempDir
    Path facts;

    @TempDir
    Path folder;

    @Test
    void printsAnOperationForReview() throws IOException {
        write(List.of(ENDPOINT), List.of());

        assertThat(FactsImport.files(facts)).containsEntry("v3/bill.json", """
                {
                  "product": "v3/bill",
                  "operations": [
                    {
                      "operation": "GET v3/bill/files/{token}",
                      "title": "下载",
                      "products": ["账单"],
                      "modes": ["merchant"],
                      "body": "none",
                      "reply": "json",
                      "quirks": ["unsigned-reply"],
                      "lifecycle": {"deprecated": true, "state": "superseded", "since": "2025-01-15", "replacedBy": ["v3/bill/new"]},
                      "docs": ["https://pay.weixin.qq.com/doc/v3/1"],
                      "query": [
                        {"name": "name", "type": "string", "title": "姓名", "encrypted": "platform-public-key", "length": [0, 12], "example": "张三"}
                      ],
                      "response": [
                        {"name": "rows", "type": "array<object>", "required": true, "fields": [
                          {"name": "kind", "type": "string", "enum": ["A", "B"]}
                        ]}
                      ],
                      "pathVariables": [
                        {"name": "token", "type": "string", "required": true}
                      ]
                    }
                  ]
                }
                """);
    }

    @Test
    void printsAnEventForReview() throws IOException {
        write(List.of(), List.of(EVENT));

        assertThat(FactsImport.files(facts)).containsEntry("events/COUPON.json", """
                {
                  "events": [
                    {
                      "event": "COUPON.SEND",
                      "version": "v3",
                      "types": ["COUPON.SEND"],
                      "title": "领券",
                      "body": "json",
                      "originalTypes": ["coupon"],
                      "cipherField": "ciphertext",
                      "cipher": "aes-gcm",
                      "envelope": [
                        {"name": "id", "type": "string", "required": true, "title": "编号"}
                      ],
                      "resource": [
                        {"name": "coupon_code", "type": "string", "required": true}
                      ]
                    }
                  ]
                }
                """);
    }

    @Test
    void theOrderOfTheFactsDoesNotMatter() throws IOException {
        write(List.of(ENDPOINT, OTHER), List.of(EVENT));
        var files = FactsImport.files(facts);

        write(List.of(OTHER, ENDPOINT), List.of(EVENT));

        assertThat(FactsImport.files(facts)).isEqualTo(files);
        assertThat(files).containsEntry("index.txt", "events/COUPON.json\nv3/bill.json\nv3/certificates.json\n");
    }

    @Test
    void whatItWritesCanBeRead() throws IOException {
        write(List.of(ENDPOINT, OTHER), List.of(EVENT));

        FactsImport.write(FactsImport.files(facts), folder);

        Catalogue catalogue = read();
        assertThat(catalogue.operations())
                .extracting(Operation::id)
                .containsExactly("GET v3/bill/files/{token}", "GET v3/certificates");
        assertThat(catalogue.events()).extracting(Event::name).containsExactly("COUPON.SEND");
        assertThat(Linter.findings(catalogue)).isEmpty();
    }

    @Test
    void deletesAProductThatIsGoneAndLeavesOverlaysAlone() throws IOException {
        write(List.of(ENDPOINT, OTHER), List.of(EVENT));
        FactsImport.write(FactsImport.files(facts), folder);
        Path overlay = folder.resolve("overlays/v3/bill.json");
        Files.createDirectories(overlay.getParent());
        Files.writeString(overlay, "{\"product\": \"v3/bill\"}");

        write(List.of(OTHER), List.of());
        FactsImport.write(FactsImport.files(facts), folder);

        assertThat(folder.resolve("v3/bill.json")).doesNotExist();
        assertThat(folder.resolve("events/COUPON.json")).doesNotExist();
        assertThat(overlay).hasContent("{\"product\": \"v3/bill\"}");
        assertThat(read().operations()).extracting(Operation::id).containsExactly("GET v3/certificates");
    }

    @Test
    void refusesAnOptionThatItDoesNotKnow() throws IOException {
        write(List.of(ENDPOINT.replace("\"sink\"", "\"sink\", \"proxy\"")), List.of());

        assertThatThrownBy(() -> FactsImport.files(facts))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The option \"proxy\" is not known");
    }

    private void write(List<String> endpoints, List<String> events) throws IOException {
        Files.write(facts.resolve("endpoints.jsonl"), onOneLineEach(endpoints));
        Files.write(facts.resolve("webhooks.jsonl"), onOneLineEach(events));
    }

    private static List<String> onOneLineEach(List<String> texts) {
        return texts.stream().map(text -> text.replace("\n", "")).toList();
    }

    private Catalogue read() {
        List<String> unmatched = new ArrayList<>();
        Catalogue catalogue = new Catalogue(new CatalogueFiles(name -> {
                    Path file = folder.resolve(name);
                    try {
                        return Files.exists(file) ? Files.readAllBytes(file) : null;
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .read(unmatched));
        assertThat(unmatched).isEmpty();
        return catalogue;
    }
}
