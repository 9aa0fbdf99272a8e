package io.github.fluentpay.codegen;

import com.palantir.javapoet.ClassName;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * One step of the chain.
 *
 * @param path up to here, and with a trailing slash where its verbs have one
 * @param spelling how a caller gets here: {@code pay.v3().marketing()}
 * @param next the steps below it, by their segment as documented
 * @param methods their methods, by the same
 */
record StepType(
        ClassName name,
        String path,
        String spelling,
        SortedMap<String, ClassName> next,
        Map<String, String> methods,
        List<VerbCall> verbs,
        List<String> titles) {}
