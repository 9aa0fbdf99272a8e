package io.github.fluentpay.client;

import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.protocol.AeadCipher;
import io.github.fluentpay.protocol.ApiV3Key;
import io.github.fluentpay.protocol.MalformedMessageException;
import io.github.fluentpay.protocol.Notification;
import io.github.fluentpay.protocol.NotificationRequest;
import io.github.fluentpay.protocol.RetrySafety;
import io.github.fluentpay.protocol.VerifyingKey;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/**
 * A merchant's way to WeChat Pay (微信支付). Immutable and safe for many threads; make one for each merchant and keep it.
 *
 * <pre>{@code
 * try (WechatPayClient pay = WechatPayClient.builder()
 *         .merchant(Merchant.of("1900000001", KeySource.path(cert), KeySource.path(key)))
 *         .verifyingKeys(VerifyingKeys.of(VerifyingKey.ofPublicKey(publicKeyId, KeySource.path(pubKey))))
 *         .build()) {
 *     Reply reply = pay.chain("v3/marketing/busifavor/coupons/return")
 *             .post(JsonObject.of("coupon_code", code, "stock_id", stock, "return_request_no", number));
 *     reply.json().string("wechatpay_return_time");
 * }
 * }</pre>
 *
 * <p>Building one does no I/O: threads and connections come with the first call. {@link #close()} ends them, unless a
 * client derived by {@link #toBuilder()} still uses them.
 */
public class WechatPayClient implements AutoCloseable {

    private final ClientBuilder<?> settings;
    private final SharedResources resources;
    private final PlatformKeys keys;
    private final Exchange exchange;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final AtomicBoolean letGo = new AtomicBoolean();

    /** For {@link ClientBuilder#build()} and for subclasses that add to the chain. */
    protected WechatPayClient(ClientBuilder<?> builder) {
        this(builder, Endpoints.NONE_KNOWN);
    }

    /**
     * For subclasses that know about endpoints: every call, however it is spelled, goes by what the directory says of
     * its host, of the signature of its reply and of its deprecation.
     */
    protected WechatPayClient(ClientBuilder<?> builder, EndpointDirectory endpoints) {
        Objects.requireNonNull(endpoints, "endpoints");
        builder.check();
        this.settings = builder.copy();
        this.resources = settings.shareResources();
        this.keys = settings.platformKeys(resources, () -> certificateDownload().start());
        this.exchange = settings.exchange(resources, keys, settings.shareLimiters(), endpoints, closed::get);
    }

    /**
     * A builder with the platform's two hosts and the documented defaults. The wildcard lets a subclass hide this method
     * with a builder of its own; name the type by {@code var} or chain on.
     */
    public static ClientBuilder<? extends WechatPayClient> builder() {
        return new ClientBuilder<>(WechatPayClient::new);
    }

    /**
     * A builder that starts with this client's settings. What it builds shares this client's connections, unless a
     * setting of the connections themselves is changed.
     */
    public ClientBuilder<? extends WechatPayClient> toBuilder() {
        return settings.copy();
    }

    /** {@link #toBuilder()} for a subclass, which overrides it with its own type and hands over its constructor. */
    protected final <C extends WechatPayClient> ClientBuilder<C> toBuilder(Function<ClientBuilder<?>, C> construct) {
        return settings.copyFor(construct);
    }

    /**
     * The endpoint at a path, documented or not: {@code chain("v3/marketing/busifavor/coupons/return")}. A leading
     * slash makes no difference; a trailing one does, as on the platform. {@code {name}} is filled by
     * {@link Chain#path(String, Object)}.
     *
     * @throws IllegalArgumentException if the path is empty, is a URL ({@link #download} takes those of downloads), or has a
     *     character that a path cannot have; the message says where
     */
    public Chain chain(String path) {
        return new Chain(exchange, PathTemplate.parse(Objects.requireNonNull(path, "path")));
    }

    /**
     * The file at a URL that a reply of the platform gave, such as {@code download_url} of a bill (下载账单); the URL is taken
     * exactly as received.
     *
     * @throws IllegalArgumentException if it is not a URL of the platform's hosts or of the client's base URLs, or has a
     *     user, a fragment, or another scheme or port than they have
     */
    public Download download(String url) {
        return Download.of(exchange, Objects.requireNonNull(url, "url"));
    }

