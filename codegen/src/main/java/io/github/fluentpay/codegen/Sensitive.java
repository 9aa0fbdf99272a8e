package io.github.fluentpay.codegen;

import io.github.fluentpay.catalogue.Encryption;
import io.github.fluentpay.catalogue.Field;
import io.github.fluentpay.catalogue.FieldType;
import java.util.ArrayList;
import java.util.List;

/** Finds the encrypted strings of a body, as JSON pointers in which {@code *} is every element of an array. */
final class Sensitive {

    private Sensitive() {}

    static List<String> pointers(List<Field> fields, Encryption encryption) {
        List<String> pointers = new ArrayList<>();
        collect(fields, encryption, "", pointers);
        return pointers;
    }

    private static void collect(List<Field> fields, Encryption encryption, String above, List<String> pointers) {
        for (Field field : fields) {
            String here = above + "/" + field.name() + (field.type() == FieldType.ARRAY ? "/*" : "");
            if (field.encryption() == encryption) {
                pointers.add(here);
            }
            if (field.encoding() == null) {
                collect(field.fields(), encryption, here, pointers);
            } else if (field.fields().stream().anyMatch(inner -> inner.encryption() == encryption)) {
                throw new IllegalStateException(
                        here + " has encrypted fields inside encoded text; nobody could open them");
            }
        }
    }
}
