package io.github.fluentpay.v3.stock;

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
 * {@code v3/stock/stocks}: 列表; 删除; 修改.
 *
 * <p>列表, {@code GET}:
 * <pre>{@code
 * StockStocks.GetReply reply = pay.v3().stock().stocks()
 *         .get();
 * }</pre>
 *
 * <p>删除, {@code DELETE}:
 * <pre>{@code
 * Reply reply = pay.v3().stock().stocks()
 *         .delete(b -> b
 *                 .stockId("STOCK_ID"));
 * }</pre>
 * It answers without JSON.
 *
 * <p>修改, {@code PATCH}:
 * <pre>{@code
 * Reply reply = pay.v3().stock().stocks()
 *         .patch(q -> q
 *                 .mchid("MCHID"), b -> {});
 * }</pre>
 * It answers without JSON.
 */
@Generated("io.github.fluentpay.codegen")
public final class StockStocks extends Step<StockStocks> {
    /** For the step above. */
    public StockStocks(Trail trail) {
        super(trail, "v3/stock/stocks");
    }

    /**
     * 列表. {@code GET v3/stock/stocks}.
     *
     * @see <a href="https://pay.weixin.qq.com/doc/v3/merchant/1">官方文档 1</a>
     */
    public GetReply get(Consumer<GetQuery.Builder> query) {
        return get(GetQuery.of(query));
    }

    /** 列表. {@code GET v3/stock/stocks}. */
    public GetReply get(GetQuery query) {
        return new GetReply(asked(query, GetQuery.SENSITIVE).get());
    }

    /** 列表. {@code GET v3/stock/stocks}. */
    public GetReply get() {
        return new GetReply(chain().get());
    }

    /** 列表. {@code GET v3/stock/stocks}. */
    public CompletableFuture<GetReply> getAsync(Consumer<GetQuery.Builder> query) {
        return getAsync(GetQuery.of(query));
    }

    /** 列表. {@code GET v3/stock/stocks}. */
    public CompletableFuture<GetReply> getAsync(GetQuery query) {
        return then(asked(query, GetQuery.SENSITIVE).getAsync(), GetReply::new);
    }

    /** 列表. {@code GET v3/stock/stocks}. */
    public CompletableFuture<GetReply> getAsync() {
        return then(chain().getAsync(), GetReply::new);
    }

    /**
     * 删除. {@code DELETE v3/stock/stocks}.
     *
     * <p>Required: {@code stock_id}.
     *
     * @see <a href="https://pay.weixin.qq.com/doc/v3/merchant/1">官方文档 1</a>
     */
    public Reply delete(Consumer<DeleteRequest.Builder> request) {
        return delete(DeleteRequest.of(request));
    }

    /** 删除. {@code DELETE v3/stock/stocks}. */
    public Reply delete(DeleteRequest request) {
        return chain().delete(request.json());
    }

    /** 删除. {@code DELETE v3/stock/stocks}. */
    public CompletableFuture<Reply> deleteAsync(Consumer<DeleteRequest.Builder> request) {
        return deleteAsync(DeleteRequest.of(request));
    }

    /** 删除. {@code DELETE v3/stock/stocks}. */
    public CompletableFuture<Reply> deleteAsync(DeleteRequest request) {
        return chain().deleteAsync(request.json());
    }

    /**
     * 修改. {@code PATCH v3/stock/stocks}.
     *
     * <p>Required: {@code mchid}.
     *
     * @see <a href="https://pay.weixin.qq.com/doc/v3/merchant/1">官方文档 1</a>
     * @deprecated {@code superseded since 2025-01-15, use v3/stock/new}
     */
    @Deprecated
    public Reply patch(Consumer<PatchQuery.Builder> query, Consumer<PatchRequest.Builder> request) {
        return patch(PatchQuery.of(query), PatchRequest.of(request));
    }

    /**
     * 修改. {@code PATCH v3/stock/stocks}.
     *
     * @deprecated {@code superseded since 2025-01-15, use v3/stock/new}
     */
    @Deprecated
    public Reply patch(PatchQuery query, PatchRequest request) {
        return asked(query).patch(request.json());
    }

    /**
     * 修改. {@code PATCH v3/stock/stocks}.
     *
     * @deprecated {@code superseded since 2025-01-15, use v3/stock/new}
     */
    @Deprecated
    public CompletableFuture<Reply> patchAsync(Consumer<PatchQuery.Builder> query,
            Consumer<PatchRequest.Builder> request) {
        return patchAsync(PatchQuery.of(query), PatchRequest.of(request));
    }

    /**
     * 修改. {@code PATCH v3/stock/stocks}.
     *
     * @deprecated {@code superseded since 2025-01-15, use v3/stock/new}
     */
    @Deprecated
    public CompletableFuture<Reply> patchAsync(PatchQuery query, PatchRequest request) {
        return asked(query).patchAsync(request.json());
    }

    @Override
    protected StockStocks on(Trail trail) {
        return new StockStocks(trail);
    }

    /** Parameters of the query: 列表. */
    public static final class GetQuery extends JsonView {
        static final Shape SHAPE = Shape.of(
                Rule.whole("limit"),
                Rule.text("id_number").secret());

        static final List<String> SENSITIVE = List.of("/id_number");

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

        /** {@code limit}. */
        public @Nullable Long limit() {
            return integer("limit");
        }

        /** {@code id_number}; sensitive: platform public key. */
        public @Nullable String idNumber() {
            return string("id_number");
        }

