package io.github.fluentpay.codegen;

import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.TypeSpec;
import io.github.fluentpay.catalogue.Catalogue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/** Catalogue in, files out. */
public final class Generator {

    /** JavaPoet gives three lines to a comment of one. */
    private static final Pattern ONE_LINE = Pattern.compile("(?m)^( *)/\\*\\*\\R *\\* (.{1,105})\\R *\\*/$");

    private Generator() {}

    /**
     * Writes the typed chain.
     *
     * @param args the folder for sources, the folder for resources, and perhaps one with another catalogue
     * @throws IOException if a file cannot be written
     */
    public static void main(String[] args) throws IOException {
        if (args.length < 2 || args.length > 3) {
            throw new IllegalArgumentException(
                    "Two folders are needed, for sources and for resources; a third may hold another catalogue");
        }
        long begun = System.nanoTime();
        Catalogue catalogue = args.length == 3 ? Catalogue.load(Path.of(args[2])) : Catalogue.load();
        Surface surface = Decisions.of(catalogue);
        Map<String, String> sources = sources(surface);
        Map<String, String> resources = Map.of(
                DirectoryEmitter.FILE, DirectoryEmitter.emit(catalogue),
                HeadersEmitter.FILE, HeadersEmitter.emit(catalogue),
                SpellingEmitter.FILE, SpellingEmitter.emit(surface));
        int changed = SourceTree.write(Path.of(args[0]), sources) + SourceTree.write(Path.of(args[1]), resources);
        System.out.printf(
                "%d operations, %d source files, %d changed, in %d ms%n",
                catalogue.operations().size(), sources.size(), changed, (System.nanoTime() - begun) / 1_000_000);
    }

    /** The sources by file. */
    static Map<String, String> sources(Surface surface) {
        if (surface.steps().isEmpty()) {
            throw new IllegalStateException("The catalogue has no operation, so there is nothing to generate");
        }
        Map<String, String> files = new LinkedHashMap<>(PackageEmitter.emit(surface));
        Usage usage = Usage.inLines(surface);
        surface.steps().forEach(step -> add(files, step.name().packageName(), StepEmitter.emit(step, usage)));
        surface.parts().forEach(part -> add(files, part.name().packageName(), ViewEmitter.emit(part)));
        surface.enums().forEach(type -> add(files, type.name().packageName(), EnumEmitter.emit(type)));
        surface.events().forEach(event -> add(files, event.view().name().packageName(), EventEmitter.emit(event)));
        if (!surface.events().isEmpty()) {
            add(files, Decisions.EVENTS.packageName(), EventsEmitter.emit(surface.events()));
        }
        return files;
    }

    private static void add(Map<String, String> files, String packageName, TypeSpec type) {
        String file = packageName.replace('.', '/') + "/" + Objects.requireNonNull(type.name()) + ".java";
        String source = JavaFile.builder(packageName, type)
                .indent("    ")
                .skipJavaLangImports(true)
                .build()
                .toString();
        source = ONE_LINE.matcher(source).replaceAll("$1/** $2 */");
        if (files.put(file, source) != null) {
            throw new IllegalStateException("Two types want the file " + file);
        }
    }
}
