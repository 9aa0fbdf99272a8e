package io.github.fluentpay.local.schema;

import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.json.JsonString;
import io.github.fluentpay.local.exchange.Upload;
import io.github.fluentpay.local.files.FileUrls;
import io.github.fluentpay.local.files.Placeholder;
import io.github.fluentpay.local.identity.SealedFields;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;

/**
 * One reply in the making: what it draws on beside the request. Nothing in it is random: the same request gets the same
 * values, until the day ends in Beijing. Not safe for several threads.
 */
final class Answering {

    private static final Duration MONTH = Duration.ofDays(30);

    private final Said said;
    private final byte[] seed;
    private final Instant today;
    private final SealedFields sealing;
    private final FileUrls urls;

    /**
     * @param operation its name, so that two operations that are told the same do not answer the same numbers
     * @param today when the day began
     */
    Answering(Said said, String operation, Instant today, SealedFields sealing, FileUrls urls) {
        this.said = said;
        this.today = today;
        this.sealing = sealing;
        this.urls = urls;
        MessageDigest digest = FileDigest.of("SHA-256");
        digest.update(operation.getBytes(StandardCharsets.UTF_8));
        Upload upload = said.call().request().upload();
        if (upload != null) {
            digest.update(upload.bytes());
        }
        this.seed = digest.digest(said.bytes());
    }

    Said said() {
        return said;
    }

    String mchid() {
        return said.call().mchid();
    }

    private byte[] hash(String name) {
        MessageDigest digest = FileDigest.of("SHA-256");
        digest.update(seed);
        return digest.digest(name.getBytes(StandardCharsets.UTF_8));
    }

    /** At least 60 decimal digits, which hang on the request and the name; the first is not 0. */
    String digits(String name) {
        return "9" + new BigInteger(1, hash(name)).toString().substring(1);
    }

    /** A time of the day before. */
    Instant past(String name) {
        int second = Math.floorMod(new BigInteger(hash(name)).intValue(), 12 * 3600);
        return today.minusSeconds(1L + second);
    }

    /** A month from now. */
    Instant future() {
        return today.plus(MONTH);
    }

    String seal(String plain) {
        return sealing.sealFor(mchid(), plain);
    }

    /** The id of the file that came along, or of the one that is to be fetched. */
    String fileId() {
        return HexFormat.of().formatHex(hash("file"), 0, 16);
    }

    String pictureUrl(String name) {
        return urls.ofPicture(
                said.call().request().upload() == null ? HexFormat.of().formatHex(hash(name), 0, 16) : fileId());
    }

    /** "Download a bill" (下载账单): the query says whether the file shall come compressed. */
    String downloadUrl() {
        JsonObject query = said.query();
        boolean compressed =
                query.get("tar_type") instanceof JsonString type && type.value().equals("GZIP");
        return urls.ofBill(billToken(), compressed);
    }

    /** Of what will be served there. */
    String downloadHash(String algorithm) {
        return FileDigest.hex(algorithm, Placeholder.TEXT.bytes(billToken()));
    }

    private String billToken() {
        return FileUrls.MADE_UP + fileId();
    }
}
