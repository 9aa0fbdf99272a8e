package io.github.fluentpay.local.signature;

import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.json.JsonString;
import io.github.fluentpay.local.exchange.ErrorCode;
import io.github.fluentpay.local.exchange.Fields;
import io.github.fluentpay.local.exchange.RefusedException;
import io.github.fluentpay.local.exchange.Request;
import io.github.fluentpay.local.identity.CertificateDownload;
import io.github.fluentpay.local.identity.KnownMerchant;
import io.github.fluentpay.local.identity.Merchants;
import io.github.fluentpay.local.identity.PlatformKeys;
import io.github.fluentpay.protocol.Authorization;
import io.github.fluentpay.protocol.SignatureHeaders;
import io.github.fluentpay.protocol.StringToSign;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks who sent a request, and that it arrived as it was signed; APIv3 documentation, "generate the request
 * signature" (请求签名). A refusal says what is wrong. Safe for many threads.
 */
public final class RequestCheck {

    private static final Logger LOG = LoggerFactory.getLogger(RequestCheck.class);

    /** "How to resolve a signature error" (签名错误排查): the clock may be five minutes off. */
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    private static final Pattern SECONDS = Pattern.compile("0|[1-9][0-9]{0,11}");
    private static final Pattern MILLISECONDS = Pattern.compile("[1-9][0-9]{12}");

