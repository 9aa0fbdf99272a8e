package io.github.fluentpay.client;

import io.github.fluentpay.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * An upload: a file, and the meta information (媒体文件元信息) that is signed in its place. Immutable.
 *
 * <pre>{@code
 * pay.chain("v3/marketing/favor/media/image-upload").post(Multipart.of(FileContent.of(Path.of("coupon.png"))));
 * }</pre>
 */
public final class Multipart {

    private static final String META = "meta";

    private final JsonObject meta;
    private final FileContent file;
    private final String partName;

    private Multipart(JsonObject meta, FileContent file, String partName) {
        this.meta = meta;
        this.file = file;
        this.partName = partName;
    }

    /** The usual upload: the part {@code file}, and {@code filename} and {@code sha256} as meta information. */
    public static Multipart of(FileContent file) {
        return of(JsonObject.of("filename", file.fileName(), "sha256", file.sha256()), file);
    }

    /** An upload with meta information of another form, sent as it is. */
    public static Multipart of(JsonObject meta, FileContent file) {
        return new Multipart(Objects.requireNonNull(meta, "meta"), Objects.requireNonNull(file, "file"), "file");
    }

    /**
     * This upload with another name for the file's part, which a few endpoints have.
     *
     * @throws IllegalArgumentException if it is {@code meta}, or has other characters than letters, digits and
     *     {@code _ - .}
     */
    public Multipart partName(String name) {
        boolean plain = !name.isEmpty() && name.chars().allMatch(c -> PercentEncoding.isUnreserved(c) && c != '~');
        if (!plain || name.equals(META)) {
            throw new IllegalArgumentException("\"" + name + "\" cannot be the name of the file's part: "
                    + (plain ? "it is that of the other part" : "it has letters, digits and _ - . only"));
        }
        return new Multipart(meta, file, name);
    }

    /**
     * This upload with one more field in its meta information, for example {@code bank_type}.
     *
     * @throws IllegalArgumentException as {@link JsonObject#with(String, Object)}
     */
    public Multipart with(String name, Object value) {
        return new Multipart(meta.with(name, value), file, partName);
    }

    /** The same upload gives the same bytes, so that a call can be repeated as it was. */
    Body encoded() {
        byte[] signed = meta.toBytes();
        String disposition = "form-data; name=\"" + partName + "\"; filename=\"" + escaped(file.fileName()) + '"';
        byte[] seed = FileContent.sha256(utf8(disposition), signed, utf8(file.sha256()));
        String boundary = Boundary.of(seed, signed, utf8(disposition), file.bytes());
        byte[] head = utf8("--" + boundary + "\r\n"
                + "Content-Disposition: form-data; name=\"" + META + "\"\r\n"
                + "Content-Type: " + Body.JSON + "\r\n\r\n");
        byte[] between = utf8("\r\n--" + boundary + "\r\n"
                + "Content-Disposition: " + disposition + "\r\n"
                + "Content-Type: " + FileTypes.of(file.fileName()) + "\r\n\r\n");
        byte[] tail = utf8("\r\n--" + boundary + "--\r\n");
        byte[] sent = joined(head, signed, between, file.bytes(), tail);
        return new Body(sent, signed, "multipart/form-data; boundary=" + boundary);
    }

    /** RFC 7578 section 4.2 sends names as UTF-8; what would end the header's line or quotes is percent-encoded. */
    private static String escaped(String fileName) {
        StringBuilder escaped = new StringBuilder(fileName.length());
        fileName.codePoints().forEach(c -> {
            if (c == '"' || c < 0x20 || c == 0x7F) {
                escaped.append(PercentEncoding.encode(Character.toString(c)));
            } else {
                escaped.appendCodePoint(c);
            }
        });
        return escaped.toString();
    }

    private static byte[] joined(byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length = Math.addExact(length, part.length);
        }
        byte[] all = new byte[length];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Multipart that
                && meta.equals(that.meta)
                && file.equals(that.file)
                && partName.equals(that.partName);
    }

    @Override
    public int hashCode() {
        return Objects.hash(meta, file, partName);
    }

    /** The file's size only: meta information may be secret. */
    @Override
    public String toString() {
        return "Multipart[" + partName + ", " + file.size() + " bytes]";
    }
}
