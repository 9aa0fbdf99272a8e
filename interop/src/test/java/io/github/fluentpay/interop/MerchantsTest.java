package io.github.fluentpay.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.fluentpay.FluentPay;
import io.github.fluentpay.client.ClientBuilder;
import io.github.fluentpay.client.KeyMode;
import io.github.fluentpay.client.Merchants;
import io.github.fluentpay.client.RateLimits;
import io.github.fluentpay.client.RetryPolicy;
import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.local.LocalPay;
import io.github.fluentpay.local.ReplyKey;
import io.github.fluentpay.local.fault.Fault;
import io.github.fluentpay.local.fault.FaultRule;
import io.github.fluentpay.profile.Profile;
import io.github.fluentpay.protocol.MalformedMessageException;
import io.github.fluentpay.protocol.NotificationRequest;
import io.github.fluentpay.protocol.SignedNotification;
import io.github.fluentpay.protocol.ValidationException;
import io.github.fluentpay.protocol.VerifyingKey;
import io.github.fluentpay.protocol.VerifyingKeys;
import java.io.File;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Many merchants in one application, each with keys of its own. */
class MerchantsTest {

    private static final String STOCK = "v3/marketing/busifavor/stocks/" + ExampleCoupon.STOCK_ID;
    private static final JsonObject RESOURCE = JsonObject.of("stock_id", "1");

    private static LocalPay localPay;
    private static Profile first;
    private static Profile second;

    /** The application's store. */
    private final Map<String, Profile> store = new ConcurrentHashMap<>();

    private final AtomicInteger loads = new AtomicInteger();

    @BeforeAll
    static void start() {
        localPay = LocalPay.builder().defaultReplyKey(ReplyKey.CERTIFICATE).start();
        first = localPay.profile();
        second = localPay.addMerchant("1900000777");
    }

    @AfterAll
    static void stop() {
        localPay.close();
    }

    @BeforeEach
    void fill() {
        store.put("first", first);
        store.put("second", second);
    }

    @AfterEach
    void repair() {
        localPay.faults().clear();
    }

    private static ClientBuilder<FluentPay> shared() {
        return FluentPay.builder()
                .baseUrls(localPay.baseUrl())
                .retry(RetryPolicy.none())
                .rateLimits(RateLimits.none());
    }

    private Merchants<String, FluentPay> registry() {
        return Merchants.of(shared(), this::load);
    }

    private Optional<ClientBuilder<FluentPay>> load(String key, ClientBuilder<FluentPay> builder) {
        loads.incrementAndGet();
        return Optional.ofNullable(store.get(key)).map(builder::profile);
    }

    private static int certificateDownloads() {
        return localPay.journal().count("/v3/certificates");
    }

    private static SignedNotification notification(String mchid) {
        return localPay.notification(mchid, "COUPON.USE", "coupon", RESOURCE);
    }

    @Test
    void loadsAMerchantWhenItIsFirstAskedForAndOnce() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        try (Merchants<String, FluentPay> merchants = Merchants.of(shared(), (key, builder) -> {
            await(asked);
            return load(key, builder);
        })) {
            assertThat(merchants.loaded()).isEmpty();
            ExecutorService threads = Executors.newFixedThreadPool(8);
            List<Future<FluentPay>> clients = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                clients.add(threads.submit(() -> merchants.get("first")));
            }
            asked.countDown();
            for (Future<FluentPay> each : clients) {
                assertThat(each.get(60, TimeUnit.SECONDS)).isSameAs(merchants.get("first"));
            }
            threads.shutdown();

            assertThat(loads).hasValue(1);
            assertThat(merchants.loaded()).containsExactly("first");
            merchants.get("first").chain(STOCK).get();
            assertThat(localPay.journal().last().orElseThrow().mchid())
                    .isEqualTo(first.merchant().mchid());
            merchants.get("second").keys().refresh().join();
            assertThat(localPay.journal().last().orElseThrow().mchid()).isEqualTo("1900000777");
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void saysThatThereIsNoSuchMerchant() {
        try (Merchants<String, FluentPay> merchants = registry()) {
            assertThat(merchants.find("nobody")).isEmpty();
            assertThatThrownBy(() -> merchants.get("nobody"))
                    .isInstanceOf(NoSuchElementException.class)
                    .hasMessage("There is no merchant nobody");
            assertThat(merchants.reload("nobody")).isEmpty();
            assertThat(merchants.remove("nobody")).isFalse();
            assertThat(merchants.loaded()).isEmpty();
        }
    }

