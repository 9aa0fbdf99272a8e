package io.github.fluentpay.profile;

import io.github.fluentpay.path.NearestPath;
import io.github.fluentpay.protocol.internal.GivenPath;
import io.github.fluentpay.protocol.internal.ShownValue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A profile that does not exist: which path was looked for, the profile that was probably meant, and how to make one. */
final class MissingProfile {

    private static final String PROFILE = "profile.properties";

    private static final String HOW_TO_MAKE_ONE =
            "`fluentpay local --data DIR` writes DIR/profile.properties for tests, and for the real platform it is a file of"
                    + " lines such as fluentpay.mchid=1900000001";

    /** Anything longer may be a secret in the wrong place, for example an APIv3 key. */
    private static final Pattern PUBLIC_NAME = Pattern.compile("[0-9A-Za-z._-]{1,20}");

    /** More files than a folder of profiles has. */
    private static final int MOST_FILES = 1000;

    private MissingProfile() {}

    /** @throws IllegalArgumentException if the path does not exist, or is a folder */
    static void check(Path file) {
        if (Files.isDirectory(file)) {
            Path inside = file.resolve(PROFILE);
            throw new IllegalArgumentException("The profile " + file + " is a folder. Next: "
                    + (Files.exists(inside) ? "name the file in it, " + inside : nearest(file)));
        }
        if (!Files.exists(file)) {
            throw new IllegalArgumentException("There is no such profile: " + missing(file)
                    + GivenPath.mistake(file.toString()) + ". Next: " + nearest(folderOf(file), file));
        }
    }

    /** The path that was looked for, if it has the shape of a profile's path; else a description of it. */
    private static String missing(Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        boolean isPublic = absolute.toString().endsWith(".properties")
                && Stream.iterate(absolute, path -> path != null && !Files.exists(path), Path::getParent)
                        .map(Path::getFileName)
                        .allMatch(name -> name != null
                                && PUBLIC_NAME.matcher(name.toString()).matches());
        return isPublic ? absolute.toString() : ShownValue.missing(file);
    }

    private static String nearest(Path folder) {
        return nearest(folder, folder.resolve(PROFILE));
    }

    private static String nearest(@Nullable Path folder, Path wanted) {
        List<Path> profiles = profiles(folder);
        Path name = wanted.getFileName();
        Optional<Path> nearest = name == null
                ? Optional.empty()
                : NearestPath.of(
                                name.toString(),
                                profiles.stream().map(path -> path.getFileName().toString()))
                        .flatMap(near -> profiles.stream()
                                .filter(path -> path.endsWith(near))
                                .findFirst());
        return nearest.or(() -> profiles.stream().findFirst())
                .map(path -> "name the profile that exists, " + path + "; or make one: " + HOW_TO_MAKE_ONE)
                .orElse("make one: " + HOW_TO_MAKE_ONE);
    }

    /** The profiles in a folder, and the {@code profile.properties} of the folders in it. */
    private static List<Path> profiles(@Nullable Path folder) {
        List<Path> profiles = new ArrayList<>();
        if (folder == null || !Files.isDirectory(folder)) {
            return profiles;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            int seen = 0;
            for (Path file : files) {
                if (++seen > MOST_FILES) {
                    break;
                }
                Path inside = file.resolve(PROFILE);
                if (file.toString().endsWith(".properties") && Files.isRegularFile(file) && isProfile(file)) {
                    profiles.add(file);
                } else if (Files.isRegularFile(inside) && isProfile(inside)) {
                    profiles.add(inside);
                }
            }
        } catch (IOException | DirectoryIteratorException unreadable) {
            // The search is a courtesy: without it the message says how to make a profile.
            return profiles;
        }
        profiles.sort(null);
        return profiles;
    }

    private static boolean isProfile(Path file) throws IOException {
        return Files.size(file) < 1 << 16
                && Files.readString(file, StandardCharsets.ISO_8859_1).contains(Profile.MCHID);
    }

    private static @Nullable Path folderOf(Path file) {
        Path folder = file.toAbsolutePath().normalize().getParent();
        while (folder != null && !Files.isDirectory(folder)) {
            folder = folder.getParent();
        }
        return folder;
    }
}