    /** The property spelling of {@link #chain(String)}; in Kotlin the index operator, {@code pay["v3/…"]}. */
    public Chain get(String path) {
        return chain(path);
    }

    /** The property spelling of {@link #chain(String)} in Groovy, {@code pay["v3/…"]}. */
    public Chain getAt(String path) {
        return chain(path);
    }

    /**
     * Downloads the platform certificates, {@code GET v3/certificates} (获取平台证书列表). The reply is decrypted with the
     * APIv3 key and then verified with the certificates it brings or with a key known before, so that this works before
     * any is known. Blocks until the reply is there.
     *
     * @throws IllegalStateException if the client has no APIv3 key
     * @throws io.github.fluentpay.protocol.WechatPayException as any call; merchants in public-key mode have no
     *     platform certificates, and get a {@code ServiceException}
     */
    public List<VerifyingKey> downloadCertificates() {
        return certificateDownload().run();
    }

    private CertificateDownload certificateDownload() {
        return new CertificateDownload(
                exchange, new AeadCipher(settings.requireApiV3Key("the platform certificates are encrypted with it")));
    }

    /**
     * What takes the platform's notifications (回调通知): verifies them with this client's {@link #keys()} and opens them
     * with its APIv3 key.
     *
     * @param view what to make of each; {@code Function.identity()} for its JSON
     * @throws IllegalStateException if the client has no APIv3 key
     */
    public <N> Notifications<N> notifications(Function<Notification, N> view) {
        ApiV3Key key = settings.requireApiV3Key("notifications are encrypted with it");
        return new Notifications<>(
                keys, settings.notificationReader(keys, key), settings.clock(), Objects.requireNonNull(view, "view"));
    }

    /**
     * Returns if a notification is this merchant's; looks for no key, and does not count as one received.
     *
     * @throws io.github.fluentpay.protocol.WechatPayException if it is not
     */
    void checkAddressed(NotificationRequest request) {
        ApiV3Key key = settings.apiV3Key();
        if (key == null) {
            throw new MalformedMessageException(
                    "The notification cannot be opened: the client of " + settings.caller()
                            + " has no APIv3 key. Next: apiV3Key(ApiV3Key.of(…)) of the builder",
                    RetrySafety.SAFE,
                    null);
        }
        settings.notificationReader(keys, key).read(request, settings.clock().instant());
    }

    /** Lets go of the connections, which somebody else keeps open, and can be called all the same. */
    void retire() {
        if (letGo.compareAndSet(false, true)) {
            settings.releaseLimiters();
            resources.release();
        }
    }

    /** Takes the place of another client; goes on with its keys, if it is one of the same merchant. */
    void replace(WechatPayClient before) {
        if (settings.speaksForThoseOf(before.settings)) {
            keys.continueFrom(before.keys);
        }
    }

    /** The merchant (商户号) whom it speaks for; empty if it is a client of a brand alone. */
    public Optional<String> mchid() {
        return settings.mchid();
    }

    /** The platform's keys: which are known, which were seen, and the switch from one kind to the other. */
    public PlatformKeys keys() {
        return keys;
    }

    /**
     * Opens the sensitive fields (敏感信息解密) of a reply, or of a notification's resource, which the platform sealed for
     * the merchant's API certificate. What is opened is a secret that no {@code toString()} shows, and is marked
     * {@linkplain io.github.fluentpay.json.JsonString#opened(String) opened}: a second time it stays as it is, and so do
     * fields that are absent, null or empty.
     *
     * @param pointers JSON pointers, {@code *} for every element of an array: {@code /data/*}{@code /payer_phone}
     * @throws IllegalStateException if the merchant's signer is not a {@code MerchantKey}: another one signs and does
     *     not decrypt
     * @throws IllegalArgumentException if a pointer does not start with a slash
     * @throws io.github.fluentpay.protocol.MalformedMessageException if a field was sealed for another certificate, or
     *     is not sealed
     */
    public JsonObject decrypt(JsonObject json, Collection<String> pointers) {
        return Opening.with(settings.signer()).open(json, pointers);
    }

    /**
     * Ends the client: later calls throw {@link IllegalStateException}. Calls under way fail, unless a derived client
     * keeps the connections open or the transport is the caller's own. May be repeated.
     */
    @Override
    public void close() {
        closed.set(true);
        retire();
    }
}
