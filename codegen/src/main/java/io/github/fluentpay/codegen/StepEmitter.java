package io.github.fluentpay.codegen;

import static javax.lang.model.element.Modifier.FINAL;
import static javax.lang.model.element.Modifier.PROTECTED;
import static javax.lang.model.element.Modifier.PUBLIC;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeSpec;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A step of the chain, with the views of its verbs inside.
 *
 * <pre>{@code
 * public final class BusifavorCoupons extends Step<BusifavorCoupons> {
 *     public BusifavorCoupons(Trail trail) { super(trail, "v3/marketing/busifavor/coupons"); }
 *     public BusifavorCouponsReturn return_() { return new BusifavorCouponsReturn(trail()); }
 *     …
 * }
 * }</pre>
 */
final class StepEmitter {

    private StepEmitter() {}

    static TypeSpec emit(StepType step, Usage usage) {
        TypeSpec.Builder spec = TypeSpec.classBuilder(step.name())
                .addAnnotation(Support.GENERATED)
                .addModifiers(PUBLIC, FINAL)
                .addJavadoc(Docs.step(step, usage))
                .superclass(ParameterizedTypeName.get(Support.STEP, step.name()))
                .addMethod(MethodSpec.constructorBuilder()
                        .addModifiers(PUBLIC)
                        .addJavadoc("For the step above.")
                        .addParameter(Support.TRAIL, "trail")
                        .addStatement("super(trail, $S)", step.path())
                        .build());
        step.next().forEach((segment, next) -> spec.addMethod(next(step, segment, next)));
        for (VerbCall call : step.verbs()) {
            VerbEmitter.emit(call).forEach(spec::addMethod);
        }
        spec.addMethod(MethodSpec.methodBuilder("on")
                .addAnnotation(Override.class)
                .addModifiers(PROTECTED)
                .returns(step.name())
                .addParameter(Support.TRAIL, "trail")
                .addStatement("return new $T(trail)", step.name())
                .build());
        // A reply may be another endpoint's, and stands there.
        step.verbs().stream()
                .flatMap(call -> Stream.of(call.query(), call.request(), call.reply()))
                .filter(Objects::nonNull)
                .distinct()
                .filter(view -> step.name().equals(view.name().enclosingClassName()))
                .forEach(view -> spec.addType(ViewEmitter.emit(view)));
        return spec.build();
    }

    private static MethodSpec next(StepType step, String segment, ClassName next) {
        String name = step.methods().get(segment);
        MethodSpec.Builder method =
                MethodSpec.methodBuilder(name).addModifiers(PUBLIC).returns(next);
        if (!segment.startsWith("{")) {
            return method.addJavadoc("{@code $L/$L}.", parent(step), segment)
                    .addStatement("return new $T(trail())", next)
                    .build();
        }
        String variable = segment.substring(1, segment.length() - 1);
        String parameter = Names.parameter(variable);
        return method.addJavadoc(
                        "{@code $L/$L}.\n\n@param $N sent as it is, percent-encoded", parent(step), segment, parameter)
                .addParameter(String.class, parameter)
                .addStatement("return new $T(trail().with($S, $N))", next, variable, parameter)
                .build();
    }

    private static String parent(StepType step) {
        return step.path().endsWith("/") ? step.path().substring(0, step.path().length() - 1) : step.path();
    }
}
