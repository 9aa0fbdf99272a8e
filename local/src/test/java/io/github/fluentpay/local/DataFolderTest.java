package io.github.fluentpay.local;

import static io.github.fluentpay.local.CouponFixture.EXAMPLE_CODE;
import static io.github.fluentpay.local.CouponFixture.EXAMPLE_STOCK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.fluentpay.local.identity.UnusableFolderException;
import io.github.fluentpay.profile.Profile;
import io.github.fluentpay.protocol.VerifyingKeys;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DataFolderTest {

    private static final List<String> CHILDREN = List.of("merchant", "platform", "localpay.db", "profile.properties");

    /** A folder as a first start leaves it; tests work on copies. */
    @TempDir
    static Path begun;

    @TempDir
    Path folder;

    private Path data;

    @BeforeAll
    static void begin() {
        LocalPay.builder().data(begun).start().close();
    }

    @BeforeEach
    void name() {
        data = folder.resolve("localpay");
    }

    @Test
    void writesWhatAClientNeeds() {
        assertThat(begun.resolve("merchant/apiclient_key.pem")).exists();
        assertThat(begun.resolve("merchant/apiclient_cert.pem")).exists();
        assertThat(begun.resolve("platform/pub_key.pem")).exists();
        assertThat(begun.resolve("platform/wechatpay_cert.pem")).exists();
        assertThat(begun.resolve(".starting")).doesNotExist();
        assertThat(begun.resolve(".ready")).doesNotExist();
    }

    @Test
    void writesAProfileThatAClientCanCallWith() throws Exception {
        copyTo(data);
        try (LocalPay localPay = LocalPay.builder().data(data).start()) {
            Profile profile = Profile.read(data.resolve("profile.properties"), Map.of());

            TestCaller caller = new TestCaller(profile, Clock.systemUTC());
            TestCaller.Answer answer = caller.get("/v3/marketing/busifavor/stocks/1234567891");

            assertThat(profile.baseUrls()).containsExactly(localPay.baseUrl());
            assertThat(answer.status()).isEqualTo(200);
            assertThat(caller.verify(answer)).isEmpty();
        }
    }

    @Test
    void keepsKeysAndCouponsFromOneStartToTheNext() throws Exception {
        copyTo(data);
        VerifyingKeys keys;
        Profile second;
        try (LocalPay localPay = LocalPay.builder().data(data).start()) {
            keys = localPay.platformKeys();
            second = localPay.addMerchant("1900000002");
            new CouponFixture(TestCaller.of(localPay)).giveBack(EXAMPLE_STOCK, EXAMPLE_CODE, "kept-1");
        }

        try (LocalPay localPay = LocalPay.builder().data(data).start()) {
            CouponFixture coupons = new CouponFixture(TestCaller.of(localPay));
            Profile moved = new Profile(second.merchant(), null, second.verifyingKeys(), List.of(localPay.baseUrl()));

            assertThat(localPay.platformKeys().serials()).isEqualTo(keys.serials());
            assertThat(coupons.query(EXAMPLE_CODE).json().string("coupon_state"))
                    .isEqualTo("SENDED");
            assertThat(coupons.giveBack(EXAMPLE_STOCK, EXAMPLE_CODE, "kept-1").status())
                    .isEqualTo(200);
            assertThat(new TestCaller(moved, Clock.systemUTC())
                            .get("/v3/certificates")
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void renewsTheBaseUrlAndLeavesOtherLines() throws Exception {
        copyTo(data);
        Path profile = data.resolve("profile.properties");
        Files.writeString(profile, Files.readString(profile) + "# mine\n");

        try (LocalPay localPay = LocalPay.builder().data(data).start()) {
            assertThat(Files.readAllLines(profile))
                    .contains("# mine", "fluentpay.base-url=" + localPay.baseUrl())
                    .filteredOn(line -> line.startsWith("fluentpay.base-url"))
                    .hasSize(1);
        }
    }

    @Test
    void givesTheProfileTheMerchantCertificate() throws Exception {
        assertThat(Files.readAllLines(begun.resolve("profile.properties")))
                .containsOnlyOnce("fluentpay.merchant-certificate=merchant/apiclient_cert.pem");
    }

    @Test
    void givesItToTheProfileOfAnEarlierVersionToo() throws Exception {
        copyTo(data);
        Path profile = data.resolve("profile.properties");
        List<String> earlier = Files.readAllLines(profile).stream()
                .filter(line -> !line.startsWith("fluentpay.merchant-certificate"))
                .toList();
        Files.write(profile, earlier);

        assertStartsWithTheOldKeys();
        assertStartsWithTheOldKeys();

        assertThat(Files.readAllLines(profile))
                .filteredOn(line -> !line.startsWith("fluentpay.base-url"))
                .containsExactlyElementsOf(Stream.concat(
                                earlier.stream().filter(line -> !line.startsWith("fluentpay.base-url")),
                                Stream.of("fluentpay.merchant-certificate=merchant/apiclient_cert.pem"))
                        .toList());
    }

    @Test
    void leavesTheMerchantCertificateWhereTheProfileHasIt() throws Exception {
        copyTo(data);
        Path profile = data.resolve("profile.properties");
        Path elsewhere = Files.copy(data.resolve("merchant/apiclient_cert.pem"), data.resolve("mine.pem"));
        Files.writeString(
                profile,
                Files.readString(profile)
                        .replace(
                                "fluentpay.merchant-certificate=merchant/apiclient_cert.pem",
                                "fluentpay.merchant-certificate : " + elsewhere.getFileName()));

        assertStartsWithTheOldKeys();

        assertThat(Files.readAllLines(profile))
                .filteredOn(line -> line.startsWith("fluentpay.merchant-certificate"))
                .containsExactly("fluentpay.merchant-certificate : mine.pem");
    }

    @Test
    void letsOnlyTheOwnerReadWhatItWrites() throws Exception {
        Assumptions.assumeTrue(
                FileSystems.getDefault().supportedFileAttributeViews().contains("posix"));
        copyTo(data);
        try (LocalPay localPay = LocalPay.builder().data(data).start()) {
            assertThat(localPay.port()).isPositive();
            for (Path root : List.of(begun, data.resolve("localpay.db-wal"), data.resolve("profile.properties"))) {
                try (Stream<Path> files = Files.walk(root)) {
                    assertThat(files.filter(Files::isRegularFile))
                            .allSatisfy(file -> assertThat(
                                            PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                                    .as(file.toString())
                                    .isEqualTo("rw-------"));
                }
            }
        }
    }

    @Test
    void letsOnlyTheOwnerEnterTheFoldersItMakes() throws Exception {
        Assumptions.assumeTrue(
                FileSystems.getDefault().supportedFileAttributeViews().contains("posix"));
        data = folder.resolve("outer/localpay");
        try (LocalPay localPay = LocalPay.builder().data(data).start();
                Stream<Path> all = Files.walk(data.getParent())) {
            assertThat(localPay.port()).isPositive();
            assertThat(all)
                    .contains(data.resolve("merchant"), data.resolve("localpay.db-wal"))
                    .allSatisfy(path -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                            .as(path.toString())
                            .isEqualTo(Files.isDirectory(path) ? "rwx------" : "rw-------"));
        }
    }

    @Test
    void leavesTheExampleOutWhenEmpty() {
        try (LocalPay localPay = LocalPay.builder().data(data).empty().start()) {
            assertThat(new CouponFixture(TestCaller.of(localPay))
                            .query(EXAMPLE_CODE)
                            .status())
                    .isEqualTo(404);
        }
    }

    // The crash story: what is on the disk after a kill at each step, and that the next start goes on from there.

    @Test
    void beginsAgainAfterAKillWhileWriting() throws Exception {
        Files.createDirectories(data.resolve(".starting/merchant"));
        Files.writeString(data.resolve(".starting/merchant/apiclient_key.pem"), "half a ke");

        assertStarts();
    }

    @Test
    void movesOnAfterAKillBeforeTheFirstMove() throws Exception {
        copyTo(data.resolve(".ready"));

        assertStartsWithTheOldKeys();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void movesOnAfterAKillBetweenTheMoves(int moved) throws Exception {
        copyTo(data.resolve(".ready"));
        for (String child : CHILDREN.subList(0, moved)) {
            Files.move(data.resolve(".ready").resolve(child), data.resolve(child));
        }

        assertStartsWithTheOldKeys();
    }

    @Test
    void toleratesARenewalOfTheBaseUrlThatWasKilled() throws Exception {
        copyTo(data);
        Files.writeString(data.resolve(".profile.properties.new"), "fluentpay.mch");

        assertStartsWithTheOldKeys();
    }

    private void assertStarts() {
        try (LocalPay localPay = LocalPay.builder().data(data).start()) {
            assertThat(new CouponFixture(TestCaller.of(localPay))
                            .query(EXAMPLE_CODE)
                            .status())
                    .isEqualTo(200);
        }
        assertThat(data.resolve(".starting")).doesNotExist();
        assertThat(data.resolve(".ready")).doesNotExist();
        assertThat(CHILDREN).allSatisfy(child -> assertThat(data.resolve(child)).exists());
    }

    private void assertStartsWithTheOldKeys() throws IOException {
        assertStarts();
        assertThat(data.resolve("merchant/apiclient_key.pem"))
                .hasSameTextualContentAs(begun.resolve("merchant/apiclient_key.pem"));
    }

    // What is refused, each with one line that names the cure.

    @ParameterizedTest
    @ValueSource(strings = {"merchant", "platform", "localpay.db"})
    void refusesAFolderWhoseProfileIsGone(String left) throws Exception {
        copyTo(data);
        for (String child : CHILDREN) {
            if (!child.equals(left)) {
                deleteTree(data.resolve(child));
            }
        }

        assertRefused("The data folder " + data + " has " + left + " but no profile.properties: restore that file, or"
                + " delete the folder to begin again with new keys and no coupons");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "merchant/apiclient_key.pem",
                "merchant/apiclient_cert.pem",
                "platform/pub_key.pem",
                "platform/pub_key_private.pem",
                "platform/wechatpay_cert.pem",
                "platform/wechatpay_key.pem"
            })
    void refusesAFolderWithAMissingOrDamagedKey(String name) throws Exception {
        copyTo(data);
        Files.writeString(data.resolve(name), "-----BEGIN NOTHING-----\nAAAA\n-----END NOTHING-----\n");
        assertThatThrownBy(this::start)
                .isInstanceOf(LocalPayException.class)
                .hasMessageStartingWith(data.resolve(name) + " cannot be used: the file is damaged: ")
                .hasMessageEndingWith(
                        "; restore it, or delete the folder " + data + " to begin again with new keys and no coupons");

        Files.delete(data.resolve(name));
        assertRefused(data.resolve(name) + " cannot be used: the file is missing; restore it, or delete the folder "
                + data + " to begin again with new keys and no coupons");
    }

    @Test
    void refusesAKeyThatBelongsToAnotherCertificate() throws Exception {
        copyTo(data);
        Files.copy(
                data.resolve("platform/pub_key_private.pem"),
                data.resolve("merchant/apiclient_key.pem"),
                StandardCopyOption.REPLACE_EXISTING);

        assertRefused(data.resolve("merchant/apiclient_key.pem")
                + " cannot be used: it does not belong to merchant/apiclient_cert.pem; restore it, or delete the folder "
                + data + " to begin again with new keys and no coupons");
    }

    @Test
    void refusesAFolderWithoutItsDatabase() throws Exception {
        copyTo(data);
        Files.delete(data.resolve("localpay.db"));

        assertRefused(data.resolve("localpay.db") + " is missing: restore it, or delete the folder " + data
                + " to begin again with new keys and no coupons");
    }

    @Test
    void refusesADatabaseThatIsNone() throws Exception {
        copyTo(data);
        Files.writeString(data.resolve("localpay.db"), "not a database, but long enough to look at".repeat(100));

        assertThatThrownBy(this::start)
                .isInstanceOf(LocalPayException.class)
                .hasMessageEndingWith("; the database is " + data.resolve("localpay.db")
                        + ": restore it, or delete the folder to begin again")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
    }

    @Test
    void refusesAFolderThatAnotherOneHas() throws Exception {
        copyTo(data);
        try (LocalPay first = LocalPay.builder().data(data).start()) {
            assertThat(first.port()).isPositive();

            assertRefused("The data folder " + data
                    + " is in use by another LocalPay: stop that one, or choose another data folder");
        }
        assertStarts();
    }

    @Test
    void refusesAFile() throws Exception {
        Files.writeString(data, "a file");

        assertRefused(data + " is a file, not a folder: choose another data folder");
    }

    @Test
    void refusesAFolderThatCannotBeMade() throws Exception {
        Files.writeString(folder.resolve("file"), "a file");
        data = folder.resolve("file/localpay");

        assertThatThrownBy(this::start)
                .isInstanceOf(LocalPayException.class)
                .hasMessageStartingWith("The data folder " + data + " cannot be written (")
                .hasMessageEndingWith("): change its permissions, or choose another one");
    }

    @Test
    void refusesAFolderThatCannotBeWritten() throws Exception {
        Files.createDirectory(data);
        Assumptions.assumeTrue(data.toFile().setWritable(false) && !Files.isWritable(data), "not as root");

        assertThatThrownBy(this::start).hasMessageStartingWith("The data folder " + data + " cannot be written (");
    }

    @Test
    void closingTwiceDoesNotLetAnothersFolderGo() throws Exception {
        copyTo(data);
        LocalPay first = LocalPay.builder().data(data).start();
        first.close();

        try (LocalPay second = LocalPay.builder().data(data).start()) {
            first.close();

            // Refused before the lock file is opened a second time: closing that would drop the lock of the second.
            assertThatThrownBy(() -> LocalPay.builder().data(data).start())
                    .isInstanceOf(LocalPayException.class)
                    .hasRootCauseInstanceOf(UnusableFolderException.class)
                    .hasMessageContaining("is in use by another LocalPay");
            assertThat(TestCaller.of(second).get("/v3/certificates").status()).isEqualTo(200);
        }
    }

    @Test
    void refusesAPortThatIsTakenAndLetsTheFolderGo() throws Exception {
        copyTo(data);
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();

            assertThatThrownBy(() -> LocalPay.builder().port(port).data(data).start())
                    .isInstanceOf(LocalPayException.class)
                    .hasMessageStartingWith(
                            "The port " + port + " on 127.0.0.1 cannot be taken (Address already in use")
                    .hasMessageEndingWith("): stop the program that has it, or choose another port");
        }
        assertStarts();
    }

    @ParameterizedTest
    @CsvSource({"fluentpay.mchid", "fluentpay.merchant-serial", "fluentpay.apiv3-key", "fluentpay.platform-serial"})
    void refusesAProfileWithoutAProperty(String property) throws Exception {
        copyTo(data);
        Path profile = data.resolve("profile.properties");
        Files.write(
                profile,
                Files.readAllLines(profile).stream()
                        .filter(line -> !line.startsWith(property))
                        .toList());

        assertRefused(profile + " cannot be used: " + property + " is missing; restore it, or delete the folder " + data
                + " to begin again with new keys and no coupons");
    }

    @Test
    void keepsOtherProcessesOutAfterARefusedSecondStart() throws Exception {
        copyTo(data);
        try (LocalPay localPay = LocalPay.builder().data(data).start()) {
            assertThatThrownBy(this::start).hasMessageContaining("is in use by another LocalPay");

            try (ChildProcess other = ChildProcess.on(data)) {
                assertThat(other.firstLine())
                        .isEqualTo("The data folder " + data
                                + " is in use by another LocalPay: stop that one, or choose another data folder");
            }
            assertThat(localPay.port()).isPositive();
        }
        assertStarts();
    }

    private void start() {
        LocalPay.builder().data(data).start().close();
    }

    private void assertRefused(String message) {
        assertThatThrownBy(this::start).isInstanceOf(LocalPayException.class).hasMessage(message);
    }

    private static void copyTo(Path target) throws IOException {
        try (Stream<Path> all = Files.walk(begun)) {
            for (Path from : all.filter(path -> !path.endsWith(".lock")).toList()) {
                Path to = target.resolve(begun.relativize(from).toString());
                Files.createDirectories(to.getParent());
                if (Files.isDirectory(from)) {
                    Files.createDirectories(to);
                } else {
                    Files.copy(from, to);
                }
            }
        }
    }

    private static void deleteTree(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    /** A port that another program has is not found out after the folder was made. */
    @Test
    void aBusyPortLeavesNoFolderBehind(@TempDir Path parent) throws IOException {
        Path folder = parent.resolve("localpay");
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> LocalPay.builder()
                            .port(other.getLocalPort())
                            .data(folder)
                            .start())
                    .isInstanceOf(LocalPayException.class)
                    .hasMessageContaining("The port " + other.getLocalPort() + " on 127.0.0.1 cannot be taken");
        }

        assertThat(folder).doesNotExist();
    }
}
