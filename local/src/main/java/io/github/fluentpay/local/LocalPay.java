package io.github.fluentpay.local;

import io.github.fluentpay.catalogue.Catalogue;
import io.github.fluentpay.json.JsonArray;
import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.local.busifavor.Busifavor;
import io.github.fluentpay.local.callback.Deliveries;
import io.github.fluentpay.local.callback.DocumentedEvents;
import io.github.fluentpay.local.callback.Outbox;
import io.github.fluentpay.local.callback.Sealing;
import io.github.fluentpay.local.exchange.Endpoint;
import io.github.fluentpay.local.exchange.Reply;
import io.github.fluentpay.local.exchange.Route;
import io.github.fluentpay.local.exchange.Router;
import io.github.fluentpay.local.fault.Fault;
import io.github.fluentpay.local.fault.FaultRule;
import io.github.fluentpay.local.files.FileStore;
import io.github.fluentpay.local.files.FileUrls;
import io.github.fluentpay.local.http.Admin;
import io.github.fluentpay.local.http.HttpServer;
import io.github.fluentpay.local.http.Platform;
import io.github.fluentpay.local.identity.CertificateDownload;
import io.github.fluentpay.local.identity.DataFolder;
import io.github.fluentpay.local.identity.Identity;
import io.github.fluentpay.local.identity.KnownMerchant;
import io.github.fluentpay.local.identity.MerchantIdentity;
import io.github.fluentpay.local.identity.Merchants;
import io.github.fluentpay.local.identity.PlatformKeys;
import io.github.fluentpay.local.identity.Randomness;
import io.github.fluentpay.local.identity.SealedFields;
import io.github.fluentpay.local.identity.SecurityEcho;
import io.github.fluentpay.local.identity.SigningKey;
import io.github.fluentpay.local.identity.UnusableFolderException;
import io.github.fluentpay.local.journal.Delivery;
import io.github.fluentpay.local.journal.Journal;
import io.github.fluentpay.local.journal.JournalEntry;
import io.github.fluentpay.local.payment.Payments;
import io.github.fluentpay.local.productcoupon.ProductCoupons;
import io.github.fluentpay.local.schema.Schema;
import io.github.fluentpay.local.signature.ReplySigner;
import io.github.fluentpay.local.signature.RequestCheck;
import io.github.fluentpay.local.store.Database;
import io.github.fluentpay.local.store.Starts;
import io.github.fluentpay.local.store.StoreException;
import io.github.fluentpay.local.store.Transaction;
import io.github.fluentpay.profile.Profile;
import io.github.fluentpay.protocol.ApiV3Key;
import io.github.fluentpay.protocol.Merchant;
import io.github.fluentpay.protocol.NotificationSigner;
import io.github.fluentpay.protocol.SignedNotification;
import io.github.fluentpay.protocol.VerifyingKeys;
import io.github.fluentpay.protocol.internal.Identifier;
import io.github.fluentpay.protocol.internal.ShownValue;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A WeChat Pay platform on this machine, to test against: it checks signatures as the platform does and says why one is
 * wrong, signs its replies, and keeps merchant coupons (商家券) with their state.
 *
 * <pre>{@code
 * try (LocalPay localPay = LocalPay.start()) {
 *     Profile profile = localPay.profile(); // merchant, keys and base URL for a client
 * }
 * }</pre>
 *
 * <p>It listens on the loopback address only, unless told otherwise. Safe for many threads.
 */
public final class LocalPay implements AutoCloseable {

    private final HttpServer server;
    private final Database database;
    private final @Nullable DataFolder folder;
    private final Identity identity;
    private final Merchants merchants;
    private final PlatformKeys keys;
    private final ReplySigner signer;
    private final LocalClock clock;
    private final Randomness random;
    private final Faults faults;
    private final FaultWords faultWords = new FaultWords();
    private final RateLimits rateLimits;
    private final Rotation rotation;
    private final Busifavor busifavor;
    private final Ring<JournalEntry> journal;
    private final Outbox outbox;
    private final Deliveries deliveries;
    private final Callbacks callbacks;
    private final Function<Transaction, Boolean> begin;
    private final Payments payments;
    private final Payer payer;
    private final Refunds refunds;
    private final Bills bills;
    private final ProductCoupons productCoupons;
    private @Nullable FaultRule spoiling; // guarded by this

