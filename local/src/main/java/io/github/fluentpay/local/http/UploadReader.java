package io.github.fluentpay.local.http;

import io.github.fluentpay.local.exchange.ErrorCode;
import io.github.fluentpay.local.exchange.Fields;
import io.github.fluentpay.local.exchange.RefusedException;
import io.github.fluentpay.local.exchange.Request;
import io.github.fluentpay.local.exchange.Upload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.MultiPart;
import org.eclipse.jetty.http.MultiPartFormData;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.content.ByteBufferContentSource;
import org.eclipse.jetty.util.Blocker;
import org.eclipse.jetty.util.BufferUtil;
import org.jspecify.annotations.Nullable;

/**
 * Takes {@code multipart/form-data} (RFC 7578) apart; documentation page "upload an image" (图片上传): a part {@code meta}
 * with a JSON text, which alone is signed, and a part with the file.
 */
final class UploadReader {

    private static final String MULTIPART = "multipart/form-data";
    private static final int MAX_PARTS = 8;

    private UploadReader() {}

    static boolean isUpload(@Nullable String contentType) {
        return contentType != null && contentType.toLowerCase(Locale.ROOT).startsWith(MULTIPART);
    }

    /**
     * The upload that a body holds.
     *
     * @throws RefusedException if it is none: then nobody can say what was signed either
     */
    static Request read(String method, String target, Map<String, String> headers, String contentType, byte[] body) {
        try (MultiPartFormData.Parts parts = parts(contentType, body)) {
            requireNames(parts);
            MultiPart.Part meta = parts.getFirst(Upload.META);
            if (meta == null) {
                throw refused("has no part " + Upload.META + ", whose JSON text is what is signed");
            }
            return new Request(method, target, headers, bytes(meta), upload(parts, body));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All in memory: the body is there already. */
    private static MultiPartFormData.Parts parts(String contentType, byte[] body) {
        MultiPartFormData.Parser parser = new MultiPartFormData.Parser(boundary(contentType));
        parser.setMaxParts(MAX_PARTS);
        parser.setMaxLength(body.length);
        parser.setMaxMemoryFileSize(body.length);
        Content.Source source = new ByteBufferContentSource(ByteBuffer.wrap(body));
        try {
            return Blocker.blockWithPromise(promise -> parser.parse(source, promise));
        } catch (IOException | RuntimeException e) {
            throw refused("cannot be taken apart: " + e.getMessage());
        }
    }

    private static String boundary(String contentType) {
        String boundary;
        try {
            boundary = MultiPart.extractBoundary(contentType);
        } catch (IllegalArgumentException e) {
            throw refused("has a Content-Type that cannot be read: a quotation mark is not closed");
        }
        if (boundary == null || boundary.isEmpty()) {
            throw refused("names no boundary in its Content-Type");
        }
        return boundary;
    }

    /** Jetty looks parts up by their names, and fails at one that has none. */
    private static void requireNames(MultiPartFormData.Parts parts) {
        for (MultiPart.Part part : parts) {
            if (part.getName() == null) {
                throw refused("has a part without a name; each part is named in its Content-Disposition");
            }
        }
    }

    private static Upload upload(MultiPartFormData.Parts parts, byte[] body) throws IOException {
        MultiPart.@Nullable Part file = null;
        for (MultiPart.Part part : parts) {
            if (!Upload.META.equals(part.getName())) {
                if (file != null) {
                    throw refused("has more than two parts; it takes " + Upload.META + " and one file");
                }
                file = part;
            }
        }
        if (file == null) {
            throw refused("has no part with a file");
        }
        return new Upload(
                Objects.requireNonNull(file.getName()),
                Objects.requireNonNullElse(file.getFileName(), ""),
                Objects.requireNonNullElse(file.getHeaders().get(HttpHeader.CONTENT_TYPE), "application/octet-stream"),
                bytes(file),
                body);
    }

    private static byte[] bytes(MultiPart.Part part) throws IOException {
        return BufferUtil.toArray(Content.Source.asByteBuffer(part.getContentSource()));
    }

    private static RefusedException refused(String problem) {
        return new RefusedException(
                ErrorCode.PARAM_ERROR,
                "The upload " + problem,
                Fields.detail("", Fields.Place.BODY.location(), problem));
    }
}
