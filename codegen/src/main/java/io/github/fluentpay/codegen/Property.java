package io.github.fluentpay.codegen;

import com.palantir.javapoet.ClassName;
import io.github.fluentpay.catalogue.Field;
import org.jspecify.annotations.Nullable;

/**
 * A field with its Java name and type.
 *
 * @param type of its own, for enumerations and views; null for all else
 */
record Property(
        Field field,
        String method,
        Kind kind,
        boolean list,
        @Nullable ClassName type) {}
