package io.github.fluentpay.catalogue;

import io.github.fluentpay.json.JsonString;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One documented endpoint and verb (接口).
 *
 * @param version the protocol
 * @param verb HTTP method
 * @param path as documented, without a leading slash; {@code {openid}} is a variable. Two end in a slash
 * @param pathOnTheWire the path that is sent, where it is another; null where it is not
 * @param title in Chinese
 * @param products labels of the documentation's index, in Chinese
 * @param modes who may call: {@code merchant}, {@code partner}; empty if that is not stated
 * @param host where it is, if not at the usual hosts; null otherwise
 * @param body what is sent
 * @param bodyRequired whether the body has to be there
 * @param reply what comes back
 * @param status documented status of success; null for the usual 200
 * @param quirks how its exchange differs
 * @param lifecycle whether it is on its way out
 * @param docs official pages
 * @param pathVariables fields of the path, in its order
 * @param query fields of the query
 * @param headers headers that it wants beside the usual ones
 * @param request fields of the body; for multipart the parts
 * @param response fields of the reply
 * @param errorResponse fields of a refusal that is not of the usual form
 * @param idempotency names of the body's fields that make a repeat harmless, together; empty if that is not known
 * @param settledBy the operation that tells what became of this one when its outcome is unknown; null if that is not known
 * @param rateLimit documented limit; null if that is not known
 * @param errors documented refusals
 */
public record Operation(
        Version version,
        Verb verb,
        String path,
        @Nullable String pathOnTheWire,
        String title,
        List<String> products,
        List<String> modes,
        @Nullable Host host,
        BodyKind body,
        boolean bodyRequired,
        ReplyKind reply,
        @Nullable Integer status,
        Set<Quirk> quirks,
        Lifecycle lifecycle,
        List<URI> docs,
        List<Field> pathVariables,
        List<Field> query,
        List<Field> headers,
        List<Field> request,
        List<Field> response,
        List<Field> errorResponse,
        List<String> idempotency,
        @Nullable String settledBy,
        @Nullable RateLimit rateLimit,
        List<KnownError> errors) {

    private static final Pattern VARIABLE = Pattern.compile("\\{([^}]+)}");

    public Operation {
        products = List.copyOf(products);
        modes = List.copyOf(modes);
        quirks = Set.copyOf(quirks);
        docs = List.copyOf(docs);
        pathVariables = List.copyOf(pathVariables);
        query = List.copyOf(query);
        headers = List.copyOf(headers);
        request = List.copyOf(request);
        response = List.copyOf(response);
        errorResponse = List.copyOf(errorResponse);
        idempotency = List.copyOf(idempotency);
        errors = List.copyOf(errors);
    }

    /** Verb and path, which is its identity: {@code POST v3/marketing/busifavor/coupons/return}. */
    public String id() {
        return verb + " " + path;
    }

    /** Names of the path's variables, in order. */
    public Set<String> variables() {
        Set<String> names = new LinkedHashSet<>();
        Matcher matcher = VARIABLE.matcher(path);
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        return names;
    }

    /** The path's segments: literals, and variables in braces; a trailing slash adds none. */
    public List<String> segments() {
        return List.of(path.split("/"));
    }

    /** Whether the reply carries a signature that can be checked. */
    public boolean isReplySigned() {
        return !quirks.contains(Quirk.UNSIGNED_REPLY);
    }

    /**
     * Signatures that an APIv2 request may name in {@code sign_type}, in their documented order; MD5 where no such field is
     * documented. Empty for APIv3.
     */
    public List<String> signTypes() {
        if (version == Version.V3) {
            return List.of();
        }
        List<String> named = Stream.concat(request.stream(), query.stream())
                .filter(field -> field.name().equals("sign_type"))
                .flatMap(field -> field.enumeration().stream())
                .map(value -> value instanceof JsonString text ? text.value() : value.toJson())
                .toList();
        return named.isEmpty() ? List.of("MD5") : named;
    }
}
