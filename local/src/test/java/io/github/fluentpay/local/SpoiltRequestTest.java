package io.github.fluentpay.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fluentpay.catalogue.BodyKind;
import io.github.fluentpay.catalogue.Catalogue;
import io.github.fluentpay.catalogue.Encryption;
import io.github.fluentpay.catalogue.Field;
import io.github.fluentpay.catalogue.FieldType;
import io.github.fluentpay.catalogue.Operation;
import io.github.fluentpay.catalogue.Version;
import io.github.fluentpay.json.JsonArray;
import io.github.fluentpay.json.JsonNumber;
import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.json.JsonString;
import io.github.fluentpay.json.JsonValue;
import io.github.fluentpay.protocol.VerifyingKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Documented requests with one thing wrong, over sockets: which field it is, and why, is told. */
class SpoiltRequestTest {

    private static final int SAMPLE = 120;

    /** What is done to one field, and what the refusal says of it. */
    private enum Spoiling {
        MISSING("is missing"),
        TYPE("must be (a string|a whole number|a number|true or false|an object|an array), and is an? [a-z]+"),
        LENGTH("must have .*(characters|elements), and has [0-9]+"),
        WORD("must be one of .+");

        private final String issue;

        Spoiling(String issue) {
            this.issue = issue;
        }
    }

    private record Spoilt(
            Spoiling spoiling, String location, String field, boolean secret, Supplier<ExampleRequest> request) {}

    private static final List<Spoilt> ALL = new ArrayList<>();

    private static LocalPay localPay;
    private static TestCaller caller;

    @BeforeAll
    static void start() {
        localPay = LocalPay.builder().empty().stateless().start();
        caller = TestCaller.of(localPay);
        for (Operation operation : Catalogue.load().operations()) {
            if (operation.version() == Version.V3 && operation.body() != BodyKind.MULTIPART) {
                spoil(ExampleRequest.of(operation));
            }
        }
    }

    @AfterAll
    static void stop() {
        localPay.close();
    }

    private static VerifyingKey publicKey() {
        return localPay.platformKeys().publicKey().orElseThrow();
    }

    private static void spoil(ExampleRequest good) {
        Operation operation = good.operation();
        if (operation.body() == BodyKind.JSON && operation.bodyRequired()) {
            spoil("body", "/", operation.request(), good.body(), good::withBody);
        }
        spoil("query", "", operation.query(), good.query(), good::withQuery);
        // A path without its variable is another path.
        spoil("url", "", operation.pathVariables(), good.path(), good::withPath);
    }

    private static void spoil(
            String location,
            String place,
            List<Field> fields,
            JsonObject object,
            Function<JsonObject, ExampleRequest> whole) {
        for (Field field : fields) {
            JsonValue value = object.get(field.name());
            if (value == null || field.encoding() != null) {
                continue;
            }
            String here = place + field.name().replace("~", "~0").replace("/", "~1");
            boolean secret = field.encryption() == Encryption.PLATFORM_PUBLIC_KEY;
            if (field.required() && !location.equals("url")) {
                ALL.add(new Spoilt(
                        Spoiling.MISSING, location, here, secret, () -> whole.apply(object.without(field.name()))));
            }
            others(location, field)
                    .forEach((spoiling, wrong) -> ALL.add(new Spoilt(
                            spoiling, location, here, secret, () -> whole.apply(object.with(field.name(), wrong)))));
            if (value instanceof JsonObject inner) {
                spoil(
                        location,
                        here + "/",
                        field.fields(),
                        inner,
                        changed -> whole.apply(object.with(field.name(), changed)));
            } else if (value instanceof JsonArray array && array.get(0) instanceof JsonObject inner) {
                spoil(
                        location,
                        here + "/0/",
                        field.fields(),
                        inner,
                        changed -> whole.apply(object.with(field.name(), JsonArray.of(changed))));
            }
        }
    }

    private static Map<Spoiling, JsonValue> others(String location, Field field) {
        Map<Spoiling, JsonValue> wrong = new TreeMap<>();
        boolean text = field.type() == FieldType.STRING;
        boolean secret = field.encryption() != null;
        boolean list = field.type() == FieldType.ARRAY;
        long most = field.length().most();
        if (location.equals("body")) {
            wrong.put(Spoiling.TYPE, text ? JsonNumber.of(7) : JsonString.of("seven"));
        } else if (!text && !list) {
            wrong.put(Spoiling.TYPE, JsonString.of("seven"));
        }
        // A sealed text is a few hundred bytes at most, and a URL some thousand.
        if (text && most < (secret ? 200 : 2000) && field.enumeration().isEmpty()) {
            wrong.put(Spoiling.LENGTH, JsonString.of((secret ? "8" : "字").repeat((int) most + 1)));
        }
        // Lists of one word, and lists that the page's own example is not on, are not complete.
        boolean complete = field.enumeration().size() > 1
                && (field.example() == null || field.enumeration().contains(field.example()));
        if (text && complete && field.length().contains(4)) {
            wrong.put(Spoiling.WORD, JsonString.of("NOPE"));
        }
        return wrong;
    }

    @ParameterizedTest
    @EnumSource(Spoiling.class)
    void tellsWhichFieldItIsAndWhy(Spoiling spoiling) {
        List<Spoilt> sample = new ArrayList<>(
                ALL.stream().filter(one -> one.spoiling == spoiling).toList());
        Collections.shuffle(sample, new Random(5));
        Map<String, String> wrong = new TreeMap<>();
        Set<Operation> operations = new HashSet<>();

        for (Spoilt one : sample.subList(0, Math.min(SAMPLE, sample.size()))) {
            ExampleRequest request = one.request.get();
            operations.add(request.operation());
            TestCaller.Answer answer = request.send(caller, publicKey());
            JsonObject json = answer.json();
            JsonObject detail = json.object("detail");
            boolean told = answer.status() == 400
                    && "PARAM_ERROR".equals(json.string("code"))
                    && detail != null
                    && one.field.equals(detail.string("field"))
                    && one.location.equals(detail.string("location"))
                    && String.valueOf(detail.string("issue")).matches(one.spoiling.issue)
                    && (one.field + " " + detail.string("issue")).equals(json.string("message"))
                    && !(one.secret && detail.has("value"));
            if (!told) {
                wrong.put(request.operation().id() + " " + one.location + " " + one.field, answer.text());
            }
        }

        assertThat(wrong).isEmpty();
        assertThat(operations).hasSizeGreaterThan(70);
    }
}