    @Test
    void letsWhatTheLoaderThrowsOutAndAsksItAgain() {
        AtomicInteger fails = new AtomicInteger(1);
        try (Merchants<String, FluentPay> merchants = Merchants.of(shared(), (key, builder) -> {
            if (fails.getAndDecrement() > 0) {
                throw new IllegalStateException("The database is down");
            }
            return load(key, builder);
        })) {
            assertThatThrownBy(() -> merchants.get("first")).hasMessage("The database is down");
            assertThat(merchants.loaded()).isEmpty();
            FluentPay old = merchants.get("first");

            fails.set(1);
            assertThatThrownBy(() -> merchants.reload("first")).hasMessage("The database is down");
            assertThat(merchants.get("first")).as("the old one stays").isSameAs(old);
            old.chain(STOCK).get();
        }
    }

    @Test
    void saysWhatTheLoaderMustNotAnswer() {
        @SuppressWarnings("NullAway") // on purpose
        Merchants.Loader<String, FluentPay> nothing = (key, builder) -> null;
        try (Merchants<String, FluentPay> merchants = Merchants.of(shared(), nothing)) {
            assertThatThrownBy(() -> merchants.get("first"))
                    .hasMessage(
                            "The loader of merchants answered null for first; Optional.empty() says that there is none");
        }
    }

    @Test
    void replacesAMerchantWithoutTakingTheOldClientFromWhoHoldsIt() {
        try (Merchants<String, FluentPay> merchants = registry()) {
            FluentPay old = merchants.get("first");
            FluentPay next = merchants.reload("first").orElseThrow();

            assertThat(merchants.get("first")).isSameAs(next).isNotSameAs(old);
            old.chain(STOCK).get();
            next.chain(STOCK).get();
            // Whoever closes it all the same takes no connection from the others.
            old.close();
            old.close();
            next.chain(STOCK).get();
        }
    }

    @Test
    void goesOnWithTheCertificatesThatWereDownloadedBeforeAReload() {
        try (Merchants<String, FluentPay> merchants = Merchants.of(
                shared(), (key, builder) -> load(key, builder).map(b -> b.keyMode(KeyMode.certificates())))) {
            merchants.get("first").chain(STOCK).get();
            int before = certificateDownloads();
            localPay.faults().add(FaultRule.of(Fault.gatewayPage(502)).path("/v3/certificates"));

            FluentPay next = merchants.reload("first").orElseThrow();
            next.chain(STOCK).get();

            assertThat(certificateDownloads()).isEqualTo(before);
            assertThat(next.keys()
                            .seen()
                            .get(localPay.credentials().platformCertificateSerial())
                            .replies())
                    .as("the count of a migration goes on too: a download and two calls")
                    .isEqualTo(3);
            store.put("first", second);
            assertThat(merchants.reload("first").orElseThrow().keys().downloadedAt())
                    .as("another merchant's are not taken over")
                    .isEmpty();
        }
    }

