package io.github.fluentpay.client;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is documented about endpoints. A client asks it at each verb, so it answers from memory and is safe for many
 * threads. A path it does not know is called all the same, as any other.
 *
 * <p>Paths come as the caller wrote them, without a leading slash; what a placeholder stands for may be written out:
 * {@code v3/pay/transactions/id/{transaction_id}} and {@code v3/pay/transactions/id/4200000001} are the same endpoint.
 */
public interface EndpointDirectory {

    /**
     * The facts of an endpoint; null if it is not known.
     *
     * @param verb upper case
     */
    @Nullable
    EndpointFacts find(String verb, String path);

    /**
     * Names of the headers that a caller has to set, such as {@code Idempotency-Key}; a call that lacks one is refused
     * before anything is sent. None unless a directory knows better.
     */
    default List<String> requiredHeaders(EndpointFacts facts) {
        return List.of();
    }

    /** The known path that was probably meant, for a hint in the log; asked only if the log shows it. */
    Optional<String> nearest(String path);
}
