package io.github.fluentpay.v3.pact;

import io.github.fluentpay.client.Reply;
import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.typed.JsonView;
import io.github.fluentpay.typed.ReplyView;
import io.github.fluentpay.typed.Rule;
import io.github.fluentpay.typed.Shape;
import io.github.fluentpay.typed.Step;
import io.github.fluentpay.typed.Trail;
import io.github.fluentpay.typed.ViewBuilder;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.Nullable;

/**
 * {@code v3/pact/pacts/{pact_id}}: 查询; 建立.
 *
 * <p>查询, {@code GET}:
 * <pre>{@code
 * PactPactsByPactId.GetReply reply = pay.v3().pact().pacts().pactId("p-1")
 *         .get("X-TRACE", q -> q
 *                 .mchid("1900000001"));
 * }</pre>
 *
 * <p>建立, {@code POST}:
 * <pre>{@code
 * PactPactsByPactId.GetReply reply = pay.v3().pact().pacts().pactId("p-1")
 *         .post("12345", b -> b
 *                 .addPartners(o -> o
 *                         .kind(PactKind.BRAND)
 *                         .numbers(1L)
 *                         .terms(p -> p
 *                                 .share(new BigDecimal("1.5"))
 *                                 .note(JsonObject.empty()))));
 * }</pre>
 */
@Generated("io.github.fluentpay.codegen")
public final class PactPactsByPactId extends Step<PactPactsByPactId> {
    /** For the step above. */
    public PactPactsByPactId(Trail trail) {
        super(trail, "v3/pact/pacts/{pact_id}");
    }

    /**
     * 查询. {@code GET v3/pact/pacts/{pact_id}}.
     *
     * <p>Required: {@code mchid}.
     *
     * <p>Required header {@code X-Trace}: the argument {@code xTrace}.
     *
     * <p>Optional header {@code X-Hint}: {@code .header("X-Hint", …)} in front of the verb.
     *
     * @see <a href="https://pay.weixin.qq.com/doc/v3/merchant/1">官方文档 1</a>
     */
    public GetReply get(String xTrace, Consumer<GetQuery.Builder> query) {
        return get(xTrace, GetQuery.of(query));
    }

    /** 查询. {@code GET v3/pact/pacts/{pact_id}}. */
    public GetReply get(String xTrace, GetQuery query) {
        return new GetReply(headed(asked(query), "X-Trace", xTrace).get());
    }

    /** 查询. {@code GET v3/pact/pacts/{pact_id}}. */
    public CompletableFuture<GetReply> getAsync(String xTrace, Consumer<GetQuery.Builder> query) {
        return getAsync(xTrace, GetQuery.of(query));
    }

    /** 查询. {@code GET v3/pact/pacts/{pact_id}}. */
    public CompletableFuture<GetReply> getAsync(String xTrace, GetQuery query) {
        return then(headed(asked(query), "X-Trace", xTrace).getAsync(), GetReply::new);
    }

    /**
     * 建立. {@code POST v3/pact/pacts/{pact_id}}.
     *
     * <p>Required: {@code partners}.
     *
     * <p>Required header {@code Idempotency-Key}: the argument {@code idempotencyKey}.
     *
     * @see <a href="https://pay.weixin.qq.com/doc/v3/merchant/1">官方文档 1</a>
     */
    public GetReply post(String idempotencyKey, Consumer<Request.Builder> request) {
        return post(idempotencyKey, Request.of(request));
    }

    /** 建立. {@code POST v3/pact/pacts/{pact_id}}. */
    public GetReply post(String idempotencyKey, Request request) {
        return new GetReply(headed(chain(), "Idempotency-Key", idempotencyKey).post(request.json()));
    }

    /** 建立. {@code POST v3/pact/pacts/{pact_id}}. */
    public CompletableFuture<GetReply> postAsync(String idempotencyKey,
            Consumer<Request.Builder> request) {
        return postAsync(idempotencyKey, Request.of(request));
    }

    /** 建立. {@code POST v3/pact/pacts/{pact_id}}. */
    public CompletableFuture<GetReply> postAsync(String idempotencyKey, Request request) {
        return then(headed(chain(), "Idempotency-Key", idempotencyKey).postAsync(request.json()), GetReply::new);
    }

    @Override
    protected PactPactsByPactId on(Trail trail) {
        return new PactPactsByPactId(trail);
    }

    /** Parameters of the query: 查询. */
    public static final class GetQuery extends JsonView {
        static final Shape SHAPE = Shape.of(
                Rule.text("mchid").required());

        GetQuery(JsonObject json) {
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
        public static GetQuery of(Consumer<Builder> fields) {
            Builder builder = new Builder();
            fields.accept(builder);
            return builder.build();
        }

        /**
         * A view of {@code json}, whose fields may be others too.
         *
         * @throws IllegalArgumentException if a required field is missing, or a value is of another type, too long or not allowed; the message names every such field
         */
        public static GetQuery of(JsonObject json) {
            return new GetQuery(SHAPE.checked(json));
        }

        /**
         * A view of a map with the names of the wire.
         *
         * @throws IllegalArgumentException if a required field is missing, or a value is of another type, too long or not allowed; the message names every such field
         */
        public static GetQuery of(Map<String, ?> fields) {
            return of(JsonObject.from(fields));
        }

        /** {@code mchid}; required; for example {@code 1900000001}. */
        public @Nullable String mchid() {
            return string("mchid");
        }

        /** Collects the fields. Not safe for several threads. */
        public static final class Builder extends ViewBuilder<Builder> {
            Builder() {
            }

            /** {@code mchid}; required; for example {@code 1900000001}. */
            public Builder mchid(String mchid) {
                return put("mchid", mchid);
            }

            /**
             * The view.
             *
             * @throws IllegalArgumentException if a required field is missing, or a value is too long or not allowed; the message names every such field
             */
            public GetQuery build() {
                return new GetQuery(SHAPE.checked(unchecked()));
            }
        }
    }

    /**
     * The verified reply: 查询.
     *
     * <p>Also that of {@code POST v3/pact/pacts/{pact_id}}.
     */
    public static final class GetReply extends ReplyView {
        GetReply(Reply reply) {
            super(reply);
        }

        /** {@code state}. */
        public @Nullable String state() {
            return string("state");
        }
    }

    /** What is sent: 建立. */
    public static final class Request extends JsonView {
        static final Shape SHAPE = Shape.of(
                Rule.object("partners", PactPartners.SHAPE).list().required());

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

        /** {@code partners}; required. */
        public List<PactPartners> partners() {
            return views("partners", PactPartners::new);
        }

        /** Collects the fields. Not safe for several threads. */
        public static final class Builder extends ViewBuilder<Builder> {
            Builder() {
            }

            /** {@code partners}; required. */
            public Builder partners(List<PactPartners> partners) {
                return put("partners", partners);
            }

            /** {@code partners}; required. */
            public Builder partners(PactPartners... partners) {
                return put("partners", List.of(partners));
            }

            /** Adds one of {@code partners}; required. */
            public Builder addPartners(Consumer<PactPartners.Builder> partners) {
                return add("partners", partners, new PactPartners.Builder());
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
}
