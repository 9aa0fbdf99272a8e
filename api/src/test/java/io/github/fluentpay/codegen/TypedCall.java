package io.github.fluentpay.codegen;

import io.github.fluentpay.FluentPay;
import io.github.fluentpay.catalogue.Examples;
import io.github.fluentpay.catalogue.Field;
import io.github.fluentpay.catalogue.FieldType;
import io.github.fluentpay.catalogue.Operation;
import io.github.fluentpay.json.JsonArray;
import io.github.fluentpay.json.JsonBoolean;
import io.github.fluentpay.json.JsonNumber;
import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.json.JsonString;
import io.github.fluentpay.json.JsonValue;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** Makes a call through the generated methods, found by the names a user would type; every setter is called. */
final class TypedCall {

    private final Operation operation;
    private final Map<String, String> pathValues;
    private final JsonObject query;
    private final JsonObject body;

    TypedCall(Operation operation, Map<String, String> pathValues, JsonObject query, JsonObject body) {
        this.operation = operation;
        this.pathValues = pathValues;
        this.query = query;
        this.body = body;
    }

    /** The step that the path ends in: {@code pay.v3().marketing()…}. */
    Object step(FluentPay pay) {
        Object step = pay;
        for (String segment : operation.segments()) {
            boolean variable = segment.startsWith("{");
            String name = variable ? segment.substring(1, segment.length() - 1) : segment;
            step = variable
                    ? invoke(step, method(step.getClass(), Names.variable(name), 1), pathValues.get(name))
                    : invoke(step, literal(step.getClass(), segment));
        }
        return step;
    }

    /** What the verb with views answers. */
    Object make(FluentPay pay) {
        return make(step(pay));
    }

    /** The same from the step that the path ends in. */
    Object make(Object step) {
        String verb = operation.verb().name().toLowerCase(Locale.ROOT);
        Method method = Arrays.stream(step.getClass().getMethods())
                .filter(candidate -> candidate.getName().equals(verb))
                .filter(candidate ->
                        Arrays.stream(candidate.getParameterTypes()).noneMatch(Consumer.class::equals))
                .max(Comparator.comparingInt(Method::getParameterCount))
                .orElseThrow(() -> new AssertionError("No method " + verb + " in " + step.getClass()));
        List<Object> arguments = new ArrayList<>();
        int next = 0;
        for (Field header : HeadersEmitter.required(operation)) {
            arguments.add(header(header));
            next++;
        }
        if (!operation.query().isEmpty()) {
            arguments.add(built(method.getParameterTypes()[next++], operation.query(), query));
        }
        if (!operation.request().isEmpty()) {
            arguments.add(built(method.getParameterTypes()[next++], operation.request(), body));
        }
        return invoke(step, method, arguments.toArray());
    }

    /** A value for a header that the endpoint requires. */
    static String header(Field header) {
        return ((JsonString) Examples.of(List.of(header)).fields().get(header.name())).value();
    }

    /** {@code policy_periods} stands beside {@code policy-periods}, so it keeps its spelling. */
    private static Method literal(Class<?> step, String segment) {
        String asWritten = Names.segmentAsWritten(segment);
        boolean kept = segment.indexOf('_') >= 0
                && Arrays.stream(step.getMethods())
                        .anyMatch(method -> method.getName().equals(asWritten));
        return method(step, kept ? asWritten : Names.segment(segment), 0);
    }

    /** A view made by its builder, each field by its own setter. */
    private static Object built(Class<?> view, List<Field> fields, JsonObject json) {
        Object builder = invoke(null, method(view, "builder", 0));
        for (Field field : fields) {
            JsonValue value = json.get(field.name());
            if (value != null) {
                set(builder, field, value);
            }
        }
        return invoke(builder, method(builder.getClass(), "build", 0));
    }

    private static void set(Object builder, Field field, JsonValue value) {
        Kind kind = Kind.of(field);
        Method setter = Arrays.stream(builder.getClass().getMethods())
                .filter(method ->
                        method.getName().equals(Names.property(field.name())) && method.getParameterCount() == 1)
                .filter(method -> fits(method.getParameterTypes()[0], kind, field.type() == FieldType.ARRAY))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No setter of " + field.name() + " in " + builder.getClass()));
        Object argument = value instanceof JsonArray array && field.type() == FieldType.ARRAY
                ? array.values().stream()
                        .map(item -> argument(elementType(setter), field, kind, item))
                        .toList()
                : argument(setter.getParameterTypes()[0], field, kind, value);
        invoke(builder, setter, argument);
    }

    private static boolean fits(Class<?> parameter, Kind kind, boolean list) {
        if (list) {
            return parameter == List.class;
        }
        return switch (kind) {
            case TEXT -> parameter == String.class;
            case DATE_TIME -> parameter == OffsetDateTime.class;
            default -> parameter != String.class && parameter != Consumer.class;
        };
    }

    private static Class<?> elementType(Method setter) {
        return (Class<?>) ((ParameterizedType) setter.getGenericParameterTypes()[0]).getActualTypeArguments()[0];
    }

    private static Object argument(Class<?> type, Field field, Kind kind, JsonValue value) {
        return switch (kind) {
            case TEXT -> ((JsonString) value).value();
            case WHOLE -> ((JsonNumber) value).longValue();
            case DECIMAL -> ((JsonNumber) value).decimal();
            case BOOL -> ((JsonBoolean) value).value();
            case DATE_TIME -> OffsetDateTime.parse(((JsonString) value).value());
            case ENUM -> invoke(null, method(type, "of", 1), ((JsonString) value).value());
            case VIEW -> built(type, field.fields(), (JsonObject) value);
            case JSON_TEXT -> built(type, field.fields(), JsonObject.parse(((JsonString) value).value()));
            case JSON -> value;
        };
    }

    /** Reads every documented field of a view, and the fields of those inside it. */
    static int read(Object view, List<Field> fields) {
        int read = 0;
        for (Field field : fields) {
            Method accessor = method(view.getClass(), Names.property(field.name()), field.isIndexed() ? 1 : 0);
            if (field.isIndexed()) {
                continue;
            }
            Object value = invoke(view, accessor);
            if (value == null || List.of().equals(value)) {
                throw new AssertionError(view.getClass() + " does not read " + field.name());
            }
            read++;
            Object one = value instanceof List<?> list ? list.get(0) : value;
            if (Kind.of(field) == Kind.VIEW || Kind.of(field) == Kind.JSON_TEXT) {
                read += read(one, field.fields());
            }
        }
        return read;
    }

    private static Method method(Class<?> type, String name, int parameters) {
        return Arrays.stream(type.getMethods())
                .filter(method -> method.getName().equals(name) && method.getParameterCount() == parameters)
                .filter(method -> !method.isBridge())
                .filter(method -> !name.equals("of") || method.getParameterTypes()[0] == String.class)
                .findFirst()
                .orElseThrow(() -> new AssertionError("No method " + name + " in " + type));
    }

    static Object invoke(Object target, Method method, Object... arguments) {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException exception) {
                throw exception;
            }
            throw new AssertionError(e);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }
}
