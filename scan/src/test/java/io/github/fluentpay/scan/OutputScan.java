package io.github.fluentpay.scan;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What the tests of a module have left: Surefire's reports, which have all that was printed, and their logs. */
final class OutputScan {

    private final Path root;
    private final Secrets secrets;

    OutputScan(Path root, Secrets secrets) {
        this.root = root;
        this.secrets = secrets;
    }

    /** The modules that have tests, and were built before this one. */
    List<Path> modules() throws IOException {
        try (Stream<Path> folders = Files.list(root)) {
            return folders.filter(folder -> Files.isDirectory(folder.resolve("src/test/java")))
                    .filter(folder -> !folder.endsWith("scan"))
                    .sorted()
                    .toList();
        }
    }

    /** The files of a module; none if its tests did not run. */
    List<Path> outputs(Path module) throws IOException {
        List<Path> outputs = new ArrayList<>(files(module.resolve("target/surefire-reports"), ""));
        if (!outputs.isEmpty()) {
            outputs.addAll(files(module.resolve("target"), ".log"));
        }
        return outputs;
    }

    private static List<Path> files(Path folder, String ending) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        }
    }

    /** A line for each place with a secret: file, number of the line, and what it is. */
    List<String> findings(Path output) throws IOException {
        // A child process may have written what is not UTF-8; keys are ASCII in any encoding that matters here.
        String text = new String(Files.readAllBytes(output), StandardCharsets.UTF_8);
        List<String> findings = new ArrayList<>();
        String[] lines = text.split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            // A key goes on in the next line.
            String two = i + 1 < lines.length ? lines[i] + "\n" + lines[i + 1] : lines[i];
            List<String> here = secrets.in(two);
            if (i + 1 < lines.length) {
                here.removeAll(secrets.in(lines[i + 1]));
            }
            for (String what : here) {
                findings.add(root.relativize(output) + ":" + (i + 1) + " shows " + what);
            }
        }
        return findings;
    }
}
