package io.github.fluentpay.doctor;

import io.github.fluentpay.profile.Profile;
import io.github.fluentpay.profile.ProfileSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Tells whether the files with a secret in them can be read by their owner alone. */
final class FilePermissions {

    private static final Set<PosixFilePermission> OTHERS =
            EnumSet.of(PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_READ);

    private FilePermissions() {}

    static void check(Report report, ProfileSettings settings) {
        Map<Path, Set<PosixFilePermission>> read = new LinkedHashMap<>();
        try {
            for (Path file : secretFiles(settings)) {
                read.put(file, Files.getPosixFilePermissions(file));
            }
        } catch (UnsupportedOperationException noPosix) {
            // Windows, for one: the check is reported as skipped, with the reason.
            report.skip(Check.FILE_PERMISSIONS, "this file system has no POSIX permissions");
            return;
        } catch (IOException e) {
            report.skip(Check.FILE_PERMISSIONS, "the permissions cannot be read: " + e);
            return;
        }
        read.values().removeIf(permissions -> permissions.stream().noneMatch(OTHERS::contains));
        if (read.isEmpty()) {
            report.pass(Check.FILE_PERMISSIONS, "files with secrets are readable by their owner only");
            return;
        }
        List<String> files = new ArrayList<>();
        List<String> arguments = new ArrayList<>();
        read.forEach((file, permissions) -> {
            files.add(file + " (" + PosixFilePermissions.toString(permissions) + ")");
            arguments.add(argument(file));
        });
        report.warn(
                Check.FILE_PERMISSIONS,
                "others than the owner can read a secret: " + String.join(", ", files),
                "chmod 600 " + String.join(" ", arguments));
    }

    /** The private key; and the profile, if the APIv3 key stands in it. */
    private static List<Path> secretFiles(ProfileSettings settings) {
        List<Path> files = new ArrayList<>();
        if (settings.find(Profile.APIV3_KEY).isPresent() && !settings.isFromEnvironment(Profile.APIV3_KEY)) {
            settings.file().ifPresent(files::add);
        }
        if (settings.find(Profile.MERCHANT_KEY).isPresent()) {
            try {
                files.add(settings.path(Profile.MERCHANT_KEY));
            } catch (IllegalArgumentException noPath) {
                // Told by merchant-key. InvalidPathException is one, too.
            }
        }
        files.removeIf(file -> !Files.exists(file));
        return files;
    }

    private static String argument(Path file) {
        String text = file.toString();
        return text.matches("[A-Za-z0-9_./=:@-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
