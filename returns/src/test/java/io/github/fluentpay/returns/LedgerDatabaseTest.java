package io.github.fluentpay.returns;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LedgerDatabaseTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://localhost:5432?user=u&password=hidden",
                "jdbc:postgresql://u:hidden@localhost:5432/returns",
                "jdbc:postgresql://u:hid/den@localhost/returns"
            })
    void refusesWhatTheDriverWouldLogWithItsPassword(String url) {
        assertThatThrownBy(() -> LedgerDatabase.open(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "The URL of the ledger's database is not written as"
                                + " jdbc:postgresql://HOST:PORT/NAME?user=USER: the name follows a slash, the user a question mark");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://localhost:PORT/returns?user=u&password=hidden",
                "jdbc:postgresql://localhost:1/returns?user=u&password=hidden%zz"
            })
    void refusesWhatNoDriverTakes(String url) {
        assertThatThrownBy(() -> LedgerDatabase.open(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("No driver takes the URL of the ledger's database: it is jdbc:sqlite:FILE or"
                        + " jdbc:postgresql://HOST:PORT/NAME?user=USER with a % written as %25, and the driver is on the"
                        + " class path");
    }
}
