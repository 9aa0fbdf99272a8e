package io.github.fluentpay.local.schema;

import io.github.fluentpay.catalogue.BodyKind;
import io.github.fluentpay.catalogue.Field;
import io.github.fluentpay.catalogue.Operation;
import io.github.fluentpay.json.JsonArray;
import io.github.fluentpay.json.JsonNull;
import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.json.JsonValue;
import io.github.fluentpay.local.exchange.Call;
import io.github.fluentpay.local.exchange.ErrorCode;
import io.github.fluentpay.local.exchange.RefusedException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The names that one operation's documentation gives to the fields of body and query. Immutable. */
final class DocumentedNames {

    /** The platform's own words: "the request has parameters that the API documentation does not define". */
    private static final String MESSAGE = "请求中含有未在API文档中定义的参数";

    /** The names of one object's fields, each with the names below it; null below means that anything may stand there. */
    private record Names(Map<String, @Nullable Names> below) {

        static Names of(List<Field> fields) {
            Map<String, @Nullable Names> below = new HashMap<>();
            for (Field field : fields) {
                // Data inside a text has no pointer of its own, and an object without documented fields is a map.
                boolean open = field.encoding() != null || field.fields().isEmpty();
                below.put(field.name(), open ? null : of(field.fields()));
            }
            return new Names(below);
        }

        void addOthers(JsonObject object, Pointer at, List<String> others) {
            object.fields().forEach((name, value) -> {
                Pointer pointer = at.below(name);
                if (!below.containsKey(name)) {
                    others.add(pointer.text());
                    return;
                }
                Names inner = below.get(name);
                if (inner != null) {
                    inner.addOthersInside(value, pointer, others);
                }
            });
        }

        private void addOthersInside(JsonValue value, Pointer at, List<String> others) {
            if (value instanceof JsonObject object) {
                addOthers(object, at, others);
            } else if (value instanceof JsonArray array) {
                for (int i = 0; i < array.size(); i++) {
                    addOthersInside(array.get(i), at.below(Integer.toString(i)), others);
                }
            }
        }
    }

    /** A JSON pointer, RFC 6901. */
    private record Pointer(String text) {

        Pointer below(String name) {
            return new Pointer(text + "/" + name.replace("~", "~0").replace("/", "~1"));
        }
    }

    private final boolean isUpload;
    private final Names query;
    private final Names body;

    DocumentedNames(Operation operation) {
        this.isUpload = operation.body() == BodyKind.MULTIPART;
        this.query = Names.of(operation.query());
        this.body = Names.of(RequestRules.fieldsOfBody(operation));
    }

    /**
     * Looks for fields with other names, at any depth.
     *
     * @throws RefusedException with PARAM_ERROR that lists all of them, in the order in which they were sent
     */
    void refuseOthers(Call call) {
        if (isUpload && call.request().upload() == null) {
            // Its body has to be of another kind, and that is told instead.
            return;
        }
        List<String> others = new ArrayList<>();
        query.addOthers(call.query().object(), new Pointer("/query"), others);
        body.addOthers(call.body().object(), new Pointer("/body"), others);
        if (!others.isEmpty()) {
            throw new RefusedException(
                    ErrorCode.PARAM_ERROR,
                    MESSAGE,
                    JsonObject.of("location", JsonNull.INSTANCE, "value", JsonArray.of(others.toArray())));
        }
    }
}
