package io.github.fluentpay.codegen;

import com.palantir.javapoet.ClassName;
import java.util.Map;

/**
 * An open value type.
 *
 * @param title of the field, in Chinese
 * @param constants wire values by constant, in the documented order
 */
record EnumType(ClassName name, String title, String field, Map<String, String> constants) {}