    private LocalPay(
            Builder builder, HttpServer server, Database database, @Nullable DataFolder folder, Identity identity) {
        this.server = server;
        this.database = database;
        this.folder = folder;
        this.identity = identity;
        this.begin = transaction -> builder.fill(transaction, identity);
        this.clock = new LocalClock(builder.clock);
        this.random = new Randomness(builder.random, Starts.count(database));
        this.merchants = new Merchants(database);
        this.keys = new PlatformKeys(
                identity.platform(),
                builder.defaultReplyKey == ReplyKey.PUBLIC_KEY ? 1 : 0,
                ownStream(random),
                clock,
                folder == null ? null : folder.rotation());
        this.signer = new ReplySigner(keys, clock, random);
        this.faults = new Faults(ownStream(random), Faults.Place.REPLIES);
        this.rateLimits = new RateLimits(clock);
        this.rotation = new Rotation(keys, clock);
        this.journal = new Ring<>(builder.journalSize);
        this.outbox = new Outbox(clock, random);
        this.busifavor = new Busifavor(database, clock, random, merchants, outbox);
        Ring<Delivery> deliveryLog = new Ring<>(builder.deliveryLogSize);
        Faults ofDeliveries = new Faults(ownStream(random), Faults.Place.NOTIFICATIONS);
        this.deliveries = new Deliveries(
                database,
                outbox,
                clock,
                clock::until,
                new Sealing(merchants, keys, signer, random),
                ofDeliveries::next,
                deliveryLog::add,
                builder.callbacksToAnyHost,
                builder.deliveryLogSize);
        this.callbacks = new Callbacks(
                deliveries,
                outbox,
                database,
                new DocumentedEvents(Catalogue::load),
                merchants,
                identity.merchant().mchid(),
                ofDeliveries,
                deliveryLog);
        this.payments = new Payments(database, clock, random, outbox, this::baseUrl);
        this.payer = new Payer(payments.user(), identity.merchant().mchid());
        this.refunds = new Refunds(payments.refundDesk(), identity.merchant().mchid());
        this.bills = new Bills(payments.billDesk());
        this.productCoupons = new ProductCoupons(database, clock, random, outbox);
    }

    /** What is drawn for one purpose then does not depend on how much is drawn for another. */
    private static Randomness ownStream(RandomGenerator random) {
        return new Randomness(new SplittableRandom(random.nextLong()));
    }

    /** One with all defaults: any free port, nothing on the disk, the documentation's example loaded. */
    public static LocalPay start() {
        return builder().start();
    }

    /** A builder with all defaults. */
    public static Builder builder() {
        return new Builder();
    }

    private void serve(Builder settings) {
        merchants.put(identity.merchant());
        List<Route> routes = new ArrayList<>(busifavor.routes());
        routes.addAll(payments.routes());
        routes.addAll(productCoupons.routes());
        routes.add(new CertificateDownload(keys, merchants, random).route());
        SealedFields sealing = new SealedFields(keys, merchants);
        routes.add(new SecurityEcho(sealing, this::echo).route());
        FileStore files = new FileStore(database, clock);
        FileUrls urls = new FileUrls(baseUrl().toString());
        Router router = new Router(
                settings.stateless ? List.of() : routes,
                new Schema(sealing, files, urls, clock).routes(),
                !settings.undocumentedFields);
        RequestCheck check = new RequestCheck(merchants, keys, router::template, clock);
        server.serve(
                new Platform(
                        check,
                        router,
                        signer,
                        rateLimits::exceededBy,
                        this::fault,
                        journal::add,
                        new Admin(adminRoutes(), urls.route(files), settings.adminToken)),
                settings.bodyTime,
                clock);
        clock.onMove(deliveries::wake);
        deliveries.start();
    }

    private void echo(String mchid, String url, JsonObject resource) {
        callbacks.send(mchid, url, "SECURITY_ECHO.SUCCESS", "security", resource);
    }

    /** What it was told to do wrong goes before what a request asks for. */
    private @Nullable Fault fault(String method, String path, @Nullable String mchid, byte[] body) {
        Fault told = faults.next(method, path, mchid);
        return told == null ? faultWords.next(path, mchid, body) : told;
    }