        /** Collects the fields. Not safe for several threads. */
        public static final class Builder extends ViewBuilder<Builder> {
            Builder() {
            }

            /** {@code limit}. */
            public Builder limit(long limit) {
                return put("limit", limit);
            }

            /** {@code id_number}; sensitive: platform public key. */
            public Builder idNumber(String idNumber) {
                return putSecret("id_number", idNumber);
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

    /** The verified reply: 列表. */
    public static final class GetReply extends ReplyView {
        GetReply(Reply reply) {
            super(reply);
        }

        /** {@code total_count}. */
        public @Nullable Long totalCount() {
            return integer("total_count");
        }
    }

    /** What is sent: 删除. */
    public static final class DeleteRequest extends JsonView {
        static final Shape SHAPE = Shape.of(
                Rule.text("stock_id").required());

        DeleteRequest(JsonObject json) {
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
        public static DeleteRequest of(Consumer<Builder> fields) {
            Builder builder = new Builder();
            fields.accept(builder);
            return builder.build();
        }

        /**
         * A view of {@code json}, whose fields may be others too.
         *
         * @throws IllegalArgumentException if a required field is missing, or a value is of another type, too long or not allowed; the message names every such field
         */
        public static DeleteRequest of(JsonObject json) {
            return new DeleteRequest(SHAPE.checked(json));
        }

        /**
         * A view of a map with the names of the wire.
         *
         * @throws IllegalArgumentException if a required field is missing, or a value is of another type, too long or not allowed; the message names every such field
         */
        public static DeleteRequest of(Map<String, ?> fields) {
            return of(JsonObject.from(fields));
        }

        /** {@code stock_id}; required. */
        public @Nullable String stockId() {
            return string("stock_id");
        }

        /** Collects the fields. Not safe for several threads. */
        public static final class Builder extends ViewBuilder<Builder> {
            Builder() {
            }

            /** {@code stock_id}; required. */
            public Builder stockId(String stockId) {
                return put("stock_id", stockId);
            }

            /**
             * The view.
             *
             * @throws IllegalArgumentException if a required field is missing, or a value is too long or not allowed; the message names every such field
             */
            public DeleteRequest build() {
                return new DeleteRequest(SHAPE.checked(unchecked()));
            }
        }
    }

    /** Parameters of the query: 修改. */
    public static final class PatchQuery extends JsonView {
        static final Shape SHAPE = Shape.of(
                Rule.text("mchid").required());

        PatchQuery(JsonObject json) {
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
        public static PatchQuery of(Consumer<Builder> fields) {
            Builder builder = new Builder();
            fields.accept(builder);
            return builder.build();
        }

        /**
         * A view of {@code json}, whose fields may be others too.
         *
         * @throws IllegalArgumentException if a required field is missing, or a value is of another type, too long or not allowed; the message names every such field
         */
        public static PatchQuery of(JsonObject json) {
            return new PatchQuery(SHAPE.checked(json));
        }

        /**
         * A view of a map with the names of the wire.
         *
         * @throws IllegalArgumentException if a required field is missing, or a value is of another type, too long or not allowed; the message names every such field
         */
        public static PatchQuery of(Map<String, ?> fields) {
            return of(JsonObject.from(fields));
        }

        /** {@code mchid}; required. */
        public @Nullable String mchid() {
            return string("mchid");
        }

        /** Collects the fields. Not safe for several threads. */
        public static final class Builder extends ViewBuilder<Builder> {
            Builder() {
            }

            /** {@code mchid}; required. */
            public Builder mchid(String mchid) {
                return put("mchid", mchid);
            }

            /**
             * The view.
             *
             * @throws IllegalArgumentException if a required field is missing, or a value is too long or not allowed; the message names every such field
             */
            public PatchQuery build() {
                return new PatchQuery(SHAPE.checked(unchecked()));
            }
        }
    }

    /** What is sent: 修改. */
    public static final class PatchRequest extends JsonView {
        static final Shape SHAPE = Shape.of(
                Rule.text("name"));

        PatchRequest(JsonObject json) {
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
        public static PatchRequest of(Consumer<Builder> fields) {
            Builder builder = new Builder();
            fields.accept(builder);
            return builder.build();
        }

        /**
         * A view of {@code json}, whose fields may be others too.
         *
         * @throws IllegalArgumentException if a required field is missing, or a value is of another type, too long or not allowed; the message names every such field
         */
        public static PatchRequest of(JsonObject json) {
            return new PatchRequest(SHAPE.checked(json));
        }

        /**
         * A view of a map with the names of the wire.
         *
         * @throws IllegalArgumentException if a required field is missing, or a value is of another type, too long or not allowed; the message names every such field
         */
        public static PatchRequest of(Map<String, ?> fields) {
            return of(JsonObject.from(fields));
        }

        /** {@code name}. */
        public @Nullable String name() {
            return string("name");
        }

        /** Collects the fields. Not safe for several threads. */
        public static final class Builder extends ViewBuilder<Builder> {
            Builder() {
            }

            /** {@code name}. */
            public Builder name(String name) {
                return put("name", name);
            }

            /**
             * The view.
             *
             * @throws IllegalArgumentException if a required field is missing, or a value is too long or not allowed; the message names every such field
             */
            public PatchRequest build() {
                return new PatchRequest(SHAPE.checked(unchecked()));
            }
        }
    }
}
