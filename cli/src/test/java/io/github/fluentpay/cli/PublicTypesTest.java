package io.github.fluentpay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.github.fluentpay.FluentPay;
import io.github.fluentpay.catalogue.Catalogue;
import io.github.fluentpay.client.WechatPayClient;
import io.github.fluentpay.local.LocalPay;
import io.github.fluentpay.protocol.Merchant;
import io.github.fluentpay.returns.ReturnDesk;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.slf4j.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** No library that FluentPay uses is seen in what it offers, so that none can be missed, or be of another version. */
class PublicTypesTest {

    /** A class of each module that others depend on, which tells where its classes are. */
    static final List<Class<?>> MODULES = List.of(
            Merchant.class,
            WechatPayClient.class,
            Catalogue.class,
            FluentPay.class,
            LocalPay.class,
            ReturnDesk.class,
            Main.class);

    @ParameterizedTest
    @FieldSource("MODULES")
    void aModuleShowsNoForeignType(Class<?> member) throws Exception {
        List<Class<?>> classes = classesBeside(member);

        List<String> foreign = new ArrayList<>();
        for (Class<?> type : classes) {
            if (PublicTypes.isVisible(type)) {
                foreign.addAll(PublicTypes.foreignIn(type));
            }
        }

        assertThat(classes).contains(member).hasSizeGreaterThan(5);
        assertThat(foreign).isEmpty();
    }

    @Test
    void allModulesAreLookedAt() throws Exception {
        Set<Path> locations = new HashSet<>();
        for (Class<?> member : MODULES) {
            locations.add(location(member));
        }

        assertThat(locations).hasSameSizeAs(MODULES);
    }

    private static Path location(Class<?> member) throws URISyntaxException {
        return Path.of(
                member.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    /** Of a folder in the middle of a build, of a jar at its end. */
    private static List<Class<?>> classesBeside(Class<?> member) throws Exception {
        Path location = location(member);
        if (Files.isDirectory(location)) {
            return classesUnder(location);
        }
        try (FileSystem jar = FileSystems.newFileSystem(URI.create("jar:" + location.toUri()), Map.of())) {
            return classesUnder(jar.getPath("/"));
        }
    }

    private static List<Class<?>> classesUnder(Path root) throws IOException, ClassNotFoundException {
        List<String> names;
        try (Stream<Path> files = Files.walk(root)) {
            names = files.map(file -> root.relativize(file).toString().replace('\\', '/'))
                    .filter(name -> name.endsWith(".class") && !name.endsWith("-info.class"))
                    .map(name ->
                            name.substring(0, name.length() - ".class".length()).replace('/', '.'))
                    .toList();
        }
        List<Class<?>> classes = new ArrayList<>();
        for (String name : names) {
            classes.add(Class.forName(name, false, PublicTypesTest.class.getClassLoader()));
        }
        return classes;
    }

    /** What must be found: one foreign type in each place that a type can stand in. */
    @Command
    public static class Leaky<T extends Logger> extends Hidden implements Supplier<List<? super Logger[]>> {

        protected final @Nullable Logger field = null;
        private final Object hidden = CommandLine.class;

        protected Leaky(CommandLine argument) {}

        @Override
        public List<? super Logger[]> get() {
            return List.of(hidden);
        }

        public <E extends CommandLine.PicocliException> void variable(Callable<E> argument) throws E {
            throw new IllegalStateException();
        }

        @SuppressWarnings("unused")
        private Logger unseen(CommandLine argument) {
            throw new IllegalStateException();
        }

        public @Nullable String healthy(Map<String, ? extends URI[]> argument) {
            return null;
        }
    }

    /** Not visible itself, but its methods are in its subclass. */
    static class Hidden {

        public HttpServer inherited() {
            throw new IllegalStateException();
        }
    }

    @Test
    void findsWhatIsForeign() {
        String leaky = Leaky.class.toString();
        String logger = " org.slf4j.Logger";
        String failure = " picocli.CommandLine$PicocliException";

        assertThat(PublicTypes.isVisible(Leaky.class))
                .as("a nested class of a hidden one")
                .isFalse();
        assertThat(PublicTypes.foreignIn(Leaky.class))
                .containsExactlyInAnyOrder(
                        leaky + " is annotated picocli.CommandLine$Command",
                        leaky + " has a variable of" + logger,
                        leaky + " is a" + logger,
                        leaky + ".field is a" + logger,
                        leaky + "." + Leaky.class.getName() + "(…) takes picocli.CommandLine",
                        leaky + ".get(…) answers with" + logger,
                        leaky + ".variable(…) has a variable of" + failure,
                        leaky + ".variable(…) takes" + failure,
                        leaky + ".inherited(…) answers with com.sun.net.httpserver.HttpServer");
    }
}
