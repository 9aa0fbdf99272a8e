package io.github.fluentpay.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class CoverageTest {

    private static final Path PAGE = Path.of("../docs/coverage.md");

    @Test
    void thePageIsWhatTheCatalogueSays() throws IOException {
        String page = Coverage.page(Catalogue.load());
        if (Boolean.getBoolean("fluentpay.rewrite")) {
            Files.writeString(PAGE, page);
        }

        assertThat(Files.exists(PAGE) ? Files.readString(PAGE) : "")
                .as("docs/coverage.md is stale; run mvn -pl catalogue -am test -Dtest=CoverageTest"
                        + " -Dsurefire.failIfNoSpecifiedTests=false -Dfluentpay.rewrite=true")
                .isEqualTo(page);
    }
}
