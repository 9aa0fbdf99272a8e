package io.github.fluentpay.returns;

import java.nio.file.Path;

/** The databases that a ledger may be in. */
enum TestDatabase {
    SQLITE {
        @Override
        String freshUrl(Path folder) {
            return "jdbc:sqlite:" + folder.resolve("returns.db");
        }
    },
    POSTGRESQL {
        @Override
        String freshUrl(Path folder) {
            return Shared.postgres().freshUrl();
        }
    };

    /** JDBC URL of one with nothing in it. */
    abstract String freshUrl(Path folder);
}
