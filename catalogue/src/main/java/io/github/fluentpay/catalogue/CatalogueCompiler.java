package io.github.fluentpay.catalogue;

import io.github.fluentpay.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Compiles the catalogue while it is built: applies the overlays, and writes an index beside the operations, so that a program
 * reads what it needs and nothing else.
 */
public final class CatalogueCompiler {

    private CatalogueCompiler() {}

    /**
     * Compiles the catalogue of the class path.
     *
     * @param args the folder to write into; it is made
     * @throws InvalidCatalogueException if a file cannot be read, or an overlay matches nothing
     * @throws IOException if a file cannot be written
     */
    public static void main(String[] args) throws IOException {
        Path folder = Files.createDirectories(Path.of(args[0]));
        for (Map.Entry<String, byte[]> entry :
                compile(CatalogueFiles.ofClassPath().readChecked()).entrySet()) {
            Path file = folder.resolve(entry.getKey());
            Files.createDirectories(file.getParent());
            Files.write(file, entry.getValue());
        }
    }

    /** The compiled files by name. */
    static Map<String, byte[]> compile(SourceContent content) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        List<String> index = new ArrayList<>();
        for (SourceContent.ProductEntries product : content.entries()) {
            ByteArrayOutputStream operations = new ByteArrayOutputStream();
            for (SourceContent.Entry<Operation> operation : product.operations()) {
                byte[] json = operation.json().toBytes();
                Summary summary = Summary.of(product.path(), operation.value());
                index.add(new Listing(summary, operations.size(), json.length).line());
                operations.writeBytes(json);
                operations.write('\n');
            }
            files.put(CompiledContent.fileOf(product.path()), operations.toByteArray());
        }
        files.put(CompiledContent.INDEX, lines(index));
        files.put(
                CompiledContent.EVENTS,
                lines(content.eventEntries().stream()
                        .map(SourceContent.Entry::json)
                        .map(JsonObject::toJson)
                        .toList()));
        files.put(CompiledContent.EXAMPLES, lines(content.examples().lines()));
        return files;
    }

    private static byte[] lines(List<String> lines) {
        return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