    @Test
    void removesAMerchantAndClosesItsClient() {
        try (Merchants<String, FluentPay> merchants = registry()) {
            FluentPay client = merchants.get("first");
            assertThat(merchants.remove("first")).isTrue();
            assertThat(merchants.remove("first")).isFalse();

            assertThatThrownBy(() -> client.chain(STOCK).get())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("The client is closed; make a new one for GET " + STOCK);
            merchants.get("first").chain(STOCK).get();

            store.remove("first");
            FluentPay gone = merchants.get("first");
            assertThat(merchants.reload("first")).isEmpty();
            assertThat(merchants.loaded()).isEmpty();
            assertThatThrownBy(() -> gone.chain(STOCK).get()).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void closesAllOfThem() {
        Merchants<String, FluentPay> merchants = registry();
        FluentPay client = merchants.get("first");
        merchants.close();
        merchants.close();

        assertThatThrownBy(() -> client.chain(STOCK).get()).isInstanceOf(IllegalStateException.class);
        for (BooleanSupplier late : List.<BooleanSupplier>of(
                () -> merchants.find("first").isPresent(),
                () -> merchants.reload("second").isPresent())) {
            assertThatThrownBy(late::getAsBoolean)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("The registry of merchants is closed; make a new one by Merchants.of(…)");
        }
        assertThat(merchants.remove("first")).isFalse();
    }

    @Test
    void closesAClientThatIsBeingLoadedWhileTheRegistryCloses() throws Exception {
        CountDownLatch loading = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Merchants<String, FluentPay> merchants = Merchants.of(shared(), (key, builder) -> {
            if (key.equals("first")) {
                loading.countDown();
                await(goOn);
            }
            return load(key, builder);
        });
        ExecutorService threads = Executors.newFixedThreadPool(2);
        Future<FluentPay> asking = threads.submit(() -> merchants.get("first"));
        await(loading);
        Future<?> closing = threads.submit(merchants::close);
        until(() -> {
            try {
                merchants.find("nobody");
                return false;
            } catch (IllegalStateException closed) {
                return true;
            }
        });
        goOn.countDown();

        closing.get(60, TimeUnit.SECONDS);
        assertThatThrownBy(() -> asking.get(60, TimeUnit.SECONDS))
                .hasRootCauseMessage("The registry of merchants is closed; make a new one by Merchants.of(…)");
        threads.shutdown();
    }

    @Test
    void noCallFailsWhileMerchantsAreReloadedAndRemoved() throws Exception {
        try (Merchants<String, FluentPay> merchants = registry()) {
            ExecutorService threads = Executors.newFixedThreadPool(6);
            CountDownLatch enough = new CountDownLatch(1);
            AtomicInteger calls = new AtomicInteger();
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                Way way = i % 2 == 0 ? Way.SYNC : Way.ASYNC;
                all.add(threads.submit(() -> {
                    while (enough.getCount() > 0) {
                        way.get(merchants.get("first").chain(STOCK));
                        calls.incrementAndGet();
                    }
                }));
            }
            // Another one comes and goes meanwhile.
            for (int i = 0; i < 2; i++) {
                all.add(threads.submit(() -> {
                    while (enough.getCount() > 0) {
                        merchants.find("second");
                        merchants.remove("second");
                    }
                }));
            }
            for (int i = 0; i < 300 || calls.get() < 200; i++) {
                assertThat(merchants.reload("first")).isPresent();
            }
            enough.countDown();
            for (Future<?> each : all) {
                each.get(60, TimeUnit.SECONDS);
            }
            threads.shutdown();
        }
    }

    @Test
    void tenThousandMerchantsThatComeChangeAndGoLeaveNothingBehind() throws Exception {
        Set<String> threadsBefore = fluentpayThreads();
        try (Merchants<Integer, FluentPay> merchants =
                Merchants.of(shared(), (key, builder) -> Optional.of(builder.profile(first)))) {
            merchants.get(-1).chain(STOCK).get();
            long filesBefore = openFiles();
            int threadsAtWork = fluentpayThreads().size();
            for (int i = 0; i < 10_000; i++) {
                FluentPay old = merchants.get(i);
                merchants.reload(i);
                if (i % 200 == 0) {
                    old.chain(STOCK).get();
                    merchants.get(i).chain(STOCK).get();
                }
                merchants.remove(i);
            }
            assertThat(merchants.loaded()).containsExactly(-1);
            assertThat(openFiles()).isLessThanOrEqualTo(filesBefore + 4);
            assertThat(fluentpayThreads()).hasSizeLessThanOrEqualTo(threadsAtWork + 4);
        }
        until(() -> threadsBefore.containsAll(fluentpayThreads()));
    }

    @Test
    void registriesThatComeAndGoLeaveNeitherThreadNorSocketBehind() throws Exception {
        Set<String> threadsBefore = fluentpayThreads();
        openAndClose();
        until(() -> threadsBefore.containsAll(fluentpayThreads()));
        long filesBefore = openFiles();
        for (int i = 0; i < 50; i++) {
            openAndClose();
        }
        until(() -> threadsBefore.containsAll(fluentpayThreads()));
        // LocalPay closes its side when it notices.
        until(() -> openFiles() <= filesBefore + 4);
    }

    private void openAndClose() {
        try (Merchants<String, FluentPay> merchants = registry()) {
            merchants.get("first").chain(STOCK).get();
        }
    }

    private static Set<String> fluentpayThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(Thread::isAlive)
                .filter(thread -> thread.getName().startsWith("fluentpay-"))
                .map(thread -> thread.getName() + " " + thread.getId())
                .collect(Collectors.toSet());
    }

