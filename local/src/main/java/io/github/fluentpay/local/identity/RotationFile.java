package io.github.fluentpay.local.identity;

import io.github.fluentpay.local.identity.PlatformKeys.Kinds;
import io.github.fluentpay.local.identity.PlatformKeys.Stage;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How far the platform's keys have come, in the data folder: one file, which is replaced in one step, and is not there
 * before the first. The files beside it stay as the first start has made them.
 */
public final class RotationFile {

    static final String NAME = "rotation.properties";

    private static final String KINDS = "kinds";
    private static final String PUBLIC_KEY_SHARE = "public_key_share";
    private static final String STAGE = "stage";
    private static final String NEW_SHARE = "new_certificate_share";
    private static final String BY_CALENDAR = "by_calendar";
    private static final String WITHDRAWN = "withdrawn";
    private static final String CERTIFICATE = "certificate";
    private static final String NEW_CERTIFICATE = "new_certificate";
    private static final String KEY = "_key";

    private final Path file;
    private final Path renewed;

    RotationFile(Path folder) {
        this.file = folder.resolve(NAME);
        this.renewed = folder.resolve("." + NAME + ".new");
    }

    /**
     * What was kept last; empty if nothing was.
     *
     * @throws UnusableFolderException if it cannot be read
     */
    Optional<KeyState> read() {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        Properties kept = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            kept.load(reader);
            return Optional.of(new KeyState(
                    Kinds.valueOf(text(kept, KINDS)),
                    Double.parseDouble(text(kept, PUBLIC_KEY_SHARE)),
                    Stage.valueOf(text(kept, STAGE)),
                    key(kept, CERTIFICATE),
                    kept.containsKey(NEW_CERTIFICATE) ? key(kept, NEW_CERTIFICATE) : null,
                    Double.parseDouble(text(kept, NEW_SHARE)),
                    withdrawn(text(kept, WITHDRAWN)),
                    Boolean.parseBoolean(text(kept, BY_CALENDAR))));
        } catch (IOException | IllegalArgumentException e) {
            throw new UnusableFolderException(
                    file + " cannot be used: " + e.getMessage()
                            + "; restore it, or delete it to go on with the first platform certificate",
                    e);
        }
    }

    private static String text(Properties kept, String name) {
        String value = kept.getProperty(name);
        if (value == null) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return value;
    }

    private static SigningKey key(Properties kept, String name) {
        return SigningKey.ofCertificate(Pem.certificate(text(kept, name)), Pem.privateKey(text(kept, name + KEY)));
    }

    private static Set<String> withdrawn(String serials) {
        return serials.isEmpty() ? Set.of() : Set.of(serials.split(","));
    }

    /**
     * Has it on the disk when it returns.
     *
     * @throws UnusableFolderException if it cannot be written; then the last one stays
     */
    void write(KeyState state) {
        Properties kept = new Properties();
        kept.setProperty(KINDS, state.kinds().name());
        kept.setProperty(PUBLIC_KEY_SHARE, Double.toString(state.publicKeyShare()));
        kept.setProperty(STAGE, state.stage().name());
        kept.setProperty(NEW_SHARE, Double.toString(state.nextShare()));
        kept.setProperty(BY_CALENDAR, Boolean.toString(state.byCalendar()));
        kept.setProperty(WITHDRAWN, String.join(",", state.withdrawn()));
        put(kept, CERTIFICATE, state.certificate());
        put(kept, NEW_CERTIFICATE, state.next());
        try {
            StringWriter text = new StringWriter();
            kept.store(text, "Written by LocalPay: the platform's certificates since the first rotation.");
            OwnerFiles.replace(file, renewed, text.toString());
        } catch (IOException e) {
            throw new UnusableFolderException(
                    "The rotation cannot be kept in " + file + " (" + e + "), so nothing has changed: free some space,"
                            + " or change its permissions",
                    e);
        }
    }

    private static void put(Properties kept, String name, @Nullable SigningKey key) {
        if (key != null) {
            kept.setProperty(name, Pem.of(key.certificate()));
            kept.setProperty(name + KEY, Pem.of(key.privateKey()));
        }
    }
}
