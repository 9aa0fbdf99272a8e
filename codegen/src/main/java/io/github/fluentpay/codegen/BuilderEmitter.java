package io.github.fluentpay.codegen;

import static javax.lang.model.element.Modifier.FINAL;
import static javax.lang.model.element.Modifier.PUBLIC;
import static javax.lang.model.element.Modifier.STATIC;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/** A view's builder: for each field a setter, and for nested ones another that takes a lambda. */
final class BuilderEmitter {

    private final ClassName builder;
    private final List<MethodSpec> methods = new ArrayList<>();

    private BuilderEmitter(ClassName builder) {
        this.builder = builder;
    }

    static TypeSpec emit(ViewType view) {
        ClassName name = view.name().nestedClass("Builder");
        BuilderEmitter emitter = new BuilderEmitter(name);
        view.properties().forEach(emitter::setters);
        return TypeSpec.classBuilder("Builder")
                .addModifiers(PUBLIC, STATIC, FINAL)
                .addJavadoc("Collects the fields. Not safe for several threads.\n")
                .superclass(ParameterizedTypeName.get(Support.VIEW_BUILDER, name))
                .addMethod(MethodSpec.constructorBuilder().build())
                .addMethods(emitter.methods)
                .addMethod(MethodSpec.methodBuilder("build")
                        .addModifiers(PUBLIC)
                        .addJavadoc(
                                "The view.\n\n@throws IllegalArgumentException if a required field is missing, or a value"
                                        + " is too long or not allowed; the message names every such field")
                        .returns(view.name())
                        .addStatement("return new $T(SHAPE.checked(unchecked()))", view.name())
                        .build())
                .build();
    }

    private void setters(Property property) {
        switch (property.kind()) {
            case TEXT -> {
                TypeName text = ClassName.get(String.class);
                if (property.list()) {
                    list(property, text);
                } else {
                    set(property, text, property.field().encryption() == null ? "put" : "putSecret");
                }
            }
            case WHOLE -> scalar(property, TypeName.LONG, ClassName.get(Long.class));
            case BOOL -> scalar(property, TypeName.BOOLEAN, ClassName.get(Boolean.class));
            case DECIMAL, JSON -> scalar(property, ViewEmitter.boxed(property), ViewEmitter.boxed(property));
            case DATE_TIME, ENUM -> {
                scalar(property, ViewEmitter.boxed(property), ViewEmitter.boxed(property));
                if (!property.list()) {
                    set(property, ClassName.get(String.class), "put");
                }
            }
            case VIEW -> view(property, "put");
            case JSON_TEXT -> {
                view(property, "putText");
                set(property, ClassName.get(String.class), "put");
            }
        }
    }

    private void scalar(Property property, TypeName one, TypeName boxed) {
        if (property.list()) {
            list(property, boxed);
        } else {
            set(property, one, "put");
        }
    }

    private void set(Property property, TypeName type, String put) {
        MethodSpec.Builder setter = setter(property);
        CodeBlock name = name(property, setter);
        String parameter = Names.parameter(property.field().name());
        methods.add(setter.addParameter(type, parameter)
                .addStatement("return $L($L, $N)", put, name, parameter)
                .build());
    }

    private void list(Property property, TypeName one) {
        set(property, ParameterizedTypeName.get(ClassName.get(List.class), one), "put");
        MethodSpec.Builder setter = setter(property);
        CodeBlock name = name(property, setter);
        String parameter = Names.parameter(property.field().name());
        methods.add(setter.addParameter(ArrayTypeName.of(one), parameter)
                .varargs()
                .addStatement("return put($L, $T.of($N))", name, List.class, parameter)
                .build());
    }

    private void view(Property property, String put) {
        ClassName type = Objects.requireNonNull(property.type());
        ClassName inner = type.nestedClass("Builder");
        TypeName lambda = ParameterizedTypeName.get(ClassName.get(Consumer.class), inner);
        String parameter = Names.parameter(property.field().name());
        if (property.list()) {
            list(property, type);
            MethodSpec.Builder adder = MethodSpec.methodBuilder(
                            "add" + Names.type(property.field().name()))
                    .addModifiers(PUBLIC)
                    .returns(builder)
                    .addJavadoc("Adds one of ")
                    .addJavadoc(Docs.field(property));
            CodeBlock name = name(property, adder);
            methods.add(adder.addParameter(lambda, parameter)
                    .addStatement("return add($L, $N, new $T())", name, parameter, inner)
                    .build());
            return;
        }
        set(property, type, put);
        MethodSpec.Builder setter = setter(property);
        CodeBlock name = name(property, setter);
        methods.add(setter.addParameter(lambda, parameter)
                .addStatement("return $L($L, $N, new $T())", put, name, parameter, inner)
                .build());
    }

    private MethodSpec.Builder setter(Property property) {
        return MethodSpec.methodBuilder(property.method())
                .addModifiers(PUBLIC)
                .addJavadoc(Docs.field(property))
                .returns(builder);
    }

    private static CodeBlock name(Property property, MethodSpec.Builder method) {
        String name = property.field().name();
        return property.field().isIndexed() ? IndexedName.emit(name, method) : CodeBlock.of("$S", name);
    }
}