    /** Files, sockets and pipes of this process; 0 where nobody can say. */
    private static long openFiles() {
        Path list = Path.of("/proc/self/fd");
        if (!Files.isDirectory(list)) {
            return 0;
        }
        try (Stream<Path> all = Files.list(list)) {
            return all.count();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void leavesNoClassLoaderBehind() throws Exception {
        List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            loaders.add(runInItsOwnLoader());
        }

        // The JDK itself may hold the newest one, whose records were the last to be compared, until the next comes.
        until(() -> {
            System.gc();
            return loaders.stream().limit(3).allMatch(loader -> loader.get() == null);
        });
    }

    private static WeakReference<ClassLoader> runInItsOwnLoader() throws Exception {
        List<URL> path = new ArrayList<>();
        for (String each : System.getProperty("java.class.path").split(Pattern.quote(File.pathSeparator), -1)) {
            path.add(Path.of(each).toUri().toURL());
        }
        try (URLClassLoader loader =
                new URLClassLoader(path.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
            String[] args = {
                localPay.baseUrl().toString(),
                localPay.credentials().mchid(),
                localPay.credentials().merchantSerial(),
                localPay.credentials().merchantPrivateKeyPem(),
                localPay.credentials().apiV3Key()
            };
            Thread application = new Thread(() -> {
                try {
                    loader.loadClass(RegistryInItsOwnLoader.class.getName())
                            .getMethod("main", String[].class)
                            .invoke(null, (Object) args);
                } catch (ReflectiveOperationException e) {
                    throw new LinkageError("The application cannot be run in its loader", e);
                }
            });
            List<Throwable> failures = new ArrayList<>();
            application.setUncaughtExceptionHandler((thread, failure) -> failures.add(failure));
            application.setContextClassLoader(loader);
            application.start();
            application.join(30_000);
            assertThat(failures).isEmpty();
            return new WeakReference<>(loader);
        }
    }

    @Test
    void findsTheTenantOfANotificationByTheSerialThatItNames() {
        VerifyingKey otherPlatform = VerifyingKey.ofPublicKey(
                "PUB_KEY_ID_0100000001", PlainRsa.newKeyPair().getPublic());
        // It has the same APIv3 key, but would believe another platform's messages only.
        store.put("other", new Profile(first.merchant(), first.apiV3Key(), VerifyingKeys.of(otherPlatform), List.of()));
        try (Merchants<String, FluentPay> merchants = registry()) {
            store.keySet().forEach(merchants::get);

            assertThat(merchants
                            .addressee(notification(first.merchant().mchid()))
                            .key())
                    .isEqualTo("first");
        }
    }

    @Test
    void findsTheTenantByTheApiV3KeyWhereThePlatformKeyIsShared() {
        // It can call, and cannot be called.
        store.put("silent", new Profile(first.merchant(), null, first.verifyingKeys(), List.of(localPay.baseUrl())));
        try (Merchants<String, FluentPay> merchants = registry()) {
            store.keySet().forEach(merchants::get);

            Merchants.Addressee<String, FluentPay> addressee = merchants.addressee(notification("1900000777"));
            assertThat(addressee.key()).isEqualTo("second");
            assertThat(addressee.client()).isSameAs(merchants.get("second"));
            assertThat(addressee.client().keys().seen()).as("not received yet").isEmpty();
            assertThat(merchants
                            .addressee(notification(first.merchant().mchid()), List.of("nobody", "first"))
                            .key())
                    .isEqualTo("first");
        }
    }

    @Test
    void findsTheTenantWhoseCertificatesHaveToBeDownloadedFirst() {
        try (Merchants<String, FluentPay> merchants = Merchants.of(
                shared(), (key, builder) -> load(key, builder).map(b -> b.keyMode(KeyMode.certificates())))) {
            merchants.get("first");
            merchants.get("second");
            assertThat(merchants.addressee(notification("1900000777")).key()).isEqualTo("second");
        }
    }

    @Test
    void downloadsNothingForAnUnknownKeyWhereTheCertificatesAreNew() {
        try (Merchants<String, FluentPay> merchants = Merchants.of(
                shared(), (key, builder) -> load(key, builder).map(b -> b.keyMode(KeyMode.certificates())))) {
            merchants.get("first").keys().refresh().join();
            merchants.get("second").keys().refresh().join();

            int before = certificateDownloads();
            NotificationRequest unknown = notification("1900000777")
                    .withHeader("Wechatpay-Serial", "5A0000000000000000000000000000000000000A");
            for (int i = 0; i < 5; i++) {
                assertThatThrownBy(() -> merchants.addressee(unknown)).isInstanceOf(ValidationException.class);
            }
            assertThat(certificateDownloads())
                    .as("anybody can send such notifications")
                    .isEqualTo(before);
        }
    }

    @Test
    void saysThatANotificationIsForNobody() {
        try (Merchants<String, FluentPay> merchants = registry()) {
            assertThatThrownBy(() -> merchants.addressee(notification("1900000777")))
                    .isInstanceOf(NoSuchElementException.class)
                    .hasMessage(
                            "No merchant is loaded that the notification could be for: ask get(…) for those it may be"
                                    + " for, or name them to addressee(…)");

            merchants.get("first");
            MalformedMessageException closest = catchThrowableOfType(
                    MalformedMessageException.class, () -> merchants.addressee(notification("1900000777")));
            assertThat(closest).hasMessageContaining("does not open with this APIv3 key");

            String known = localPay.platformKeys().serials().toString();
            assertThatThrownBy(() -> merchants.addressee(notification("1900000777")
                            .withHeader("Wechatpay-Serial", "5A0000000000000000000000000000000000000A")))
                    .isInstanceOf(ValidationException.class)
                    .hasMessage("The notification cannot be trusted: it is signed with the key"
                            + " \"5A0000000000000000000000000000000000000A\", and the known keys are " + known
                            + "; that platform certificate is new or another merchant's: download the platform certificates"
                            + " again");
        }
    }

    private static void until(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("the condition holds in time").isLessThan(end);
            Thread.onSpinWait();
        }
    }
}
