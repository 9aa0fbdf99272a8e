package io.github.fluentpay.local.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fluentpay.local.store.Database;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FileStoreTest {

    private static final int KIBIBYTE = 1 << 10;

    private static StoredFile file(String id, int kibibytes) {
        return new StoredFile(id, "1900000001", "图.png", "image/png", new byte[kibibytes * KIBIBYTE]);
    }

    @Test
    void keepsTheNewestFilesAsFarAsTheyHaveRoom() {
        try (Database database = Database.inMemory()) {
            for (int i = 0; i < 5; i++) {
                Clock clock = Clock.fixed(Instant.ofEpochSecond(1000 + i), ZoneOffset.UTC);
                FileStore files = new FileStore(database, clock, 64L * KIBIBYTE);

                files.put(file("f" + i, i == 4 ? 40 : 1));

                assertThat(files.find("f" + i)).isPresent();
            }

            FileStore files = new FileStore(database, Clock.systemUTC(), 64L * KIBIBYTE);
            assertThat(Stream.of("f0", "f1", "f2", "f3", "f4")
                            .filter(id -> files.find(id).isPresent()))
                    .as("a small file counts as 16 KiB")
                    .containsExactly("f3", "f4");
        }
    }

    @Test
    void keepsAFileThatComesAgain() {
        try (Database database = Database.inMemory()) {
            FileStore files = new FileStore(database, Clock.systemUTC(), 16L * KIBIBYTE);

            files.put(file("f", 1));
            files.put(file("f", 2));

            assertThat(files.find("f"))
                    .hasValueSatisfying(file -> assertThat(file.bytes()).hasSize(KIBIBYTE));
        }
    }
}
