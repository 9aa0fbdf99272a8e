package io.github.fluentpay.codegen;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/** A folder of generated files. Only what differs is written, so that the compiler sees no change where there is none. */
final class SourceTree {

    private SourceTree() {}

    /**
     * Makes the folder hold these files and no others.
     *
     * @return how many were written or deleted
     */
    static int write(Path folder, Map<String, String> files) throws IOException {
        int changed = 0;
        if (Files.isDirectory(folder)) {
            try (Stream<Path> present = Files.walk(folder)) {
                for (Path file : (Iterable<Path>) present.filter(Files::isRegularFile)::iterator) {
                    if (!files.containsKey(folder.relativize(file).toString().replace('\\', '/'))) {
                        Files.delete(file);
                        changed++;
                    }
                }
            }
        }
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path target = folder.resolve(file.getKey());
            if (!Files.exists(target) || !Files.readString(target).equals(file.getValue())) {
                Files.createDirectories(target.getParent());
                Files.writeString(target, file.getValue());
                changed++;
            }
        }
        return changed;
    }
}