    /** Calls about LocalPay itself, each under {@link Admin#PREFIX}. */
    private List<Route> adminRoutes() {
        List<Route> routes = new ArrayList<>(busifavor.adminRoutes());
        routes.addAll(callsAboutItself());
        routes.addAll(productCoupons.adminRoutes());
        routes.add(Route.get(
                Admin.PREFIX + "profile",
                call -> Reply.ok(JsonObject.of(
                        "base_url",
                        baseUrl().toString(),
                        "mchid",
                        identity.merchant().mchid()))));
        routes.add(payer.route());
        routes.add(bills.route());
        routes.addAll(refunds.routes());
        List<String> calls = routes.stream()
                .map(route -> route.method() + " " + route.path())
                .toList();
        Endpoint list = call -> Reply.ok(JsonObject.of("calls", JsonArray.of(calls.toArray())));
        routes.add(Route.get(Admin.PREFIX, list));
        routes.add(Route.get(Admin.ROOT, list));
        return routes;
    }

    private List<Route> callsAboutItself() {
        List<Route> routes = new ArrayList<>(new ClockCalls(clock).routes());
        routes.addAll(new FaultCalls(Admin.PREFIX + "faults", faults).routes());
        routes.addAll(new RateLimitCalls(rateLimits).routes());
        routes.addAll(new RotationCalls(rotation, keys).routes());
        routes.addAll(new CallbackCalls(callbacks, identity.merchant().mchid()).routes());
        routes.addAll(new JournalCalls(journal).routes());
        routes.addAll(new MerchantCalls(merchants, mchid -> add(mchid).identity()).routes());
        routes.add(Route.post(Admin.PREFIX + "reset", AdminCalls.doing(call -> {
            call.body().only();
            reset();
        })));
        return routes;
    }

    /** Where it listens, for example {@code http://127.0.0.1:8099}. */
    public URI baseUrl() {
        return server.baseUrl();
    }

    /** The port it listens on. */
    public int port() {
        return server.port();
    }

    /** All that a client needs: the merchant, its APIv3 key, the platform's keys of the moment, and the base URL. */
    public Profile profile() {
        return profile(identity.merchant());
    }

    /** The merchant (商户) that {@link #profile()} speaks for. */
    public Merchant merchant() {
        return profile().merchant();
    }

    /** What the platform may sign with at this moment: by default the WeChat Pay public key and one certificate. */
    public VerifyingKeys platformKeys() {
        return keys.verifyingKeys();
    }

    /** The same as plain keys and texts, for other SDKs. */
    public Credentials credentials() {
        return new Credentials(identity, keys.certificate());
    }

    /**
     * Adds another merchant, with keys of its own. Its certificate and APIv3 key are kept, its private key stands in
     * the answer alone; so a merchant that is there already, for example from an earlier start with the same data
     * folder, gets new keys, and the old ones do not count any longer.
     *
     * @param mchid 8 to 15 digits
     * @throws IllegalArgumentException if {@code mchid} is malformed, or is the merchant of {@link #profile()}
     */
    public Profile addMerchant(String mchid) {
        return add(mchid).profile();
    }

    /** A new merchant's keys, and the same for a client. */
    private record Added(MerchantIdentity identity, Profile profile) {}

    private synchronized Added add(String given) {
        String mchid = Identifier.MCHID.read(given);
        if (mchid.equals(identity.merchant().mchid())) {
            throw new IllegalArgumentException("There is a merchant " + mchid + " already");
        }
        MerchantIdentity merchant = Identity.newMerchant(mchid, identity.platform(), random, clock.instant());
        Added added = new Added(merchant, profile(merchant));
        merchants.put(merchant);
        return added;
    }

    /** Makes a merchant known whose keys were made elsewhere; until the end of this LocalPay. */
    void knowMerchant(String mchid, String serial, RSAPublicKey publicKey) {
        ApiV3Key apiV3Key = ApiV3Key.of(MerchantIdentity.newApiV3Key(random));
        merchants.know(new KnownMerchant(mchid, serial, publicKey, apiV3Key));
    }

    private Profile profile(MerchantIdentity merchant) {
        return new Profile(
                new Merchant(merchant.mchid(), merchant.serial(), merchant.signer()),
                ApiV3Key.of(merchant.apiV3Key()),
                platformKeys(),
                List.of(baseUrl()));
    }

    /** The clock of all its parts; it runs with the builder's until it is moved. */
    public LocalClock clock() {
        return clock;
    }

    /** What it does wrong on demand; nothing at first. */
    public Faults faults() {
        return faults;
    }

