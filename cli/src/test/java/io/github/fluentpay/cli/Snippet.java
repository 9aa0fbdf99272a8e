package io.github.fluentpay.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A fenced code block of a Markdown file.
 *
 * @param language what stands behind the opening fence
 * @param text the lines between the fences
 */
record Snippet(String language, String text) {

    private static final Pattern FENCE = Pattern.compile("```(\\w*)\\R(.*?)```", Pattern.DOTALL);

    /** The repository's root; tests run in the module's folder. */
    static final Path ROOT = Path.of("").toAbsolutePath().getParent();

    static List<Snippet> of(String file) throws IOException {
        List<Snippet> all = new ArrayList<>();
        Matcher fences = FENCE.matcher(Files.readString(ROOT.resolve(file)));
        while (fences.find()) {
            all.add(new Snippet(fences.group(1), fences.group(2)));
        }
        return all;
    }

    static List<String> of(String file, String language) throws IOException {
        return of(file).stream()
                .filter(snippet -> snippet.language().equals(language))
                .map(Snippet::text)
                .toList();
    }
}
