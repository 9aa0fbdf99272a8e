package io.github.fluentpay.codegen;

import io.github.fluentpay.catalogue.Field;
import io.github.fluentpay.catalogue.FieldType;
import java.util.List;

/** When two objects are the same: names, types and rules count, titles and examples do not. */
final class Shapes {

    /** One object's fields, as far as they decide which type it is. */
    record Shape(List<Member> members) {}

    private record Member(String name, Object type, boolean required, Object rules, List<?> enumeration, Shape inner) {}

    private Shapes() {}

    /** Of an object that callers build: what is required and allowed counts as well. */
    static Shape built(List<Field> fields) {
        return new Shape(fields.stream()
                .map(field -> new Member(
                        field.name(),
                        type(field),
                        field.required(),
                        List.of(field.length(), field.range(), String.valueOf(field.characters()), field.closed()),
                        field.enumeration(),
                        built(field.fields())))
                .toList());
    }

    /** Of an object that is only read. */
    static Shape read(List<Field> fields) {
        return new Shape(fields.stream()
                .map(field ->
                        new Member(field.name(), type(field), false, "", field.enumeration(), read(field.fields())))
                .toList());
    }

    /** As it will be in Java: the documentation says integer on one page and number on the next. */
    private static List<String> type(Field field) {
        return List.of(
                Kind.of(field).name(),
                String.valueOf(field.type() == FieldType.ARRAY),
                String.valueOf(field.encryption()));
    }
}