    /**
     * Gives the next replies a wrong signature, as the platform does now and then to see whether clients check. Error
     * replies count too. What the request asked for is done all the same. The same as a rule with
     * {@link Fault#spoiltSignature()}; a second call replaces what the first one has left.
     *
     * @param count how many replies; 0 ends it
     */
    public synchronized void spoilNextSignatures(int count) {
        if (count < 0) {
            throw new IllegalArgumentException("count is " + count + "; it must be 0 or more");
        }
        if (spoiling != null) {
            faults.remove(spoiling);
            spoiling = null;
        }
        if (count > 0) {
            FaultRule rule = FaultRule.of(Fault.spoiltSignature()).times(count);
            faults.add(rule);
            spoiling = rule;
        }
    }

    /** How often merchants may ask; without limits at first. */
    public RateLimits rateLimits() {
        return rateLimits;
    }

    /** How the platform's keys change; they do not at first. */
    public Rotation rotation() {
        return rotation;
    }

    /** Who pays the orders. */
    public Payer payer() {
        return payer;
    }

    /** What becomes of refunds. */
    public Refunds refunds() {
        return refunds;
    }

    /** When bills are there. */
    public Bills bills() {
        return bills;
    }

    /** What merchants do with coupons in their console, and users in their wallet. */
    public Coupons coupons() {
        return new Coupons(busifavor);
    }

    /** The last requests, and what became of them, at this moment. */
    public Journal journal() {
        return new Journal(journal.read());
    }

    /**
     * A notification (回调通知) to the merchant of {@link #profile()}: sealed with its APIv3 key, and signed now, with a key
     * that a reply to a request that names none would be signed with. It is not sent; hand it to what receives yours.
     *
     * @param eventType for example {@code COUPON.USE}
     * @param originalType for example {@code coupon}
     * @param resource what is sealed
     */
    public SignedNotification notification(String eventType, String originalType, JsonObject resource) {
        return notification(identity.merchant().mchid(), eventType, originalType, resource);
    }

    /**
     * The same to another merchant.
     *
     * @throws IllegalArgumentException if LocalPay does not know it
     */
    public SignedNotification notification(String mchid, String eventType, String originalType, JsonObject resource) {
        KnownMerchant merchant = merchants
                .find(mchid)
                .orElseThrow(() ->
                        new IllegalArgumentException("There is no merchant " + mchid + "; add it by addMerchant"));
        SigningKey key = keys.signing(null, false);
        return new NotificationSigner(key.serial(), key.signer(), merchant.apiV3Key(), random)
                .sign(eventType, originalType, resource, clock.instant());
    }

    /** The notifications that it delivers. */
    public Callbacks callbacks() {
        return callbacks;
    }

    /**
     * Begins again as after a first start: nothing but the documentation's example, if the builder did not leave it out,
     * and no notification on its way; no faults, rate limits, redirects, entries in journal and log; refunds succeed at
     * once, and bills come the next day; the builder's clock. Merchants, and all keys, stay as they are, so clients need not be told.
     * Callers should be at rest meanwhile. If the database fails, nothing has been reset.
     */
    public synchronized void reset() {
        deliveries.meanwhile(() -> {
            database.transaction(transaction -> {
                transaction.deleteAllBut(Set.of("merchants", Starts.TABLE));
                return begin.apply(transaction);
            });
            callbacks.reset();
        });
        faults.clear();
        faultWords.clear();
        rateLimits.clear();
        refunds.release();
        bills.onTheNextDay();
        clock.reset();
        journal.clear();
    }

    /**
     * Lets running exchanges end, for at most five seconds, and deliveries for one, then stops all threads and closes
     * port and database.
     */
    @Override
    public void close() {
        try {
            server.close();
        } finally {
            try {
                deliveries.close();
            } finally {
                try {
                    database.close();
                } finally {
                    if (folder != null) {
                        folder.close();
                    }
                }
            }
        }
    }

    /** Settings of a LocalPay; each has a default. Not safe for several threads. */
    public static final class Builder {

        private InetAddress address = ip("127.0.0.1");
        private @Nullable String adminToken;
        private int port;
        private @Nullable Path data;
        private @Nullable String databaseUrl;
        private Clock clock = Clock.systemUTC();
        private RandomGenerator random = new SecureRandom();
        private ReplyKey defaultReplyKey = ReplyKey.PUBLIC_KEY;
        private boolean empty;
        private boolean stateless;
        private boolean undocumentedFields;
        private int journalSize = 10_000;
        private int deliveryLogSize = 10_000;
        private boolean callbacksToAnyHost;
        private Duration bodyTime = Duration.ofSeconds(10);

