package io.github.fluentpay.cli;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The types that a class shows to those who use or extend it. */
final class PublicTypes {

    private static final String OURS = "io.github.fluentpay.";
    private static final String JSPECIFY = "org.jspecify.annotations.";

    private final Set<String> foreign = new TreeSet<>();
    private final Set<Type> seen = new HashSet<>();

    private PublicTypes() {}

    static boolean isVisible(Class<?> type) {
        for (Class<?> each = type; each != null; each = each.getEnclosingClass()) {
            if (!isVisible(each.getModifiers())) {
                return false;
            }
        }
        return !type.isAnonymousClass() && !type.isLocalClass();
    }

    /** Each place where a class shows a type that is neither the JDK's nor ours, in words; empty if there is none. */
    static Set<String> foreignIn(Class<?> type) {
        PublicTypes types = new PublicTypes();
        // What a hidden supertype of ours has, its public subclass shows.
        for (Class<?> each : lineage(type)) {
            types.look(type, each);
        }
        return types.foreign;
    }

    private static List<Class<?>> lineage(Class<?> type) {
        List<Class<?>> lineage = new ArrayList<>(List.of(type));
        for (int i = 0; i < lineage.size(); i++) {
            Class<?> each = lineage.get(i);
            Stream.concat(Stream.ofNullable(each.getSuperclass()), Stream.of(each.getInterfaces()))
                    .filter(above -> above.getName().startsWith(OURS) && !lineage.contains(above))
                    .forEach(lineage::add);
        }
        return lineage;
    }

    private void look(Class<?> shown, Class<?> type) {
        annotations(shown + " is annotated", type);
        variables(shown + " has a variable of", type.getTypeParameters());
        types(shown + " is a", type.getGenericSuperclass());
        types(shown + " is a", type.getGenericInterfaces());
        for (Field field : type.getDeclaredFields()) {
            if (isVisible(field)) {
                annotations(shown + "." + field.getName() + " is annotated", field);
                types(shown + "." + field.getName() + " is a", field.getGenericType());
            }
        }
        Stream.concat(Stream.of(type.getDeclaredConstructors()), Stream.of(type.getDeclaredMethods()))
                .filter(PublicTypes::isVisible)
                .forEach(each -> look(shown, each));
    }

    private void look(Class<?> shown, Executable executable) {
        String name = shown + "." + executable.getName() + "(…)";
        annotations(name + " is annotated", executable);
        for (Annotation[] ofParameter : executable.getParameterAnnotations()) {
            annotations(name + " annotates with", ofParameter);
        }
        variables(name + " has a variable of", executable.getTypeParameters());
        types(name + " takes", executable.getGenericParameterTypes());
        types(name + " throws", executable.getGenericExceptionTypes());
        if (executable instanceof Method method) {
            types(name + " answers with", method.getGenericReturnType());
        }
    }

    private static boolean isVisible(Member member) {
        return isVisible(member.getModifiers()) && !member.isSynthetic();
    }

    private static boolean isVisible(int modifiers) {
        return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
    }

    private void annotations(String words, AnnotatedElement element) {
        annotations(words, element.getDeclaredAnnotations());
    }

    private void annotations(String words, Annotation... annotations) {
        for (Annotation annotation : annotations) {
            types(words, annotation.annotationType());
        }
    }

    private void variables(String words, TypeVariable<?>... variables) {
        for (TypeVariable<?> variable : variables) {
            types(words, variable.getBounds());
        }
    }

    private void types(String words, Type... types) {
        for (Type type : types) {
            if (type instanceof Class<?> plain) {
                plain(words, plain.isArray() ? plain.getComponentType() : plain);
            } else if (type instanceof ParameterizedType parameterized) {
                types(words, parameterized.getRawType());
                types(words, parameterized.getActualTypeArguments());
            } else if (type instanceof GenericArrayType array) {
                types(words, array.getGenericComponentType());
            } else if (type instanceof WildcardType wildcard) {
                types(words, wildcard.getUpperBounds());
                types(words, wildcard.getLowerBounds());
            } else if (type instanceof TypeVariable<?> variable && seen.add(variable)) {
                types(words, variable.getBounds());
            }
        }
    }

    private void plain(String words, Class<?> type) {
        if (type.isArray()) {
            plain(words, type.getComponentType());
        } else if (!isAllowed(type)) {
            foreign.add(words + " " + type.getName());
        }
    }

    /** The standard's part of the JDK, not {@code com.sun}, and not what others have put into {@code javax}. */
    private static boolean isAllowed(Class<?> type) {
        String module = type.getModule().getName();
        return type.isPrimitive()
                || (module != null
                        && module.startsWith("java.")
                        && type.getName().startsWith("java"))
                || type.getName().startsWith(OURS)
                || type.getName().startsWith(JSPECIFY);
    }
}
