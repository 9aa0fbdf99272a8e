package io.github.fluentpay.codegen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.fluentpay.catalogue.Catalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GeneratorTest {

    @TempDir
    Path folder;

    @Test
    void makesTheSameFilesEachTimeAndNoSimpleNameTwice() {
        Map<String, String> first = Generator.sources(Decisions.of(Catalogue.load()));
        Map<String, String> second = Generator.sources(Decisions.of(Catalogue.load()));

        assertThat(second).isEqualTo(first);
        Set<String> names = new HashSet<>();
        assertThat(first.keySet())
                .filteredOn(file -> !file.endsWith("package-info.java"))
                .allMatch(file -> names.add(file.substring(file.lastIndexOf('/') + 1)));
    }

    @Test
    void writesOnlyWhatHasChangedAndDeletesWhatIsGone() throws IOException {
        FileTime longAgo = FileTime.from(Instant.parse("2020-01-01T00:00:00Z"));
        assertThat(SourceTree.write(folder, Map.of("a/A.java", "a", "b/B.java", "b")))
                .isEqualTo(2);
        Files.setLastModifiedTime(folder.resolve("a/A.java"), longAgo);

        assertThat(SourceTree.write(folder, Map.of("a/A.java", "a", "c/C.java", "c")))
                .isEqualTo(2);

        assertThat(Files.getLastModifiedTime(folder.resolve("a/A.java"))).isEqualTo(longAgo);
        assertThat(folder.resolve("b/B.java")).doesNotExist();
        assertThat(folder.resolve("c/C.java")).hasContent("c");
        assertThat(SourceTree.write(folder, Map.of("a/A.java", "a", "c/C.java", "c")))
                .isZero();
    }

    @Test
    void failsWhenThereIsNothingToGenerate() {
        assertThatThrownBy(() -> Generator.sources(new Surface(List.of(), List.of(), List.of(), List.of())))
                .hasMessage("The catalogue has no operation, so there is nothing to generate");
    }
}