        private Builder() {}

        /**
         * The address to listen on; 127.0.0.1 by default. Any other than a loopback address needs an {@link #adminToken}:
         * LocalPay speaks plain HTTP, and is a tool for tests. {@link LocalPay#baseUrl()} of {@code 0.0.0.0} names
         * 127.0.0.1.
         *
         * @param ipAddress such as {@code 0.0.0.0}; not a name
         * @throws IllegalArgumentException if it is not an IP address
         */
        public Builder address(String ipAddress) {
            this.address = ip(ipAddress);
            return this;
        }

        /** Names are not taken: "localhost" can be the address of IPv6. */
        private static InetAddress ip(String text) {
            try {
                if (text.matches("[0-9.]+|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*")) {
                    return InetAddress.getAllByName(text)[0];
                }
            } catch (UnknownHostException noAddress) {
                // Answered below.
            }
            throw new IllegalArgumentException(ShownValue.described(text) + " is not an IP address such as 0.0.0.0");
        }

        /**
         * What the header {@code LocalPay-Admin-Token} of each call under {@code /localpay/} must be; by default they need
         * none.
         *
         * @param token 16 to 256 visible ASCII characters; a secret
         * @throws IllegalArgumentException if it has others, or fewer, or more
         */
        public Builder adminToken(String token) {
            if (!token.matches("[!-~]{16,256}")) {
                throw new IllegalArgumentException("The admin token has " + token.length()
                        + " characters; it must have 16 to 256, all of them visible ASCII ones");
            }
            this.adminToken = token;
            return this;
        }

        /** The port; 0, the default, is any free one. */
        public Builder port(int port) {
            if (port < 0 || port > 65_535) {
                throw new IllegalArgumentException("port is " + port + "; it must be from 0 to 65535");
            }
            this.port = port;
            return this;
        }

        /**
         * A folder that keeps keys and coupons from one start to the next; made if it is not there. By default there is
         * none, and nothing is written to the disk. {@link #database} puts the coupons elsewhere.
         */
        public Builder data(Path folder) {
            this.data = Objects.requireNonNull(folder, "folder");
            return this;
        }

        /**
         * Where coupons and all other state are kept, as a JDBC URL: {@code jdbc:sqlite:FILE}, or
         * {@code jdbc:postgresql://HOST:PORT/NAME} with PostgreSQL's driver on the class path. By default they are in the
         * {@linkplain #data data folder}, or in memory where there is none. Private keys are not in it: without a data folder
         * each start has new ones. One LocalPay at a time can use a database.
         *
         * @throws IllegalArgumentException if the URL is of another kind
         */
        public Builder database(String jdbcUrl) {
            this.databaseUrl = Database.checkedUrl(Objects.requireNonNull(jdbcUrl, "jdbcUrl"));
            return this;
        }

        /** The clock that {@link LocalPay#clock()} runs with; the system's by default. */
        public Builder clock(Clock clock) {
            this.clock = Objects.requireNonNull(clock, "clock");
            return this;
        }

        /**
         * Where nonces, numbers, coupon codes, and the draws for rates and shares come from; {@link SecureRandom} by
         * default. Keys always do. Where state is kept, each start draws other numbers than those before it, so that
         * none is there already.
         */
        public Builder random(RandomGenerator random) {
            this.random = Objects.requireNonNull(random, "random");
            return this;
        }

        /**
         * What signs a reply when the request names no key, or an unknown one; the public key by default.
         * {@link Rotation#publicKeyShare} changes it later.
         */
        public Builder defaultReplyKey(ReplyKey key) {
            this.defaultReplyKey = Objects.requireNonNull(key, "key");
            return this;
        }

        /** Leaves the documentation's example out; with a data folder this counts at its first start only. */
        public Builder empty() {
            this.empty = true;
            return this;
        }

        /**
         * Answers every documented operation from the documentation alone, those too that LocalPay has rules and state
         * for: what is well-formed succeeds, and nothing comes of it. For tests of requests and replies as such.
         */
        public Builder stateless() {
            this.stateless = true;
            return this;
        }

        /**
         * Takes fields of a body, and parameters of a query, that the documentation does not have. By default they are
         * refused with 400 PARAM_ERROR, as the platform refuses fields of a body.
         */
        public Builder acceptUndocumentedFields() {
            this.undocumentedFields = true;
            return this;
        }

