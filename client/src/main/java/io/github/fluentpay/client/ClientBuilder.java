package io.github.fluentpay.client;

import io.github.fluentpay.profile.Profile;
import io.github.fluentpay.protocol.ApiV3Key;
import io.github.fluentpay.protocol.Brand;
import io.github.fluentpay.protocol.DiagnosisBudget;
import io.github.fluentpay.protocol.Merchant;
import io.github.fluentpay.protocol.NotificationReader;
import io.github.fluentpay.protocol.Signer;
import io.github.fluentpay.protocol.VerifyingKey;
import io.github.fluentpay.protocol.VerifyingKeys;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Settings of a client. {@link #merchant} and {@link #verifyingKeys} or {@link #keyMode} are required; the rest has the default its method
 * names. Not safe for several threads.
 *
 * @param <C> what it builds
 */
public final class ClientBuilder<C extends WechatPayClient> {

    private static final List<BaseUrl> PLATFORM = Stream.of(
                    "https://api.mch.weixin.qq.com", "https://api2.mch.weixin.qq.com")
            .map(url -> BaseUrl.of(URI.create(url)))
            .toList();
    private static final int MIB = 1 << 20;

    private final Function<ClientBuilder<?>, C> construct;

    private @Nullable Merchant merchant;
    private @Nullable Brand brand;
    private @Nullable KeyMode keyMode;
    private @Nullable ApiV3Key apiV3Key;
    private List<BaseUrl> baseUrls = PLATFORM;
    private Duration responseTimeout = Duration.ofSeconds(10);
    private Duration callTimeout = Duration.ofSeconds(30);
    private int maxReplyBytes = 8 * MIB;
    private RetryPolicy retry = RetryPolicy.ofDefaults();
    private RetryBudget retryBudget = RetryBudget.ofDefaults();
    private RateLimits rateLimits = RateLimits.ofDefaults();
    private List<ExchangeListener> listeners = List.of();
    private Clock clock = Clock.systemUTC();
    private RandomGenerator random = new SecureRandom();
    private String userAgent = UserAgent.DEFAULT;

    private ConnectionSettings connections = ConnectionSettings.DEFAULTS;
    private @Nullable HttpTransport transport;
    private UnaryOperator<HttpTransport> decorator = UnaryOperator.identity();
    private @Nullable SharedResources shared;
    private SharedLimiters limiters = new SharedLimiters();
    private DiagnosisBudget diagnoses = DiagnosisBudget.of(System::nanoTime);

    /** For {@code builder()} of a client; {@code construct} calls its constructor. */
    public ClientBuilder(Function<ClientBuilder<?>, C> construct) {
        this.construct = construct;
    }

    /** Who calls. Required, unless only {@link #brand} calls. */
    public ClientBuilder<C> merchant(Merchant merchant) {
        this.merchant = Objects.requireNonNull(merchant, "merchant");
        return this;
    }

    /** Who calls paths under {@code brand/} (品牌), which are signed in a way of their own; default nobody. */
    public ClientBuilder<C> brand(Brand brand) {
        this.brand = Objects.requireNonNull(brand, "brand");
        return this;
    }

    /**
     * What the platform's replies and notifications are verified with: these keys and no others. This or
     * {@link #keyMode} is required; {@link VerifyingKeys#none()} has to be said, and is good for
     * {@link WechatPayClient#downloadCertificates} alone.
     */
    public ClientBuilder<C> verifyingKeys(VerifyingKeys keys) {
        return keyMode(KeyMode.given(keys));
    }

    /**
     * Which keys the platform's replies and notifications are verified with, in place of {@link #verifyingKeys}: those given,
     * certificates that are downloaded by themselves, or both. {@link WechatPayClient#keys()} changes it later.
     */
    public ClientBuilder<C> keyMode(KeyMode mode) {
        this.keyMode = Objects.requireNonNull(mode, "mode");
        return this;
    }

    /** Opens what the platform encrypts: downloads of platform certificates, notifications. Default none. */
    public ClientBuilder<C> apiV3Key(ApiV3Key key) {
        this.apiV3Key = Objects.requireNonNull(key, "key");
        return this;
    }

    /** Takes merchant, verifying keys, APIv3 key and base URLs from a profile, each only if the profile has it. */
    public ClientBuilder<C> profile(Profile profile) {
        merchant(profile.merchant());
        if (profile.apiV3Key() != null) {
            apiV3Key(profile.apiV3Key());
        }
        if (!profile.verifyingKeys().isEmpty()) {
            verifyingKeys(profile.verifyingKeys());
        }
        return profile.baseUrls().isEmpty() ? this : baseUrls(profile.baseUrls().toArray(URI[]::new));
    }

    /**
     * Where the platform is; default {@code https://api.mch.weixin.qq.com}, then {@code https://api2.mch.weixin.qq.com}.
     * A host whose connection cannot be opened is passed over for the next; nothing was sent to it then. A path in a
     * base URL is put in front of every path on the wire and left out of the signature, as a reverse proxy needs that
     * takes it off again. Endpoints that the platform serves at another host go to these as well.
     *
     * @throws IllegalArgumentException if there is none, or one is not {@code http(s)://host[:port][/path]}
     */
    public ClientBuilder<C> baseUrls(URI... baseUrls) {
        if (baseUrls.length == 0) {
            throw new IllegalArgumentException("At least one base URL is needed");
        }
        this.baseUrls = Stream.of(baseUrls).map(BaseUrl::of).toList();
        return this;
    }

    /**
     * How long opening a connection may take, default 5 seconds: looking up the name, every address of the host, the TLS
     * handshake, and waiting for a free connection.
     */
    public ClientBuilder<C> connectTimeout(Duration timeout) {
        return connections(connections.withConnectTimeout(Timeouts.checked("connectTimeout", timeout)));
    }

    /** How long the platform may be silent once the request is sent; default 10 seconds. */
    public ClientBuilder<C> responseTimeout(Duration timeout) {
        this.responseTimeout = Timeouts.checked("responseTimeout", timeout);
        return this;
    }

    /** How long a call may take in all, failover and retries included; default 30 seconds. See {@link Chain#timeout}. */
    public ClientBuilder<C> callTimeout(Duration timeout) {
        this.callTimeout = Timeouts.checked("callTimeout", timeout);
        return this;
    }

    /** How often a call is made again, and when; default {@link RetryPolicy#ofDefaults()}. See {@link Chain#retry}. */
    public ClientBuilder<C> retry(RetryPolicy policy) {
        this.retry = Objects.requireNonNull(policy, "policy");
        return this;
    }

    /** How many retries all calls together may make; default {@link RetryBudget#ofDefaults()}. */
    public ClientBuilder<C> retryBudget(RetryBudget budget) {
        this.retryBudget = Objects.requireNonNull(budget, "budget");
        return this;
    }

    /**
     * How fast to call; default {@link RateLimits#ofDefaults()}, which are the documented limits. What is derived from one
     * client, or built by one builder, counts together for each merchant.
     */
    public ClientBuilder<C> rateLimits(RateLimits limits) {
        this.rateLimits = Objects.requireNonNull(limits, "limits");
        return this;
    }

    /** Hears of every call; each call of this method adds one. */
    public ClientBuilder<C> listener(ExchangeListener listener) {
        Objects.requireNonNull(listener, "listener");
        this.listeners = Stream.concat(listeners.stream(), Stream.of(listener)).toList();
        return this;
    }

    /**
     * Most connections open at once; default 500. A call beyond them waits for one as long as
     * {@link #connectTimeout} allows, and then fails without having been sent.
     */
    public ClientBuilder<C> maxConnections(int connections) {
        if (connections < 1) {
            throw new IllegalArgumentException("maxConnections is " + connections + ", at least 1 is needed");
        }
        return connections(this.connections.withMaxConnections(connections));
    }

    /** A proxy for every connection; default none. */
    public ClientBuilder<C> proxy(ProxySettings proxy) {
        return connections(connections.withProxy(Objects.requireNonNull(proxy, "proxy")));
    }

    /** Largest reply body taken, in bytes; default 8 MiB. A larger one ends the call. */
    public ClientBuilder<C> maxReplyBytes(int bytes) {
        if (bytes < 1) {
            throw new IllegalArgumentException("maxReplyBytes is " + bytes + ", at least 1 is needed");
        }
        this.maxReplyBytes = bytes;
        return this;
    }

    /**
     * Another HTTP engine. It stays the caller's: closing the client does not close it. {@link #connectTimeout},
     * {@link #maxConnections} and {@link #proxy} are then settings of that engine and have no effect here.
     */
    public ClientBuilder<C> transport(HttpTransport transport) {
        this.transport = Objects.requireNonNull(transport, "transport");
        this.shared = null;
        return this;
    }

    /**
     * Puts something around the HTTP engine, to record, count or change what goes through: it is given the engine and
     * answers with what to call instead. Default none; each call of this method goes around the one before. Answer with
     * the engine's own future where you can: one derived from it does not pass a cancellation on, and the exchange then
     * goes on until its time-outs.
     */
    public ClientBuilder<C> decorateTransport(UnaryOperator<HttpTransport> decorator) {
        UnaryOperator<HttpTransport> inner = this.decorator;
        this.decorator = engine -> decorator.apply(inner.apply(engine));
        return this;
    }

    /** The time, for signatures and for the age of replies; default the system's. */
    public ClientBuilder<C> clock(Clock clock) {
        this.clock = Objects.requireNonNull(clock, "clock");
        return this;
    }

    /**
     * Where nonces and the randomness of sealed fields come from; must be unpredictable and safe for many threads.
     * Default a {@link SecureRandom}. With a fixed one, and a fixed {@link #clock}, equal calls are equal bytes.
     */
    public ClientBuilder<C> random(RandomGenerator random) {
        this.random = Objects.requireNonNull(random, "random");
        return this;
    }

    /** Names the application in the header {@code User-Agent}, after FluentPay itself; printable ASCII. */
    public ClientBuilder<C> application(String name) {
        this.userAgent = UserAgent.with(name);
        return this;
    }

    /**
     * Makes the client. Does no I/O.
     *
     * @throws IllegalStateException if a required setting is missing, if a key that the platform is to be verified with
     *     is the merchant's own, or if the settings come from a client that is closed; the message says which
     */
    public C build() {
        return construct.apply(this);
    }

    ClientBuilder<C> connections(ConnectionSettings changed) {
        this.connections = changed;
        this.shared = null;
        return this;
    }

    ClientBuilder<C> copy() {
        return copyFor(construct);
    }

    <D extends WechatPayClient> ClientBuilder<D> copyFor(Function<ClientBuilder<?>, D> construct) {
        ClientBuilder<D> copy = new ClientBuilder<>(construct);
        copy.merchant = merchant;
        copy.brand = brand;
        copy.keyMode = keyMode;
        copy.apiV3Key = apiV3Key;
        copy.baseUrls = baseUrls;
        copy.responseTimeout = responseTimeout;
        copy.callTimeout = callTimeout;
        copy.maxReplyBytes = maxReplyBytes;
        copy.retry = retry;
        copy.retryBudget = retryBudget;
        copy.rateLimits = rateLimits;
        copy.listeners = listeners;
        copy.clock = clock;
        copy.random = random;
        copy.userAgent = userAgent;
        copy.connections = connections;
        copy.transport = transport;
        copy.decorator = decorator;
        copy.shared = shared;
        copy.limiters = limiters;
        copy.diagnoses = diagnoses;
        return copy;
    }

    /** One more user of the connections, which are made here if no other client brought them along. */
    SharedResources shareResources() {
        if (shared == null) {
            shared = new SharedResources(connections, transport);
        }
        shared.retain();
        return shared;
    }

    /** @param why the client needs it, for the message */
    ApiV3Key requireApiV3Key(String why) {
        if (apiV3Key == null) {
            throw new IllegalStateException(
                    "The APIv3 key is missing: apiV3Key(ApiV3Key.of(…)) of the builder; " + why);
        }
        return apiV3Key;
    }

    @Nullable
    ApiV3Key apiV3Key() {
        return apiV3Key;
    }

    /** The reader of a notification; all clients that are derived from one another share its budget. */
    NotificationReader notificationReader(PlatformKeys keys, ApiV3Key key) {
        return new NotificationReader(keys::verifying, key, diagnoses);
    }

    /** The merchant's or brand's number, for messages. */
    String caller() {
        return String.join(" and ", callers().accounts());
    }

    Optional<String> mchid() {
        return Optional.ofNullable(merchant).map(Merchant::mchid);
    }

    Clock clock() {
        return clock;
    }

    PlatformKeys platformKeys(SharedResources resources, Supplier<CompletableFuture<List<VerifyingKey>>> download) {
        return new PlatformKeys(requireKeyMode(), clock, this::check, resources, download);
    }

    /** One more user of the limiters of whoever calls. */
    Map<String, RateLimiters> shareLimiters() {
        return callers().accounts().stream().collect(Collectors.toMap(account -> account, limiters::retain));
    }

    void releaseLimiters() {
        callers().accounts().forEach(limiters::release);
    }

    /** How many merchants and brands have limiters. */
    int limited() {
        return limiters.size();
    }

    private Callers callers() {
        return new Callers(merchant, brand);
    }

    /** Tells whether it speaks for the same merchant and the same brand. */
    boolean speaksForThoseOf(ClientBuilder<?> other) {
        return callers().accounts().equals(other.callers().accounts());
    }

    Exchange exchange(
            SharedResources resources,
            PlatformKeys keys,
            Map<String, RateLimiters> limiters,
            EndpointDirectory directory,
            BooleanSupplier closed) {
        return new Exchange(
                callers(),
                keys,
                decorator.apply(resources::send),
                resources,
                new Exchange.Settings(
                        baseUrls,
                        responseTimeout,
                        callTimeout,
                        maxReplyBytes,
                        retry,
                        rateLimits,
                        clock,
                        random,
                        userAgent),
                new Endpoints(directory, PLATFORM.containsAll(baseUrls)),
                limiters,
                new BudgetAccount(retryBudget),
                Stream.concat(Stream.of(CallLog.INSTANCE), listeners.stream()).toList(),
                closed);
    }

    /** Throws what {@link #build()} says of settings that are missing, or cannot be. */
    void check() {
        if (brand == null) {
            requireMerchant();
        }
        check(requireKeyMode());
    }

    private void check(KeyMode mode) {
        if (mode.downloads() && merchant == null) {
            throw new IllegalStateException("Platform certificates are a merchant's, and the client has a brand alone:"
                    + " keyMode(KeyMode.publicKey(…)) of the builder, since the platform answers brands with its public"
                    + " key, or merchant(Merchant.of(…)) beside the brand");
        }
        if (mode.downloads()) {
            requireApiV3Key("the platform certificates, which are to be downloaded, are encrypted with it");
        }
        for (VerifyingKey key : mode.given().keys()) {
            if (merchant != null) {
                OwnKeys.refuseMerchants(key, merchant);
            }
            if (brand != null) {
                OwnKeys.refuseBrands(key, brand);
            }
        }
    }

    /** Who signs, and can open what was sealed for it. */
    Signer signer() {
        return merchant == null && brand != null
                ? brand.signer()
                : requireMerchant().signer();
    }

    private Merchant requireMerchant() {
        if (merchant == null) {
            throw new IllegalStateException("The merchant is missing: merchant(Merchant.of(mchid, certificate, key)),"
                    + " with apiclient_cert.pem and apiclient_key.pem from the platform's console");
        }
        return merchant;
    }

    private KeyMode requireKeyMode() {
        if (keyMode == null) {
            throw new IllegalStateException(
                    "The verifying keys are missing: verifyingKeys(VerifyingKeys.of(…)), with the"
                            + " WeChat Pay public key (pub_key.pem and its PUB_KEY_ID_…) from the platform's console, or a"
                            + " platform certificate; or keyMode(KeyMode.certificates()) to download them");
        }
        return keyMode;
    }
}
