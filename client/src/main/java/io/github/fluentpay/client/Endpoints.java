package io.github.fluentpay.client;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A client's look into the directory, once a call: the facts, the route they make, and what a user should hear about it. */
final class Endpoints {

    static final EndpointDirectory NONE_KNOWN = new EndpointDirectory() {
        @Override
        public @Nullable EndpointFacts find(String verb, String path) {
            return null;
        }

        @Override
        public Optional<String> nearest(String path) {
            return Optional.empty();
        }
    };

    private static final Logger LOG = LoggerFactory.getLogger(WechatPayClient.class);

    private final EndpointDirectory directory;
    private final boolean atThePlatform;
    private final Set<String> deprecationsTold = ConcurrentHashMap.newKeySet();

    /** @param atThePlatform whether calls go to the platform's own hosts, and not to a stand-in or through a proxy */
    Endpoints(EndpointDirectory directory, boolean atThePlatform) {
        this.directory = directory;
        this.atThePlatform = atThePlatform;
    }

    /**
     * What is documented, for a call; null if nothing is.
     *
     * @throws IllegalStateException if it is no APIv3 endpoint
     */
    @Nullable
    EndpointFacts find(String verb, String path) {
        EndpointFacts facts = directory.find(verb, path);
        // On the wire an APIv2 path has no v2/ in front.
        boolean v2 = path.startsWith("v2/") || (facts == null && directory.find(verb, "v2/" + path) != null);
        if (v2) {
            throw new IllegalStateException(verb + " " + path + " is an APIv2 call: XML, signed with another key. This"
                    + " version speaks APIv3 only; nothing was sent");
        }
        if (facts == null) {
            hint(verb, path);
        } else if (facts.deprecation() != null) {
            warnOnce(facts.deprecation());
        }
        return facts;
    }

    /** The facts of a path as it is sent: a value may stand where a fixed segment is documented. Null if none is known. */
    @Nullable
    EndpointFacts asSent(String verb, String path) {
        return directory.find(verb, path.substring(1));
    }

    /** The fields to seal, also of a path that differs by its case or by a slash at its end: the value has left by then. */
    SensitiveFields sensitive(@Nullable EndpointFacts facts, String verb, String path) {
        EndpointFacts meant =
                facts == null ? asSent(verb, path.toLowerCase(Locale.ROOT).replaceAll("(?<=.)/+$", "")) : facts;
        return meant == null ? SensitiveFields.NONE : meant.sensitive();
    }

    /**
     * The headers of the caller, once every header that the endpoint requires is among them.
     *
     * @throws IllegalArgumentException if one is missing or blank
     */
    Headers complete(Headers own, String endpoint, @Nullable EndpointFacts facts) {
        for (String name : facts == null ? List.<String>of() : directory.requiredHeaders(facts)) {
            String value = own.first(name);
            if (value == null || value.isBlank()) {
                throw new IllegalArgumentException(endpoint + " requires the header " + name + ", which is "
                        + (value == null ? "not set" : "blank") + "; add .header(\"" + name + "\", …) in front of the"
                        + " verb. Nothing was sent");
            }
        }
        return own;
    }

    boolean atThePlatform() {
        return atThePlatform;
    }

    Route route(@Nullable EndpointFacts facts) {
        if (facts == null) {
            return Route.USUAL;
        }
        if (facts.host() == null) {
            return new Route(null, facts.path(), "", facts.replySigned());
        }
        BaseUrl host = BaseUrl.of(facts.host());
        BaseUrl only = atThePlatform ? new BaseUrl(host.origin(), "") : null;
        return new Route(only, facts.path(), host.prefix(), facts.replySigned());
    }

    private void hint(String verb, String path) {
        if (!LOG.isDebugEnabled()) {
            return;
        }
        directory.nearest(path).ifPresent(nearest -> {
            if (nearest.equals(path)) {
                LOG.debug("{} is a documented path, but not with {}", path, verb);
            } else {
                LOG.debug("{} is not a documented path; the nearest is {}", path, nearest);
            }
        });
    }

    private void warnOnce(String deprecation) {
        if (deprecationsTold.add(deprecation)) {
            LOG.warn("{}", deprecation);
        }
    }
}
