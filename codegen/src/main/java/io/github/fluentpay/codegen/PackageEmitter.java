package io.github.fluentpay.codegen;

import java.util.Map;
import java.util.TreeMap;

/** A {@code package-info.java} for each generated package. */
final class PackageEmitter {

    private PackageEmitter() {}

    /** Sources by file. */
    static Map<String, String> emit(Surface surface) {
        Map<String, String> files = new TreeMap<>();
        for (StepType step : surface.steps()) {
            String name = step.name().packageName();
            // Steps are sorted, so the first of a package is the highest.
            files.putIfAbsent(name.replace('.', '/') + "/package-info.java", """
                    /** {@code %s}%s. Generated from the catalogue. */
                    @NullMarked
                    package %s;

                    import org.jspecify.annotations.NullMarked;
                    """.formatted(
                            step.path(),
                            step.titles().isEmpty() ? "" : ": " + Docs.text(String.join(", ", step.titles())),
                            name));
        }
        surface.events().stream()
                .map(event -> event.view().name().packageName())
                .distinct()
                .forEach(name -> files.put(name.replace('.', '/') + "/package-info.java", """
                        /** Notifications by kind, 回调通知. Generated from the catalogue. */
                        @NullMarked
                        package %s;

                        import org.jspecify.annotations.NullMarked;
                        """.formatted(name)));
        return files;
    }
}
