package io.github.fluentpay.client;

import io.github.fluentpay.protocol.NotificationRequest;
import io.github.fluentpay.protocol.Refusal;
import io.github.fluentpay.protocol.SignatureHeaders;
import io.github.fluentpay.protocol.ValidationException;
import io.github.fluentpay.protocol.WechatPayException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Many merchants (多商户) in one application: a registry by whatever key the application has, filled from the application's
 * own store when a merchant is first asked for. All of them share one pool of connections. Safe for many threads.
 *
 * <pre>{@code
 * Merchants<Long, FluentPay> merchants = Merchants.of(FluentPay.builder(), (tenant, builder) ->
 *         tenants.find(tenant).map(row -> builder.merchant(row.merchant()).keyMode(row.keyMode()).apiV3Key(row.apiV3Key())));
 *
 * merchants.get(42L).v3()….post(…);
 * merchants.reload(42L);      // its keys were changed in the store
 * merchants.remove(42L);
 * }</pre>
 *
 * @param <K> the application's key, with {@code equals} and {@code hashCode}
 * @param <C> the client
 */
public final class Merchants<K, C extends WechatPayClient> implements AutoCloseable {

    /** An answer to a notification is due within 5 seconds. */
    private static final long WAIT_FOR_KEYS = 3;

    /**
     * Looks a merchant up in the application's store.
     *
     * @param <K> the application's key
     * @param <C> the client
     */
    @FunctionalInterface
    public interface Loader<K, C extends WechatPayClient> {

        /**
         * The settings of one merchant. May block; is asked once at a time for one key.
         *
         * @param builder a fresh copy of the shared settings, to be completed
         * @return the completed builder; empty if there is no such merchant
         */
        Optional<ClientBuilder<C>> load(K key, ClientBuilder<C> builder);
    }

    /**
     * Who a notification is for.
     *
     * @param key the application's key
     * @param client its client, to {@linkplain WechatPayClient#notifications receive} it with
     * @param <K> the application's key
     * @param <C> the client
     */
    public record Addressee<K, C extends WechatPayClient>(K key, C client) {}

    /**
     * What an entry answers.
     *
     * @param leftMeanwhile whether the entry was out of the registry already: look again
     */
    private record Found<C>(boolean leftMeanwhile, Optional<C> client) {}

    /** One merchant, loaded by the first who asks while the others wait. */
    private final class Entry {

        // Guarded by this entry, and read without it once set.
        private volatile @Nullable C client;
        // Guarded by this entry.
        private boolean gone;

        /** The client, loaded if need be. */
        synchronized Found<C> load(K key) {
            if (gone) {
                return new Found<>(true, Optional.empty());
            }
            C present = client;
            if (present == null) {
                try {
                    present = build(key).orElse(null);
                    client = present;
                } finally {
                    leaveIfEmpty(key);
                }
            }
            return new Found<>(false, Optional.ofNullable(present));
        }

        /** Puts a new client in the place of the old one, which calls under way still use. */
        synchronized Found<C> reload(K key) {
            if (gone) {
                return new Found<>(true, Optional.empty());
            }
            try {
                Optional<C> built = build(key);
                C old = client;
                if (old != null) {
                    built.ifPresentOrElse(
                            next -> {
                                next.replace(old);
                                old.retire();
                            },
                            old::close);
                }
                client = built.orElse(null);
                return new Found<>(false, built);
            } finally {
                leaveIfEmpty(key);
            }
        }

        synchronized boolean remove(K key) {
            boolean first = !gone;
            leave(key);
            C old = client;
            if (old != null) {
                old.close();
            }
            return first && old != null;
        }

        /** A key that nobody knows, or whose loading failed, leaves nothing behind. */
        private void leaveIfEmpty(K key) {
            if (client == null) {
                leave(key);
            }
        }

        private void leave(K key) {
            gone = true;
            entries.remove(key, this);
        }
    }

    private final ClientBuilder<C> shared;
    private final SharedResources connections;
    private final Loader<K, C> loader;
    private final Map<K, Entry> entries = new ConcurrentHashMap<>();
    private volatile boolean closed;

    private Merchants(ClientBuilder<C> shared, Loader<K, C> loader) {
        this.shared = shared.copy();
        this.connections = this.shared.shareResources();
        this.loader = loader;
    }

    /**
     * A registry that is empty at first.
     *
     * @param shared what all merchants have in common: hosts, time-outs, connections, listeners
     */
    public static <K, C extends WechatPayClient> Merchants<K, C> of(ClientBuilder<C> shared, Loader<K, C> loader) {
        return new Merchants<>(Objects.requireNonNull(shared, "shared"), Objects.requireNonNull(loader, "loader"));
    }

    /**
     * The client of a merchant, loaded if it is not there yet. Do not close it; {@link #remove} does. A client that was
     * {@linkplain #reload reloaded} meanwhile can still be called: hold it for one piece of work, not for ever.
     *
     * @throws NoSuchElementException if the application's store has no such merchant
     * @throws IllegalStateException if the registry is closed, or the settings are not complete
     */
    public C get(K key) {
        return find(key).orElseThrow(() -> new NoSuchElementException("There is no merchant " + key));
    }

    /** As {@link #get}; empty if the application's store has no such merchant. */
    public Optional<C> find(K key) {
        Objects.requireNonNull(key, "key");
        Entry present = entries.get(key);
        C client = present == null ? null : present.client;
        return client == null ? inEntry(key, entry -> entry.load(key)) : Optional.of(client);
    }

