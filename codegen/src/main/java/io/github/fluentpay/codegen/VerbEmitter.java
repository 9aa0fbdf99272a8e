package io.github.fluentpay.codegen;

import static javax.lang.model.element.Modifier.PUBLIC;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The methods of one verb: with lambdas and with views, each synchronous and asynchronous. They all end in the chain that
 * the declarative spelling uses, so no spelling can differ.
 */
final class VerbEmitter {

    private final VerbCall call;
    private final List<MethodSpec> methods = new ArrayList<>();
    private boolean documented;

    private VerbEmitter(VerbCall call) {
        this.call = call;
    }

    static List<MethodSpec> emit(VerbCall call) {
        VerbEmitter emitter = new VerbEmitter(call);
        for (boolean async : new boolean[] {false, true}) {
            if (call.filePart() != null
                    && !HeadersEmitter.required(call.operation()).isEmpty()) {
                throw new IllegalStateException(call.operation().id() + " uploads and requires a header: not foreseen");
            }
            if (call.filePart() != null) {
                emitter.uploads(async, call.filePart());
            } else {
                emitter.calls(async);
            }
        }
        return emitter.methods;
    }

    private void calls(boolean async) {
        ViewType asked = call.query();
        boolean query = asked != null;
        boolean request = call.request() != null;
        if (request || query) {
            lambdas(async, true);
        }
        if (asked != null && request && !asked.hasRequired()) {
            lambdas(async, false);
        }
        views(async, true);
        if (asked != null && !asked.hasRequired()) {
            views(async, false);
        }
    }

    /** {@code post(b -> b.couponCode(…))}. */
    private void lambdas(boolean async, boolean withQuery) {
        MethodSpec.Builder method = method(async);
        CodeBlock.Builder arguments = CodeBlock.builder();
        headers(method)
                .forEach(name -> arguments.add(arguments.isEmpty() ? "" : ", ").add("$N", name));
        for (ViewType view : new ViewType[] {withQuery ? call.query() : null, call.request()}) {
            if (view != null) {
                String name = parameter(view);
                method.addParameter(
                        ParameterizedTypeName.get(
                                ClassName.get(Consumer.class), view.name().nestedClass("Builder")),
                        name);
                arguments.add(arguments.isEmpty() ? "" : ", ").add("$T.of($N)", view.name(), name);
            }
        }
        methods.add(method.addStatement("return $L($L)", name(async), arguments.build())
                .build());
    }

    /** {@code post(request)}: where the others end. */
    private void views(boolean async, boolean withQuery) {
        MethodSpec.Builder method = method(async);
        List<String> headers = headers(method);
        CodeBlock.Builder chain = CodeBlock.builder().add("chain()");
        ViewType query = call.query();
        if (query != null && withQuery) {
            method.addParameter(query.name(), "query");
            chain = CodeBlock.builder()
                    .add(query.sensitive().isEmpty() ? "asked(query)" : "asked(query, $T.SENSITIVE)", sensitive(query));
        }
        for (int i = 0; i < headers.size(); i++) {
            String name = HeadersEmitter.required(call.operation()).get(i).name();
            chain = CodeBlock.builder().add("headed($L, $S, $N)", chain.build(), name, headers.get(i));
        }
        CodeBlock.Builder body = CodeBlock.builder();
        ViewType request = call.request();
        if (request != null) {
            method.addParameter(request.name(), "request");
            if (!request.sensitive().isEmpty()) {
                chain.add(".encrypting($T.SENSITIVE)", request.name());
            }
            body.add("request.json()");
        }
        send(method, async, CodeBlock.of("$L.$L($L)", chain.build(), name(async), body.build()));
    }

    /** Adds the headers that the endpoint requires as parameters, in front of all others; answers with their names. */
    private List<String> headers(MethodSpec.Builder method) {
        List<String> names = HeadersEmitter.required(call.operation()).stream()
                .map(header -> Names.parameter(header.name()))
                .toList();
        names.forEach(name -> method.addParameter(String.class, name));
        return names;
    }

    private static Object[] sensitive(ViewType view) {
        return view.sensitive().isEmpty() ? new Object[0] : new Object[] {view.name()};
    }

    /** {@code post(file, m -> m.filename(…))}, {@code post(file)}, {@code post(multipart)}. */
    private void uploads(boolean async, String filePart) {
        MethodSpec.Builder whole = method(async).addParameter(Support.MULTIPART, "upload");
        CodeBlock part = filePart.equals("file") ? CodeBlock.of("") : CodeBlock.of(".partName($S)", filePart);
        send(whole, async, CodeBlock.of("chain().$L(upload$L)", name(async), part));
        ViewType meta = call.request();
        if (meta == null) {
            return;
        }
        methods.add(method(async)
                .addJavadoc("\n@param meta describes the file; what can be told from the file itself is set already")
                .addParameter(Support.FILE_CONTENT, "file")
                .addParameter(
                        ParameterizedTypeName.get(
                                ClassName.get(Consumer.class), meta.name().nestedClass("Builder")),
                        "meta")
                .addStatement(
                        "$T described = $T.builder()$L", meta.name().nestedClass("Builder"), meta.name(), told(meta))
                .addStatement("meta.accept(described)")
                .addStatement(
                        "return $L($T.of(described.build().json(), file)$L)", name(async), Support.MULTIPART, part)
                .build());
        if (meta.properties().stream()
                .allMatch(
                        property -> told(property) != null || !property.field().required())) {
            methods.add(method(async)
                    .addParameter(Support.FILE_CONTENT, "file")
                    .addStatement("return $L(file, meta -> {})", name(async))
                    .build());
        }
    }

    private static CodeBlock told(ViewType meta) {
        CodeBlock.Builder told = CodeBlock.builder();
        meta.properties().forEach(property -> {
            String value = told(property);
            if (value != null) {
                told.add(".$L($L)", property.method(), value);
            }
        });
        return told.build();
    }

    /** Name and SHA-256 are the file's own; a digest by another name may be by another algorithm. */
    static @Nullable String told(Property property) {
        return switch (property.field().name()) {
            case "sha256" -> "file.sha256()";
            case "filename", "file_name" -> "file.fileName()";
            default -> null;
        };
    }

    private void send(MethodSpec.Builder method, boolean async, CodeBlock sent) {
        ViewType reply = call.reply();
        if (reply == null) {
            method.addStatement("return $L", sent);
        } else if (async) {
            method.addStatement("return then($L, $T::new)", sent, reply.name());
        } else {
            method.addStatement("return new $T($L)", reply.name(), sent);
        }
        methods.add(method.build());
    }

    private MethodSpec.Builder method(boolean async) {
        ClassName result = call.reply() == null ? Support.REPLY : call.reply().name();
        MethodSpec.Builder method = MethodSpec.methodBuilder(name(async))
                .addModifiers(PUBLIC)
                .addJavadoc(documented ? Docs.otherForm(call) : Docs.verb(call))
                .returns(async ? ParameterizedTypeName.get(ClassName.get(CompletableFuture.class), result) : result);
        documented = true;
        if (call.operation().lifecycle().deprecated()) {
            method.addAnnotation(Deprecated.class);
        }
        return method;
    }

    private String name(boolean async) {
        return async ? call.method() + "Async" : call.method();
    }

    private static String parameter(ViewType view) {
        return view.role() == ViewType.Role.QUERY ? "query" : "request";
    }
}