    /** As openssl and Java print a serial number of up to 20 bytes when they are not told otherwise. */
    private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,49}");

    /** Enough of a string to compare with, and no flood in a log. */
    private static final int MAX_SHOWN = 8 * 1024;

    /** So long a wrong signature waits for the diagnosis of another one. */
    private static final Duration MAX_WAIT = Duration.ofSeconds(2);

    private final Merchants merchants;
    private final PlatformKeys platform;
    private final Function<String, Optional<String>> templates;
    private final Clock clock;

    /** A diagnosis takes all of a processor and many copies of a body, so there is one at a time. */
    private final Semaphore oneDiagnosis = new Semaphore(1);

    /**
     * Checks requests to this platform.
     *
     * @param templates the documented path that a path fits, for the diagnosis
     */
    public RequestCheck(
            Merchants merchants, PlatformKeys platform, Function<String, Optional<String>> templates, Clock clock) {
        this.merchants = merchants;
        this.platform = platform;
        this.templates = templates;
        this.clock = clock;
    }

    /**
     * Checks one request.
     *
     * @return the merchant number of the caller
     * @throws RefusedException with SIGN_ERROR; with PARAM_ERROR if all is well but the platform's key that it names
     */
    public String caller(Request request) {
        // 1. The header is there and complete.
        Authorization authorization = authorization(request);
        // 2. The timestamp is one.
        long timestamp = timestamp(request, authorization);
        // 3. The merchant is known, and so is its certificate.
        KnownMerchant merchant = merchant(request, authorization);
        // 4. The clocks agree.
        checkClock(request, authorization, timestamp, merchant);
        // 5. The signature holds.
        wrongSignature(request, authorization, timestamp, merchant).ifPresent(wrong -> {
            throw refused(request, authorization, wrong);
        });
        // 6. The platform's key that it names, and seals with, was not withdrawn.
        checkPlatformSerial(request);
        return merchant.mchid();
    }

    /** The list of certificates is for those, too, who have only the old one. */
    private void checkPlatformSerial(Request request) {
        if (platform.isWithdrawn(request.header(SignatureHeaders.SERIAL))
                && !request.rawPath().equals(CertificateDownload.PATH)) {
            String rule = "names a platform certificate that was withdrawn; download the new one, seal with that, and"
                    + " name it";
            throw new RefusedException(
                    ErrorCode.PARAM_ERROR,
                    SignatureHeaders.SERIAL + " " + rule,
                    Fields.detail(SignatureHeaders.SERIAL, "header", rule));
        }
    }

    /**
     * What is wrong.
     *
     * @param message for a reader of the reply
     * @param issue the same without its beginning
     * @param signed what the caller signed, if it was found out
     */
    private record Wrong(
            String message, String issue, @Nullable String signed) {

        static Wrong of(String issue) {
            return new Wrong(issue, issue, null);
        }
    }

    private static Authorization authorization(Request request) {
        String header = request.header("Authorization");
        if (header == null) {
            throw refused(
                    Wrong.of("The request has no Authorization header; sign it, and send " + Authorization.SCHEME
                            + " mchid=\"…\",nonce_str=\"…\",timestamp=\"…\",serial_no=\"…\",signature=\"…\" in one"),
                    null);
        }
        String scheme = AuthorizationScheme.problem(header);
        if (scheme != null) {
            throw refused(Wrong.of(scheme), null);
        }
        try {
            return Authorization.parse(header);
        } catch (IllegalArgumentException e) {
            throw refused(Wrong.of(String.valueOf(e.getMessage())), null);
        }
    }

    private static long timestamp(Request request, Authorization authorization) {
        String text = authorization.timestamp();
        if (SECONDS.matcher(text).matches()) {
            return Long.parseLong(text);
        }
        String issue = MILLISECONDS.matcher(text).matches()
                ? "The timestamp is in milliseconds; it must be in seconds, 10 digits"
                : "The timestamp is not a number of seconds since 1970";
        throw refused(request, authorization, Wrong.of(issue));
    }

    private KnownMerchant merchant(Request request, Authorization authorization) {
        KnownMerchant merchant = merchants.find(authorization.mchid()).orElseThrow(() -> {
            String known =
                    merchants.all().stream().map(KnownMerchant::mchid).sorted().collect(Collectors.joining(", "));
            return refused(
                    request,
                    authorization,
                    Wrong.of("The merchant number (mchid) in Authorization is unknown; LocalPay knows "
                            + (known.isEmpty() ? "none" : known)));
        });
        if (!isSame(merchant.serial(), authorization.serialNumber())) {
            throw refused(request, authorization, Wrong.of(serialIssue(authorization.serialNumber(), merchant)));
        }
        return merchant;
    }

    private String serialIssue(String serial, KnownMerchant merchant) {
        String cure = "; the certificate of merchant " + merchant.mchid() + " has " + merchant.serial();
        String plain = plain(serial);
        if (isSame(merchant.serial(), plain)) {
            return "The serial number (serial_no) in Authorization has blanks or colons; leave them out" + cure;
        }
        if (isSame(merchant.serial(), hex(serial))) {
            return "The serial number (serial_no) in Authorization is in decimal; write it in hexadecimal" + cure;
        }
        if (serial.startsWith("PUB_KEY_ID_")
                || platform.verifyingKeys().find(plain).isPresent()) {
            return "The serial number (serial_no) in Authorization is the platform's, not the merchant's" + cure;
        }
        return merchants.all().stream()
                        .filter(other -> isSame(other.serial(), plain))
                        .map(other ->
                                "The serial number (serial_no) in Authorization belongs to merchant " + other.mchid())
                        .findFirst()
                        .orElse("The serial number (serial_no) in Authorization is unknown")
                + cure;
    }

    /** Clients write it in either case, and pad it with zeros. */
    private static boolean isSame(String serial, String given) {
        return serial.equalsIgnoreCase(given.replaceFirst("^0+(?=.)", ""));
    }

    private static String plain(String serial) {
        return serial.replaceAll("[:\\s]", "");
    }

    /** The hexadecimal form of a decimal number; anything else as it is. */
    private static String hex(String serial) {
        return DECIMAL.matcher(serial).matches() ? new BigInteger(serial).toString(16) : serial;
    }

    private void checkClock(Request request, Authorization authorization, long timestamp, KnownMerchant merchant) {
        long ahead = timestamp - clock.instant().getEpochSecond();
        if (Math.abs(ahead) <= TOLERANCE.toSeconds()) {
            return;
        }
        String issue = "The timestamp is " + Math.abs(ahead) + " seconds " + (ahead < 0 ? "behind" : "ahead of")
                + " LocalPay's clock, and 300 are allowed; set the clock, or sign right before sending";
        throw refused(
                request,
                authorization,
                // One who sets the clock and is refused again has been told half of it.
                wrongSignature(request, authorization, timestamp, merchant)
                        .map(second -> {
                            String both =
                                    issue + ". Besides, the" + second.message().substring("The".length());
                            return new Wrong(both, both, second.signed());
                        })
                        .orElseGet(() -> Wrong.of(issue)));
    }

    private Optional<Wrong> wrongSignature(
            Request request, Authorization authorization, long timestamp, KnownMerchant merchant) {
        byte[] signature;
        try {
            signature = Base64.getDecoder().decode(authorization.signature());
        } catch (IllegalArgumentException e) {
            return Optional.of(Wrong.of("The signature is not Base64 (the standard alphabet, with + and /)"));
        }
        byte[] expected = StringToSign.ofRequest(
                request.method(), request.target(), timestamp, authorization.nonce(), request.body());
        Optional<SignedDigest> digest = SignedDigest.recover(merchant.publicKey(), signature);
        if (digest.equals(Optional.of(SignedDigest.of(expected)))) {
            return Optional.empty();
        }
        Diagnosis diagnosis = diagnosis(request, authorization, signature, digest, merchant);
        return Optional.of(new Wrong(
                "The signature does not hold: " + diagnosis.issue(), diagnosis.issue(), diagnosis.signedText()));
    }

    private Diagnosis diagnosis(
            Request request,
            Authorization authorization,
            byte[] signature,
            Optional<SignedDigest> digest,
            KnownMerchant merchant) {
        boolean free = false;
        try {
            free = oneDiagnosis.tryAcquire(MAX_WAIT.toMillis(), TimeUnit.MILLISECONDS);
            return free
                    ? Diagnosis.of(
                            request,
                            authorization,
                            signature,
                            digest,
                            merchant,
                            merchants.all(),
                            platform,
                            templates.apply(request.rawPath()).orElse(null))
                    : Diagnosis.BUSY;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Diagnosis.BUSY;
        } finally {
            if (free) {
                oneDiagnosis.release();
            }
        }
    }

    private static RefusedException refused(Request request, Authorization authorization, Wrong wrong) {
        return refused(wrong, shown(stringToSign(request, authorization)));
    }

    /** The string that should have been signed; for a header in milliseconds, the one with its seconds. */
    private static String stringToSign(Request request, Authorization authorization) {
        String time = authorization.timestamp();
        return String.join(
                "\n",
                request.method(),
                request.target(),
                MILLISECONDS.matcher(time).matches() ? time.substring(0, time.length() - 3) : time,
                authorization.nonce(),
                new String(request.body(), StandardCharsets.UTF_8),
                "");
    }

    private static RefusedException refused(Wrong wrong, @Nullable String expected) {
        String signed = wrong.signed() == null ? null : shown(wrong.signed());
        JsonObject detail = JsonObject.builder()
                .put("issue", wrong.issue())
                .put("location", "authorization")
                .putIfPresent("string_to_sign", expected)
                .putIfPresent("string_that_was_signed", signed)
                .build();
        LOG.warn(
                "{}{}{}",
                wrong.message(),
                expected == null ? "" : " Expected: " + JsonString.of(expected).toJson(),
                signed == null ? "" : " Signed: " + JsonString.of(signed).toJson());
        return new RefusedException(ErrorCode.SIGN_ERROR, wrong.message(), detail);
    }

    private static String shown(String text) {
        if (text.length() <= MAX_SHOWN) {
            return text;
        }
        // Never between the two halves of a surrogate pair: half a pair has no JSON form.
        int end = Character.isHighSurrogate(text.charAt(MAX_SHOWN - 1)) ? MAX_SHOWN - 1 : MAX_SHOWN;
        return text.substring(0, end) + "… (" + text.length() + " characters in all)";
    }
}
