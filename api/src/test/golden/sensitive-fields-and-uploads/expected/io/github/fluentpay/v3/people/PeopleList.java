package io.github.fluentpay.v3.people;

import io.github.fluentpay.client.WechatPayClient;
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

/**
 * {@code v3/people/list}: 登记.
 *
 * <p>登记, {@code POST}:
 * <pre>{@code
 * PeopleList.Reply reply = pay.v3().people().list()
 *         .post(b -> b
 *                 .addPeople(o -> o
 *                         .name("NAME")));
 * }</pre>
 */
@Generated("io.github.fluentpay.codegen")
public final class PeopleList extends Step<PeopleList> {
    /** For the step above. */
    public PeopleList(Trail trail) {
        super(trail, "v3/people/list");
    }

    /**
     * 登记. {@code POST v3/people/list}.
     *
     * <p>Required: {@code people}.
     *
     * @see <a href="https://pay.weixin.qq.com/doc/v3/merchant/1">官方文档 1</a>
     */
    public Reply post(Consumer<Request.Builder> request) {
        return post(Request.of(request));
    }

    /** 登记. {@code POST v3/people/list}. */
    public Reply post(Request request) {
        return new Reply(chain().encrypting(Request.SENSITIVE).post(request.json()));
    }

    /** 登记. {@code POST v3/people/list}. */
    public CompletableFuture<Reply> postAsync(Consumer<Request.Builder> request) {
        return postAsync(Request.of(request));
    }

    /** 登记. {@code POST v3/people/list}. */
    public CompletableFuture<Reply> postAsync(Request request) {
        return then(chain().encrypting(Request.SENSITIVE).postAsync(request.json()), Reply::new);
    }

    @Override
    protected PeopleList on(Trail trail) {
        return new PeopleList(trail);
    }

    /** What is sent: 登记. */
    public static final class Request extends JsonView {
        static final Shape SHAPE = Shape.of(
                Rule.object("people", PeoplePeople.SHAPE).list().required());

        static final List<String> SENSITIVE = List.of("/people/*/name");

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

        /** {@code people}; required. */
        public List<PeoplePeople> people() {
            return views("people", PeoplePeople::new);
        }

        /** Collects the fields. Not safe for several threads. */
        public static final class Builder extends ViewBuilder<Builder> {
            Builder() {
            }

            /** {@code people}; required. */
            public Builder people(List<PeoplePeople> people) {
                return put("people", people);
            }

            /** {@code people}; required. */
            public Builder people(PeoplePeople... people) {
                return put("people", List.of(people));
            }

            /** Adds one of {@code people}; required. */
            public Builder addPeople(Consumer<PeoplePeople.Builder> people) {
                return add("people", people, new PeoplePeople.Builder());
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

    /** The verified reply: 登记. */
    public static final class Reply extends ReplyView {
        static final List<String> SENSITIVE = List.of("/people/*/phone");

        Reply(io.github.fluentpay.client.Reply reply) {
            super(reply);
        }

        private Reply(io.github.fluentpay.client.Reply reply, JsonObject json) {
            super(reply, json);
        }

        /** {@code people}. */
        public List<PeoplePeopleResult> people() {
            return views("people", PeoplePeopleResult::new);
        }

        /**
         * This reply with its sensitive fields opened by the merchant's key: /people/*&#47;phone.
         *
         * @throws io.github.fluentpay.protocol.MalformedMessageException if one was sealed for another certificate
         */
        public Reply decrypted(WechatPayClient pay) {
            return new Reply(reply(), opened(pay, SENSITIVE));
        }
    }
}
