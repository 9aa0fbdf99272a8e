package io.github.fluentpay.profile;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MissingProfileTest {

    private static final String HOW_TO_MAKE_ONE =
            "`fluentpay local --data DIR` writes DIR/profile.properties for tests, and for the real platform it is a file of"
                    + " lines such as fluentpay.mchid=1900000001";

    @TempDir
    private Path folder;

    @Test
    void namesThePathThatWasLookedForAndHowToMakeAProfile() {
        Path missing = folder.resolve("pay/test.properties");

        assertMessage(missing, "There is no such profile: " + missing + ". Next: make one: " + HOW_TO_MAKE_ONE);
    }

    @Test
    void namesTheNearestProfileInTheSameFolder() throws Exception {
        Path nearest = profile("profile.properties");
        profile("another.properties");
        Files.writeString(folder.resolve("profil.properties"), "log.level=info");
        Path missing = folder.resolve("profiel.properties");

        assertMessage(
                missing,
                "There is no such profile: " + missing + ". Next: name the profile that exists, " + nearest
                        + "; or make one: " + HOW_TO_MAKE_ONE);
    }

    @Test
    void namesTheProfileInAFolderBeside() throws Exception {
        Path nearest = profile("localpay/profile.properties");
        Path missing = folder.resolve("data/profile.properties");

        assertMessage(
                missing,
                "There is no such profile: " + missing + ". Next: name the profile that exists, " + nearest
                        + "; or make one: " + HOW_TO_MAKE_ONE);
    }

    @Test
    void namesTheFileInAFolder() throws Exception {
        Path inside = profile("localpay/profile.properties");

        assertMessage(
                inside.getParent(),
                "The profile " + inside.getParent() + " is a folder. Next: name the file in it, " + inside);
        assertMessage(
                folder,
                "The profile " + folder + " is a folder. Next: name the profile that exists, " + inside
                        + "; or make one: " + HOW_TO_MAKE_ONE);
    }

    /** A secret may have been given in the place of the path. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "hunter2",
                "0123456789abcdef0123456789abcdef",
                "0123456789abcdef01234.properties",
                "a b.properties"
            })
    void doesNotShowWhatMayBeASecret(String secret) {
        assertThatThrownBy(() -> Profile.read(folder.resolve(secret), Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("There is no such profile: " + folder + " exists, and the rest of the path (")
                .hasMessageEndingWith(". Next: make one: " + HOW_TO_MAKE_ONE)
                .hasMessageNotContaining(secret)
                .hasNoCause();
    }

    @Test
    void readsAProfileWhosePathHasAnInvisibleCharacterAtItsEnd() throws Exception {
        profile("profile.properties");

        // It is read: what it lacks is told.
        assertMessage(
                folder.resolve("profile.properties\u200B"),
                "fluentpay.merchant-serial is missing in " + folder.resolve("profile.properties")
                        + "; set it there or as FLUENTPAY_MERCHANT_SERIAL in the environment");
    }

    private Path profile(String name) throws Exception {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, "fluentpay.mchid=1900000001\n");
    }

    private static void assertMessage(Path profile, String message) {
        assertThatThrownBy(() -> Profile.read(profile, Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }
}
