package io.github.fluentpay.client;

import java.util.List;

/**
 * The request's fields that an endpoint takes sealed (敏感信息加密), as documented.
 *
 * @param body JSON pointers, {@code *} for every element of an array: {@code /receivers/*}{@code /name}
 * @param query names of query parameters
 */
public record SensitiveFields(List<String> body, List<String> query) {

    /** An endpoint without such fields. */
    public static final SensitiveFields NONE = new SensitiveFields(List.of(), List.of());

    public SensitiveFields {
        body = List.copyOf(body);
        query = List.copyOf(query);
    }
}