        /** How many requests {@link LocalPay#journal()} keeps, 10,000 by default; 0 for none. */
        public Builder journalSize(int entries) {
            if (entries < 0) {
                throw new IllegalArgumentException("journalSize is " + entries + "; it must be 0 or more");
            }
            this.journalSize = entries;
            return this;
        }

        /**
         * How many attempts {@link Callbacks#log()} keeps, and about how many notifications that were taken or given up can
         * be {@linkplain Callbacks#redeliver redelivered}; 10,000 by default, 0 for none.
         */
        public Builder deliveryLogSize(int entries) {
            if (entries < 0) {
                throw new IllegalArgumentException("deliveryLogSize is " + entries + "; it must be 0 or more");
            }
            this.deliveryLogSize = entries;
            return this;
        }

        /** Lets notifications go to other machines, too; by default only this one is called. */
        public Builder callbacksToAnyHost() {
            this.callbacksToAnyHost = true;
            return this;
        }

        /** How long the head of a request may take to come in, and its body; for tests, which cannot wait. */
        Builder bodyTime(Duration time) {
            this.bodyTime = time;
            return this;
        }

        /**
         * Starts it; requests are answered when this returns.
         *
         * @throws LocalPayException if the port is taken, it would be open to other machines without an {@link #adminToken}, or the data folder cannot be used; the message says what to do
         */
        public LocalPay start() {
            if (!address.isLoopbackAddress() && adminToken == null) {
                throw new LocalPayException(
                        "On " + address.getHostAddress() + " other machines could tell LocalPay"
                                + " what to do: set adminToken (on the command line LOCALPAY_ADMIN_TOKEN), or stay on 127.0.0.1");
            }
            QuietLibraries.quiet();
            Opened opened = new Opened();
            try {
                // The port first: a start that fails for it leaves no folder behind.
                opened.server = HttpServer.bind(address, port, bodyTime);
                if (data != null) {
                    opened.folder = DataFolder.lock(data);
                }
                return start(opened, opened.server);
            } catch (IOException e) {
                opened.close(e);
                throw new LocalPayException(
                        "The port " + port + " on " + address.getHostAddress() + " cannot be taken (" + reason(e)
                                + "): stop the program that has it, or choose another port",
                        e);
            } catch (UnusableFolderException e) {
                opened.close(e);
                throw new LocalPayException(String.valueOf(e.getMessage()), e);
            } catch (StoreException e) {
                opened.close(e);
                throw new LocalPayException(
                        e.getMessage()
                                + (data == null || databaseUrl != null
                                        ? ""
                                        : "; the database is " + data.resolve(DataFolder.DATABASE)
                                                + ": restore it, or delete the folder to begin again"),
                        e);
            } catch (RuntimeException | Error e) {
                opened.close(e);
                throw e;
            }
        }

        /** What the operating system said; around it stands what was said above already. */
        private static @Nullable String reason(IOException e) {
            return e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
        }

        private LocalPay start(Opened opened, HttpServer server) {
            String baseUrl = server.baseUrl().toString();
            DataFolder folder = opened.folder;
            Identity identity = folder == null
                    ? newIdentity()
                    : folder.open(baseUrl, this::newIdentity, databaseUrl == null ? this::fill : null);
            Database database = database(folder);
            opened.database = database;
            if (folder == null || databaseUrl != null) {
                database.transaction(transaction -> fill(transaction, identity));
            }
            LocalPay localPay = new LocalPay(this, server, database, folder, identity);
            localPay.serve(this);
            return localPay;
        }

        private Database database(@Nullable DataFolder folder) {
            if (databaseUrl != null) {
                return Database.open(databaseUrl);
            }
            return folder == null ? Database.inMemory() : Database.inFile(folder.database());
        }

        private Identity newIdentity() {
            return Identity.generate(new Randomness(random), clock.instant());
        }

        private boolean fill(Transaction transaction, Identity identity) {
            return !empty
                    && Busifavor.loadExample(transaction, identity.merchant().mchid(), clock);
        }
    }

    /** What a start has opened so far, to be closed if it fails. */
    private static final class Opened {

        private @Nullable DataFolder folder;
        private @Nullable HttpServer server;
        private @Nullable Database database;

        private void close(Throwable cause) {
            for (AutoCloseable part : new AutoCloseable[] {server, database, folder}) {
                try {
                    if (part != null) {
                        part.close();
                    }
                } catch (Exception e) {
                    cause.addSuppressed(e);
                }
            }
        }
    }
}
