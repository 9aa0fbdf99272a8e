package io.github.fluentpay.v3.people;

import io.github.fluentpay.client.FileContent;
import io.github.fluentpay.client.Multipart;
import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.typed.JsonView;
import io.github.fluentpay.typed.ReplyView;
import io.github.fluentpay.typed.Rule;
import io.github.fluentpay.typed.Shape;
import io.github.fluentpay.typed.Step;
import io.github.fluentpay.typed.Trail;
import io.github.fluentpay.typed.ViewBuilder;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.Nullable;

/**
 * {@code v3/people/photos}: 上传.
 *
 * <p>上传, {@code POST}:
 * <pre>{@code
 * PeoplePhotos.Reply reply = pay.v3().people().photos()
 *         .post(FileContent.of(Path.of("file.png")));
 * }</pre>
 */
@Generated("io.github.fluentpay.codegen")
public final class PeoplePhotos extends Step<PeoplePhotos> {
    /** For the step above. */
    public PeoplePhotos(Trail trail) {
        super(trail, "v3/people/photos");
    }

    /**
     * 上传. {@code POST v3/people/photos}.
     *
     * @see <a href="https://pay.weixin.qq.com/doc/v3/merchant/1">官方文档 1</a>
     */
    public Reply post(Multipart upload) {
        return new Reply(chain().post(upload.partName("photo")));
    }

    /**
     * 上传. {@code POST v3/people/photos}.
     *
     * @param meta describes the file; what can be told from the file itself is set already
     */
    public Reply post(FileContent file, Consumer<Request.Builder> meta) {
        Request.Builder described = Request.builder().sha256(file.sha256()).filename(file.fileName());
        meta.accept(described);
        return post(Multipart.of(described.build().json(), file).partName("photo"));
    }

    /** 上传. {@code POST v3/people/photos}. */
    public Reply post(FileContent file) {
        return post(file, meta -> {});
    }

    /** 上传. {@code POST v3/people/photos}. */
    public CompletableFuture<Reply> postAsync(Multipart upload) {
        return then(chain().postAsync(upload.partName("photo")), Reply::new);
    }

    /**
     * 上传. {@code POST v3/people/photos}.
     *
     * @param meta describes the file; what can be told from the file itself is set already
     */
    public CompletableFuture<Reply> postAsync(FileContent file, Consumer<Request.Builder> meta) {
        Request.Builder described = Request.builder().sha256(file.sha256()).filename(file.fileName());
        meta.accept(described);
        return postAsync(Multipart.of(described.build().json(), file).partName("photo"));
    }

    /** 上传. {@code POST v3/people/photos}. */
    public CompletableFuture<Reply> postAsync(FileContent file) {
        return postAsync(file, meta -> {});
    }

    @Override
    protected PeoplePhotos on(Trail trail) {
        return new PeoplePhotos(trail);
    }

    /** What is sent: 上传. */
    public static final class Request extends JsonView {
        static final Shape SHAPE = Shape.of(
                Rule.text("sha256").required(),
                Rule.text("filename").required(),
                Rule.text("owner"));

        Request(JsonObject json) {
            super(json);
        }

        /** A builder without fields. */
        public static Builder builder() {
            return new Builder();
        }

        /**
         * What {@code fields} sets.
         *
         * @throws IllegalArgumentException if a required field is missing, or a value is of another type, too long or not allowed; the message names every such field
         */
        public static Request of(Consumer<Builder> fields) {
            Builder builder = new Builder();
            fields.accept(builder);
            return builder.build();
        }

        /**
         * A view of {@code json}, whose fields may be others too.
         *
         * @throws IllegalArgumentException if a required field is missing, or a value is of another type, too long or not allowed; the message names every such field
         */
        public static Request of(JsonObject json) {
            return new Request(SHAPE.checked(json));
        }

        /**
         * A view of a map with the names of the wire.
         *
         * @throws IllegalArgumentException if a required field is missing, or a value is of another type, too long or not allowed; the message names every such field
         */
        public static Request of(Map<String, ?> fields) {
            return of(JsonObject.from(fields));
        }

        /** {@code sha256}; required. */
        public @Nullable String sha256() {
            return string("sha256");
        }

        /** {@code filename}; required. */
        public @Nullable String filename() {
            return string("filename");
        }

        /** {@code owner}. */
        public @Nullable String owner() {
            return string("owner");
        }

        /** Collects the fields. Not safe for several threads. */
        public static final class Builder extends ViewBuilder<Builder> {
            Builder() {
            }

            /** {@code sha256}; required. */
            public Builder sha256(String sha256) {
                return put("sha256", sha256);
            }

            /** {@code filename}; required. */
            public Builder filename(String filename) {
                return put("filename", filename);
            }

            /** {@code owner}. */
            public Builder owner(String owner) {
                return put("owner", owner);
            }

            /**
             * The view.
             *
             * @throws IllegalArgumentException if a required field is missing, or a value is too long or not allowed; the message names every such field
             */
            public Request build() {
                return new Request(SHAPE.checked(unchecked()));
            }
        }
    }

    /** The verified reply: 上传. */
    public static final class Reply extends ReplyView {
        Reply(io.github.fluentpay.client.Reply reply) {
            super(reply);
        }

        /** {@code media_id}. */
        public @Nullable String mediaId() {
            return string("media_id");
        }
    }
}
