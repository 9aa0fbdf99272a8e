package io.github.fluentpay.codegen;

import static javax.lang.model.element.Modifier.FINAL;
import static javax.lang.model.element.Modifier.STATIC;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import io.github.fluentpay.catalogue.Field;
import io.github.fluentpay.catalogue.Range;
import io.github.fluentpay.json.JsonString;
import java.util.Set;

/** What a built object is checked by, one rule a field. */
final class ShapeEmitter {

    /** The exchange of APIv2 adds these itself. */
    private static final Set<String> SIGNED = Set.of("sign", "nonce_str", "mch_id", "sign_type");

    private ShapeEmitter() {}

    static FieldSpec emit(ViewType view) {
        boolean v2 = view.name().packageName().startsWith(Decisions.ROOT + ".v2");
        CodeBlock rules = view.properties().stream()
                .filter(property -> !property.field().isIndexed())
                .map(property -> rule(property, v2))
                .collect(CodeBlock.joining(",\n"));
        return FieldSpec.builder(Support.SHAPE, "SHAPE", STATIC, FINAL)
                .initializer("$T.of($>$>\n$L$<$<)", Support.SHAPE, rules)
                .build();
    }

    private static CodeBlock rule(Property property, boolean v2) {
        Field field = property.field();
        CodeBlock.Builder rule = CodeBlock.builder().add("$T.$L($S", Support.RULE, factory(property), field.name());
        if (property.kind() == Kind.VIEW || property.kind() == Kind.JSON_TEXT) {
            rule.add(", $T.SHAPE", property.type());
        }
        rule.add(")");
        if (property.list()) {
            rule.add(".list()");
        }
        if (field.required() && !(v2 && SIGNED.contains(field.name()))) {
            rule.add(".required()");
        }
        if (field.encryption() != null) {
            rule.add(".secret()");
        }
        if (field.length().isBounded()) {
            rule.add(property.list() ? ".elements$L" : ".length$L", bounds(field.length()));
        }
        if (field.range().isBounded()) {
            rule.add(".range$L", bounds(field.range()));
        }
        if (field.characters() != null) {
            rule.add(".matching($S)", field.characters());
        }
        if (field.closed()) {
            rule.add(
                    ".oneOf($L)",
                    field.enumeration().stream()
                            .map(value -> CodeBlock.of(
                                    "$S", value instanceof JsonString text ? text.value() : value.toJson()))
                            .collect(CodeBlock.joining(", ")));
        }
        return rule.build();
    }

    private static CodeBlock bounds(Range range) {
        return CodeBlock.of("($LL, $LL)", range.least(), range.most());
    }

    private static String factory(Property property) {
        return switch (property.kind()) {
            case TEXT, ENUM, DATE_TIME -> "text";
            case WHOLE -> "whole";
            case DECIMAL -> "decimal";
            case BOOL -> "bool";
            case VIEW, JSON -> "object";
            case JSON_TEXT -> "jsonText";
        };
    }
}
