package io.github.fluentpay.local.schema;

import io.github.fluentpay.catalogue.BodyKind;
import io.github.fluentpay.catalogue.Encoding;
import io.github.fluentpay.catalogue.Field;
import io.github.fluentpay.catalogue.FieldType;
import io.github.fluentpay.catalogue.Format;
import io.github.fluentpay.catalogue.Operation;
import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.json.JsonString;
import io.github.fluentpay.json.JsonValue;
import io.github.fluentpay.local.exchange.Call;
import io.github.fluentpay.local.exchange.ErrorCode;
import io.github.fluentpay.local.exchange.Fields;
import io.github.fluentpay.local.exchange.RefusedException;
import io.github.fluentpay.local.exchange.Upload;
import io.github.fluentpay.local.identity.SealedFields;
import io.github.fluentpay.local.identity.SigningKey;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the catalogue says of one operation's request. Immutable. */
final class RequestRules {

    private final Operation operation;
    private final SealedFields sealing;
    private final List<FieldRule> path;
    private final List<FieldRule> query;
    private final List<FieldRule> headers;
    private final List<FieldRule> body;

    RequestRules(Operation operation, SealedFields sealing) {
        this.operation = operation;
        this.sealing = sealing;
        this.path = FieldRule.all(operation.pathVariables());
        this.query = FieldRule.all(operation.query());
        this.headers = FieldRule.all(operation.headers());
        this.body = FieldRule.all(fieldsOfBody(operation));
    }

    /** The fields of the JSON body, or of an upload's description. */
    static List<Field> fieldsOfBody(Operation operation) {
        return operation.body() == BodyKind.MULTIPART ? described(operation.request()) : operation.request();
    }

    private static List<Field> described(List<Field> parts) {
        return parts.stream()
                .filter(part -> part.name().equals(Upload.META) && part.encoding() == Encoding.JSON)
                .findFirst()
                .map(Field::fields)
                .orElse(List.of());
    }

    boolean isUpload() {
        return operation.body() == BodyKind.MULTIPART;
    }

    /**
     * Checks path, query, headers and body, in that order.
     *
     * @throws RefusedException with PARAM_ERROR at the first field that breaks a rule
     */
    Said check(Call call) {
        FieldRule.Opener opener = new NamedKey(call);
        JsonObject checkedPath =
                FieldRule.check(path, withoutEmpty(call.path().object()), Place.of(Fields.Place.PATH), opener);
        JsonObject checkedQuery = FieldRule.check(query, withLists(call), Place.of(Fields.Place.QUERY), opener);
        FieldRule.check(headers, given(call), Place.of(Fields.Place.HEADER), opener);
        if (isUpload()) {
            checkUpload(call);
        }
        boolean mayBeLeftOut = !operation.bodyRequired() && call.request().body().length == 0;
        JsonObject checkedBody = mayBeLeftOut
                ? JsonObject.empty()
                : FieldRule.check(body, call.body().object(), Place.of(Fields.Place.BODY), opener);
        return new Said(call, checkedPath, checkedQuery, checkedBody);
    }

    /** Nothing between two slashes is no value. */
    private static JsonObject withoutEmpty(JsonObject variables) {
        JsonObject filled = variables;
        for (var variable : variables.fields().entrySet()) {
            if (variable.getValue().equals(JsonString.of(""))) {
                filled = filled.without(variable.getKey());
            }
        }
        return filled;
    }

    /** A list is a name given several times. */
    private JsonObject withLists(Call call) {
        JsonObject lists = call.query().object();
        for (FieldRule rule : query) {
            String name = rule.field().name();
            if (rule.field().type() == FieldType.ARRAY && lists.has(name)) {
                lists = lists.with(name, JsonValue.of(call.queryValues(name)));
            }
        }
        return lists;
    }

    private JsonObject given(Call call) {
        JsonObject.Builder given = JsonObject.builder();
        for (FieldRule rule : headers) {
            String name = rule.field().name();
            given.putIfPresent(name, call.request().header(name));
        }
        return given.build();
    }

    private void checkUpload(Call call) {
        Upload upload = call.request().upload();
        if (upload == null) {
            String rule = "must be multipart/form-data, with the parts meta and " + filePart();
            throw new RefusedException(
                    ErrorCode.PARAM_ERROR,
                    "Content-Type " + rule,
                    Fields.detail("Content-Type", Fields.Place.HEADER.location(), rule));
        }
        if (!upload.partName().equals(filePart())) {
            throw Fields.invalid(
                    Fields.Place.BODY,
                    filePart(),
                    null,
                    "is missing; the file came as the part \"" + upload.partName() + "\"");
        }
        FileDigest.check(body, call.body().object(), upload);
    }

    private String filePart() {
        return operation.request().stream()
                .filter(part -> part.format() == Format.BINARY)
                .map(Field::name)
                .findFirst()
                .orElse("file");
    }

    /** Opens with the key that the call names, which is looked for when the first sealed text comes. */
    private final class NamedKey implements FieldRule.Opener {

        private final Call call;
        private @Nullable SigningKey key;

        NamedKey(Call call) {
            this.call = call;
        }

        @Override
        public String open(Place at, String sealed) {
            Function<String, RefusedException> refusal = rule -> at.refused(null, rule);
            SealedFields.checkSealed(sealed, refusal);
            SigningKey named = Objects.requireNonNullElseGet(key, () -> sealing.namedBy(call, "sensitive fields are"));
            key = named;
            return sealing.open(named, sealed, refusal);
        }
    }
}
