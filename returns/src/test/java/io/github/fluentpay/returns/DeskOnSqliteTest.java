package io.github.fluentpay.returns;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class DeskOnSqliteTest extends DeskSuite {

    @TempDir
    Path folder;

    @Override
    String url() {
        return "jdbc:sqlite:" + folder.resolve("returns.db");
    }
}
