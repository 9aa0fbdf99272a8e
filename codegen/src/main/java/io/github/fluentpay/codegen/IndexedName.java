package io.github.fluentpay.codegen;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;

/** The name of a field with running numbers, {@code coupon_id_$n}: the method takes them. */
final class IndexedName {

    private IndexedName() {}

    /** Adds the numbers as parameters and answers with the name's expression. */
    static CodeBlock emit(String field, MethodSpec.Builder method) {
        CodeBlock.Builder name = CodeBlock.builder();
        String[] parts = field.split("\\$", -1);
        name.add("$S", parts[0]);
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].substring(0, 1);
            String rest = parts[i].substring(1);
            method.addParameter(int.class, parameter);
            name.add(" + $N", parameter);
            if (!rest.isEmpty()) {
                name.add(" + $S", rest);
            }
        }
        return name.build();
    }
}
