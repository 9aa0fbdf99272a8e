package io.github.fluentpay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.fluentpay.returns.LedgerException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenLedgerTest {

    @TempDir
    Path folder;

    /** A run waits for room, and ends at a wrong setting. */
    @Test
    void aNewLedgerWithoutRoomIsNoWrongSetting() {
        String url = "jdbc:sqlite:" + folder.resolve("returns.db") + "?max_page_count=2";

        LedgerException full = catchThrowableOfType(LedgerException.class, () -> OpenLedger.of(url));

        assertThat(full.isForLackOfSpace()).as(full.getMessage()).isTrue();
    }

    @Test
    void aFolderThatDoesNotExistIsAWrongSetting() {
        String url = "jdbc:sqlite:" + folder.resolve("none/returns.db");

        assertThat(catchThrowable(() -> OpenLedger.of(url))).isInstanceOf(SettingsException.class);
    }
}
