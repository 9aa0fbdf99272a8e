package io.github.fluentpay.codegen;

import static javax.lang.model.element.Modifier.FINAL;
import static javax.lang.model.element.Modifier.PRIVATE;
import static javax.lang.model.element.Modifier.PUBLIC;
import static javax.lang.model.element.Modifier.STATIC;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import com.palantir.javapoet.WildcardTypeName;
import io.github.fluentpay.catalogue.Operation;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * A view: an accessor for each field and, if callers build it, a shape to check it by and a builder.
 *
 * <pre>{@code
 * public static final class Request extends JsonView {
 *     static final Shape SHAPE = Shape.of(Rule.text("coupon_code").required().length(1, 32), …);
 *     Request(JsonObject json) { super(json); }
 *     public static Request of(Consumer<Builder> fields) { … }
 *     public @Nullable String couponCode() { return string("coupon_code"); }
 *     public static final class Builder extends ViewBuilder<Builder> { … }
 * }
 * }</pre>
 */
final class ViewEmitter {

    private static final TypeName LIST_OF_STRING = ParameterizedTypeName.get(List.class, String.class);

    private ViewEmitter() {}

    static TypeSpec emit(ViewType view) {
        boolean nested = view.role() != ViewType.Role.PART && view.role() != ViewType.Role.EVENT;
        TypeSpec.Builder spec = TypeSpec.classBuilder(view.name())
                .addModifiers(PUBLIC, FINAL)
                .addJavadoc("$L\n", about(view))
                .superclass(superclass(view));
        if (nested) {
            spec.addModifiers(STATIC);
        } else {
            spec.addAnnotation(Support.GENERATED);
        }
        if (view.built()) {
            spec.addField(ShapeEmitter.emit(view));
        }
        if (!view.sensitive().isEmpty()) {
            spec.addField(sensitive(view));
        }
        constructors(spec, view);
        if (view.built()) {
            factories(spec, view);
        }
        view.properties().forEach(property -> spec.addMethod(accessor(property)));
        if (isCarried(view) && !view.sensitive().isEmpty()) {
            spec.addMethod(decrypted(view));
        }
        if (view.built()) {
            spec.addType(BuilderEmitter.emit(view));
        }
        return spec.build();
    }

    private static ClassName superclass(ViewType view) {
        return switch (view.role()) {
            case REPLY -> Support.REPLY_VIEW;
            case EVENT -> Support.EVENT_VIEW;
            default -> Support.JSON_VIEW;
        };
    }

    /** Whether its JSON comes in something that the view keeps. */
    private static boolean isCarried(ViewType view) {
        return view.role() == ViewType.Role.REPLY || view.role() == ViewType.Role.EVENT;
    }

    private static ParameterSpec carrier(ViewType view) {
        return view.role() == ViewType.Role.EVENT
                ? ParameterSpec.builder(Support.NOTIFICATION, "notification").build()
                : ParameterSpec.builder(Support.REPLY, "reply").build();
    }

    private static String about(ViewType view) {
        String title = Docs.text(view.title());
        return switch (view.role()) {
            case REQUEST -> "What is sent: " + title + ".";
            case QUERY -> "Parameters of the query: " + title + ".";
            case REPLY -> "The verified reply: " + title + "." + alsoOf(view.others());
            case EVENT -> title + ".";
            case PART -> title.isEmpty() ? view.name().simpleName() + "." : title + ".";
        };
    }

    private static String alsoOf(List<Operation> others) {
        return others.isEmpty()
                ? ""
                : "\n\n<p>Also that of "
                        + String.join(", ", others.stream().map(Docs::wireCall).toList()) + ".";
    }

    private static FieldSpec sensitive(ViewType view) {
        CodeBlock pointers = view.sensitive().stream()
                .map(pointer -> CodeBlock.of("$S", pointer))
                .collect(CodeBlock.joining(", "));
        return FieldSpec.builder(LIST_OF_STRING, "SENSITIVE", STATIC, FINAL)
                .initializer("$T.of($L)", List.class, pointers)
                .build();
    }

    private static void constructors(TypeSpec.Builder spec, ViewType view) {
        if (!isCarried(view)) {
            spec.addMethod(MethodSpec.constructorBuilder()
                    .addParameter(Support.JSON_OBJECT, "json")
                    .addStatement("super(json)")
                    .build());
            return;
        }
        ParameterSpec carrier = carrier(view);
        spec.addMethod(MethodSpec.constructorBuilder()
                .addParameter(carrier)
                .addStatement("super($N)", carrier)
                .build());
        if (!view.sensitive().isEmpty()) {
            spec.addMethod(MethodSpec.constructorBuilder()
                    .addModifiers(PRIVATE)
                    .addParameter(carrier)
                    .addParameter(Support.JSON_OBJECT, "json")
                    .addStatement("super($N, json)", carrier)
                    .build());
        }
    }

