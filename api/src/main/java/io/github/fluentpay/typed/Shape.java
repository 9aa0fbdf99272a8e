package io.github.fluentpay.typed;

import io.github.fluentpay.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * What is documented about the fields of a request's object: which are required, how long, of which type. Fields that it
 * does not know are left alone. Immutable; for generated code.
 */
public final class Shape {

    private final List<Rule> rules;
    private final boolean secrets;

    private Shape(List<Rule> rules) {
        this.rules = rules;
        this.secrets = rules.stream().anyMatch(Rule::holdsSecrets);
    }

    /** The shape of these rules. */
    public static Shape of(Rule... rules) {
        return new Shape(List.of(rules));
    }

    /**
     * The object, if nothing is wrong with it, its sensitive strings masked in {@code toString()} however they got there.
     *
     * @throws IllegalArgumentException if something is; the message names every field and what is wrong, by JSON pointer
     */
    public JsonObject checked(JsonObject json) {
        List<String> problems = new ArrayList<>();
        check(json, "", problems::add);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException("The request cannot be sent: " + String.join("; ", problems)
                    + ". Nothing was sent. Where the platform has moved on, with(name, value) sets a field, and"
                    + " chain().post(json) sends what is not checked");
        }
        return masked(json);
    }

    JsonObject masked(JsonObject json) {
        if (!secrets) {
            return json;
        }
        JsonObject result = json;
        for (Rule rule : rules) {
            result = rule.masked(result);
        }
        return result;
    }

    boolean holdsSecrets() {
        return secrets;
    }

    void check(JsonObject json, String above, Consumer<String> problems) {
        for (Rule rule : rules) {
            rule.check(json, above, problems);
        }
    }
}