    /**
     * Loads a merchant anew, because the application's store has changed. Who asks meanwhile gets the old client, and from
     * then on the new one, which goes on with the certificates that the old one has downloaded; no call fails for it. If it
     * cannot be loaded, the old one stays and the exception gets out.
     *
     * @return the new client; empty if the store has no such merchant any more, and then it is removed
     */
    public Optional<C> reload(K key) {
        Objects.requireNonNull(key, "key");
        return inEntry(key, entry -> entry.reload(key));
    }

    /**
     * Takes a merchant out and closes its client: later calls with it fail. It is loaded again when it is asked for again.
     *
     * @return whether it was there
     */
    public boolean remove(K key) {
        Entry entry = entries.get(Objects.requireNonNull(key, "key"));
        return entry != null && entry.remove(key);
    }

    /** The keys of those that are loaded; a copy. */
    public Set<K> loaded() {
        return entries.entrySet().stream()
                .filter(entry -> entry.getValue().client != null)
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Who of those loaded a notification is for. It does not say so itself before it is opened, so it is the merchant
     * whose keys verify it and whose APIv3 key opens it. Give {@code notify_url} a path of its own for each merchant where
     * you can: that is simpler, and does not depend on who is loaded.
     *
     * <p>If none of them knows the key that it names, those whose certificates are {@linkplain KeyMode#refreshEvery old}
     * download them for it, all at once, and are waited for, 3 seconds at most.
     *
     * @throws WechatPayException if it is for none of them; the reason is that of a merchant who came closest
     * @throws NoSuchElementException if no merchant is loaded
     */
    public Addressee<K, C> addressee(NotificationRequest request) {
        Map<K, C> clients = new LinkedHashMap<>();
        entries.forEach((key, entry) -> {
            C client = entry.client;
            if (client != null) {
                clients.put(key, client);
            }
        });
        return addressee(request, clients);
    }

    /**
     * As {@link #addressee(NotificationRequest)}, among these merchants, which are loaded if they are not: those whose
     * platform key has the serial that the notification names, say. Those that the application's store does not have are
     * passed over.
     */
    public Addressee<K, C> addressee(NotificationRequest request, Collection<K> candidates) {
        Map<K, C> clients = new LinkedHashMap<>();
        for (K key : candidates) {
            find(key).ifPresent(client -> clients.put(key, client));
        }
        return addressee(request, clients);
    }

    private Addressee<K, C> addressee(NotificationRequest request, Map<K, C> clients) {
        if (clients.isEmpty()) {
            throw new NoSuchElementException("No merchant is loaded that the notification could be for: ask get(…) for"
                    + " those it may be for, or name them to addressee(…)");
        }
        // The body of a web request can often be read but once.
        NotificationRequest kept = NotificationRequest.of(request::header, request.body());
        String serial = kept.header(SignatureHeaders.SERIAL);
        List<K> knowing = serial == null ? List.of() : knowing(clients, serial);
        if (serial != null && knowing.isEmpty()) {
            lookFor(clients.values(), serial);
            knowing = knowing(clients, serial);
        }
        WechatPayException closest = null;
        for (K key : knowing.isEmpty() ? clients.keySet() : knowing) {
            C client = Objects.requireNonNull(clients.get(key));
            try {
                client.checkAddressed(kept);
                return new Addressee<>(key, client);
            } catch (WechatPayException notForIt) {
                closest = closest == null || isCloser(notForIt, closest) ? notForIt : closest;
            }
        }
        throw Objects.requireNonNull(closest);
    }

    /** Verified and not opened is closest; after that, changed on the way. */
    private static boolean isCloser(WechatPayException other, WechatPayException closest) {
        if (!(closest instanceof ValidationException refused)) {
            return false;
        }
        return !(other instanceof ValidationException) || refused.reason() != Refusal.Reason.BODY_CHANGED;
    }

    private List<K> knowing(Map<K, C> clients, String serial) {
        return clients.entrySet().stream()
                .filter(entry ->
                        entry.getValue().keys().verifying().find(serial).isPresent())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Anybody can send a notification with an unknown key, so this must not become a storm of downloads. */
    private static void lookFor(Collection<? extends WechatPayClient> clients, String serial) {
        CompletableFuture<?>[] looking = clients.stream()
                .map(client -> client.keys().lookForIfOld(serial))
                .toArray(CompletableFuture<?>[]::new);
        try {
            CompletableFuture.allOf(looking).get(WAIT_FOR_KEYS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException gone) {
            // What came in time counts.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Optional<C> inEntry(K key, Function<Entry, Found<C>> action) {
        while (true) {
            checkOpen();
            Found<C> found = action.apply(entries.computeIfAbsent(key, first -> new Entry()));
            if (!found.leftMeanwhile()) {
                return found.client();
            }
        }
    }

    private void checkOpen() {
        if (closed) {
            throw new IllegalStateException("The registry of merchants is closed; make a new one by Merchants.of(…)");
        }
    }

    /** Called in an entry. Closing sets its flag before it looks at the entries, so one of the two sees the other. */
    private Optional<C> build(K key) {
        Optional<ClientBuilder<C>> settings = Objects.requireNonNull(
                loader.load(key, shared.copy()),
                () -> "The loader of merchants answered null for " + key
                        + "; Optional.empty() says that there is none");
        checkOpen();
        Optional<C> built = settings.map(ClientBuilder::build);
        if (closed) {
            built.ifPresent(WechatPayClient::close);
            checkOpen();
        }
        return built;
    }

    /** Closes all clients and the connections that they share. Calls under way fail. May be repeated. */
    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        // An entry that is being loaded is waited for.
        entries.forEach((key, entry) -> entry.remove(key));
        connections.release();
    }
}