    private static void factories(TypeSpec.Builder spec, ViewType view) {
        ClassName name = view.name();
        ClassName builder = name.nestedClass("Builder");
        TypeName map = ParameterizedTypeName.get(
                ClassName.get(Map.class), ClassName.get(String.class), WildcardTypeName.subtypeOf(Object.class));
        String checks =
                "\n@throws IllegalArgumentException if a required field is missing, or a value is of another type,"
                        + " too long or not allowed; the message names every such field";
        spec.addMethod(MethodSpec.methodBuilder("builder")
                .addModifiers(PUBLIC, STATIC)
                .addJavadoc("A builder without fields.")
                .returns(builder)
                .addStatement("return new Builder()")
                .build());
        spec.addMethod(MethodSpec.methodBuilder("of")
                .addModifiers(PUBLIC, STATIC)
                .addJavadoc("What {@code fields} sets.\n" + checks)
                .returns(name)
                .addParameter(ParameterizedTypeName.get(ClassName.get(Consumer.class), builder), "fields")
                .addStatement("Builder builder = new Builder()")
                .addStatement("fields.accept(builder)")
                .addStatement("return builder.build()")
                .build());
        if (view.role() == ViewType.Role.PART) {
            return;
        }
        spec.addMethod(MethodSpec.methodBuilder("of")
                .addModifiers(PUBLIC, STATIC)
                .addJavadoc("A view of {@code json}, whose fields may be others too.\n" + checks)
                .returns(name)
                .addParameter(Support.JSON_OBJECT, "json")
                .addStatement("return new $T(SHAPE.checked(json))", name)
                .build());
        spec.addMethod(MethodSpec.methodBuilder("of")
                .addModifiers(PUBLIC, STATIC)
                .addJavadoc("A view of a map with the names of the wire.\n" + checks)
                .returns(name)
                .addParameter(map, "fields")
                .addStatement("return of($T.from(fields))", Support.JSON_OBJECT)
                .build());
    }

    private static MethodSpec decrypted(ViewType view) {
        boolean event = view.role() == ViewType.Role.EVENT;
        return MethodSpec.methodBuilder("decrypted")
                .addModifiers(PUBLIC)
                .addJavadoc(
                        "This $L with its sensitive fields opened by the merchant's key: $L.\n"
                                + "\n@throws io.github.fluentpay.protocol.MalformedMessageException if one was sealed for another certificate",
                        event ? "event" : "reply",
                        String.join(
                                ", ", view.sensitive().stream().map(Docs::code).toList()))
                .returns(view.name())
                .addParameter(Support.CLIENT_TYPE, "pay")
                .addStatement(
                        event
                                ? "return new $T(notification(), opened(pay, SENSITIVE))"
                                : "return new $T(reply(), opened(pay, SENSITIVE))",
                        view.name())
                .build();
    }

    private static MethodSpec accessor(Property property) {
        MethodSpec.Builder accessor = MethodSpec.methodBuilder(property.method())
                .addModifiers(PUBLIC)
                .addJavadoc(Docs.field(property))
                .returns(returned(property));
        CodeBlock name = CodeBlock.of("$S", property.field().name());
        if (property.field().isIndexed()) {
            name = IndexedName.emit(property.field().name(), accessor);
        }
        CodeBlock value = property.type() == null
                ? CodeBlock.of("$L($L)", reading(property), name)
                : CodeBlock.of("$L($L, $T::$L)", reading(property), name, property.type(), creating(property));
        return accessor.addStatement("return $L", value).build();
    }

    private static String creating(Property property) {
        return property.kind() == Kind.ENUM ? "of" : "new";
    }

    private static String reading(Property property) {
        boolean list = property.list();
        return switch (property.kind()) {
            case TEXT -> list ? "strings" : "string";
            case WHOLE -> list ? "integers" : "integer";
            case DECIMAL -> list ? "decimals" : "decimal";
            case BOOL -> list ? "bools" : "bool";
            case DATE_TIME -> list ? "dateTimes" : "dateTime";
            case ENUM -> list ? "enums" : "enumerated";
            case VIEW -> list ? "views" : "view";
            case JSON_TEXT -> list ? "views" : "textView";
            case JSON -> list ? "objects" : "object";
        };
    }

    private static TypeName returned(Property property) {
        TypeName one = boxed(property);
        return property.list()
                ? ParameterizedTypeName.get(ClassName.get(List.class), one)
                : one.annotated(AnnotationSpec.builder(Support.NULLABLE).build());
    }

    static TypeName boxed(Property property) {
        return switch (property.kind()) {
            case TEXT -> ClassName.get(String.class);
            case WHOLE -> ClassName.get(Long.class);
            case DECIMAL -> ClassName.get(BigDecimal.class);
            case BOOL -> ClassName.get(Boolean.class);
            case DATE_TIME -> ClassName.get(OffsetDateTime.class);
            case ENUM, VIEW, JSON_TEXT -> Objects.requireNonNull(property.type());
            case JSON -> Support.JSON_OBJECT;
        };
    }
}
