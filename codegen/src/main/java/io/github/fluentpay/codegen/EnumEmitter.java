package io.github.fluentpay.codegen;

import static javax.lang.model.element.Modifier.FINAL;
import static javax.lang.model.element.Modifier.PRIVATE;
import static javax.lang.model.element.Modifier.PUBLIC;
import static javax.lang.model.element.Modifier.STATIC;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeSpec;
import java.util.List;

/**
 * <pre>{@code
 * public final class BusifavorStockType extends OpenEnum {
 *     public static final BusifavorStockType NORMAL = new BusifavorStockType("NORMAL");
 *     private BusifavorStockType(String text) { super(text); }
 *     public static BusifavorStockType of(String text) { return new BusifavorStockType(text); }
 *     public static List<BusifavorStockType> values() { return List.of(NORMAL, …); }
 * }
 * }</pre>
 */
final class EnumEmitter {

    private EnumEmitter() {}

    static TypeSpec emit(EnumType type) {
        ClassName name = type.name();
        TypeSpec.Builder spec = TypeSpec.classBuilder(name)
                .addAnnotation(Support.GENERATED)
                .addModifiers(PUBLIC, FINAL)
                .superclass(Support.OPEN_ENUM)
                .addJavadoc(
                        "$L$L. A value that is not among the constants keeps its text.\n",
                        type.title().isEmpty() ? "" : Docs.text(type.title()) + ", ",
                        Docs.code(type.field()));
        type.constants()
                .forEach((constant, value) -> spec.addField(FieldSpec.builder(name, constant, PUBLIC, STATIC, FINAL)
                        .addJavadoc("$L.", Docs.code(value))
                        .initializer("new $T($S)", name, value)
                        .build()));
        CodeBlock constants = type.constants().keySet().stream()
                .map(constant -> CodeBlock.of("$N", constant))
                .collect(CodeBlock.joining(", "));
        return spec.addMethod(MethodSpec.constructorBuilder()
                        .addModifiers(PRIVATE)
                        .addParameter(String.class, "text")
                        .addStatement("super(text)")
                        .build())
                .addMethod(MethodSpec.methodBuilder("of")
                        .addModifiers(PUBLIC, STATIC)
                        .addJavadoc("The value that is spelled so, documented or not.")
                        .returns(name)
                        .addParameter(String.class, "text")
                        .addStatement("return new $T(text)", name)
                        .build())
                .addMethod(MethodSpec.methodBuilder("values")
                        .addModifiers(PUBLIC, STATIC)
                        .addJavadoc("The documented values, in their order.")
                        .returns(ParameterizedTypeName.get(ClassName.get(List.class), name))
                        .addStatement("return $T.of($L)", List.class, constants)
                        .build())
                .build();
    }
}
