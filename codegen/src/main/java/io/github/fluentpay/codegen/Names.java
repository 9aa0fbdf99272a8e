package io.github.fluentpay.codegen;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.SourceVersion;

/** Wire names into Java names; the only place that does. The names on the wire stay as they are. */
final class Names {

    /** Methods every object has; a property of that name could not be declared, or would be mistaken for it. */
    private static final Set<String> OBJECT =
            Set.of("clone", "equals", "finalize", "getClass", "hashCode", "notify", "notifyAll", "toString", "wait");

    /** Methods of every step of the chain; {@code get()} and its like send. */
    private static final Set<String> STEP = Set.of("at", "chain", "header", "retry", "timeout");

    private static final Set<String> VERBS = Set.of("get", "post", "put", "patch", "delete");

    /** Methods of every view and builder. */
    private static final Set<String> VIEW = Set.of("json", "reply", "notification", "decrypted", "build", "with");

    private Names() {}

    /** The method for a literal segment of a path: {@code out-trade-no} is {@code outTradeNo}, {@code return} is {@code return_}. */
    static String segment(String segment) {
        return unreserved(camel(segment), STEP, VERBS);
    }

    /** The same for a segment that would collide with its neighbour: {@code policy_periods} beside {@code policy-periods}. */
    static String segmentAsWritten(String segment) {
        return unreserved(segment.replace('-', '_'), STEP, VERBS);
    }

    /** The method for a variable of a path; it takes the value. */
    static String variable(String name) {
        return unreserved(camel(name), STEP, Set.of());
    }

    /** The accessor and the setter of a field: {@code out_trade_no} is {@code outTradeNo}; running numbers go. */
    static String property(String field) {
        return unreserved(camel(withoutNumbers(field)), VIEW, Set.of());
    }

    /** The name of a parameter. */
    static String parameter(String field) {
        String name = camel(withoutNumbers(field));
        return SourceVersion.isKeyword(name) ? name + "_" : name;
    }

    /** Part of a type's name: {@code out_trade_no} is {@code OutTradeNo}. */
    static String type(String text) {
        return Stream.of(withoutNumbers(text).split("[-_. ]+"))
                .filter(word -> !word.isEmpty())
                .map(Names::capital)
                .collect(Collectors.joining());
    }

    /** The type's name for a kind of notification: {@code TRANSACTION.SUCCESS} is {@code TransactionSuccess}. */
    static String event(String name) {
        return type(name.toLowerCase(Locale.ROOT));
    }

    /** The constant for a value: {@code PARKING SPACE} is {@code PARKING_SPACE}, {@code 01} is {@code _01}. */
    static String constant(String value) {
        StringBuilder name = new StringBuilder();
        value.codePoints().forEach(c -> name.appendCodePoint(Character.isJavaIdentifierPart(c) && c != '$' ? c : '_'));
        String upper = name.toString().toUpperCase(Locale.ROOT);
        boolean starts = !upper.isEmpty() && Character.isJavaIdentifierStart(upper.codePointAt(0));
        return starts && !upper.equals("_") ? upper : "_" + upper;
    }

    /** A segment of a package's name: {@code combine-transactions} is {@code combinetransactions}. */
    static String packageSegment(String text) {
        String name = text.replaceAll("[-_]", "").toLowerCase(Locale.ROOT);
        return SourceVersion.isKeyword(name) ? name + "_" : name;
    }

    private static String withoutNumbers(String field) {
        return field.replaceAll("_?\\$[a-z]", "");
    }

    private static String camel(String text) {
        String type = type(text);
        return type.substring(0, 1).toLowerCase(Locale.ROOT) + type.substring(1);
    }

    /** With a capital in front. */
    static String capital(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }

    private static String unreserved(String name, Set<String> reserved, Set<String> alsoReserved) {
        boolean taken = SourceVersion.isKeyword(name)
                || OBJECT.contains(name)
                || reserved.contains(name)
                || alsoReserved.contains(name);
        return taken ? name + "_" : name;
    }
}
