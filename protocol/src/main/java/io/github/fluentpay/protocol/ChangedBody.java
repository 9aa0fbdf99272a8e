package io.github.fluentpay.protocol;

import io.github.fluentpay.protocol.BodyLayer.Undone;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tells a notification whose body was changed between the platform and here from a forged one: undoes what web frameworks,
 * gateways and function services do to bodies, and looks for the body that was signed. That body is named, and never
 * accepted. A forged signature ends this before it begins: nothing was signed. The rest is paid from a
 * {@link DiagnosisBudget}.
 */
final class ChangedBody {

    /** Longer ones are not examined; documented notifications are a few hundred bytes. */
    static final int LONGEST = 16 * 1024;

    /** Layers on top of one another: what a function service gets from a gateway that got it from a proxy. */
    private static final int MOST_LAYERS = 3;

    /** The number of bytes that one search may compare with the signature: a thousand notifications. */
    private static final int MOST_BYTES = 1024 * 1024;

    /** In the order in which they are undone: what is common and cheap first. */
    private static final List<BodyLayer> LAYERS = Stream.of(
                    EdgeEdit.known().stream(),
                    Recoding.known().stream(),
                    Wrapping.known().stream(),
                    Stream.of(new FormReading(), new EventEnvelope(), new Rewriting()))
            .<BodyLayer>flatMap(layers -> layers)
            .toList();

    /**
     * A body that may have been signed.
     *
     * @param body the body
     * @param changes what was done to it since, the last first
     * @param cure of the last
     */
    private record Candidate(LayeredBody body, String changes, String cure) {

        private Candidate below(Undone undone) {
            return changes.isEmpty()
                    ? new Candidate(undone.body(), undone.change(), undone.cure())
                    : new Candidate(undone.body(), changes + ", and before that " + undone.change(), cure);
        }
    }

    private final Predicate<byte[]> fits;
    private final Set<ByteBuffer> seen = new HashSet<>();
    private int bytesLeft = MOST_BYTES;

    private ChangedBody(Predicate<byte[]> fits) {
        this.fits = fits;
    }

    /** A refusal that names the change, if one explains the signature; else the refusal as it is, or why nobody looked. */
    static Refusal recognise(
            SignatureHeaders headers, byte[] body, VerifyingKeys keys, Refusal otherwise, DiagnosisBudget budget) {
        if (LostBody.isEmpty(body)) {
            return changed("the body is empty, so something read it before: " + BodyLayer.RAW_BYTES);
        }
        Predicate<byte[]> fits = SignedDigest.fits(headers, keys);
        if (fits == null) {
            return otherwise;
        }
        String refused = body.length > LONGEST ? "it is longer than " + LONGEST + " bytes" : budget.begin();
        if (refused != null) {
            return new Refusal(
                    otherwise.reason(), otherwise.message() + ". The body was not examined further: " + refused);
        }
        try {
            Candidate signed = new ChangedBody(fits).search(body);
            String change = signed == null
                    ? LostBody.recognise(new LayeredBody(body))
                    : signed.changes() + ": " + signed.cure();
            return change == null ? otherwise : changed(change);
        } finally {
            budget.end();
        }
    }

    private static Refusal changed(String change) {
        return new Refusal(Refusal.Reason.BODY_CHANGED, "its signature does not fit its body: " + change);
    }

    private @Nullable Candidate search(byte[] body) {
        seen.add(ByteBuffer.wrap(body));
        List<Candidate> level = List.of(new Candidate(new LayeredBody(body), "", ""));
        for (int depth = 1; depth <= MOST_LAYERS; depth++) {
            List<Candidate> below = new ArrayList<>();
            for (Candidate above : level) {
                Candidate signed = searchBelow(above, below);
                if (signed != null) {
                    return signed;
                }
            }
            level = below;
        }
        return null;
    }

    /** The signed body if one layer makes the difference; else adds those to look at again. */
    private @Nullable Candidate searchBelow(Candidate above, List<Candidate> below) {
        for (BodyLayer layer : LAYERS) {
            Iterator<Undone> undone = layer.undo(above.body()).iterator();
            while (undone.hasNext() && bytesLeft > 0) {
                Undone next = undone.next();
                bytesLeft -= Math.max(next.body().bytes().length, 64);
                if (!seen.add(ByteBuffer.wrap(next.body().bytes()))) {
                    continue;
                }
                Candidate candidate = above.below(next);
                if (fits.test(candidate.body().bytes())) {
                    return candidate;
                }
                if (!next.furthest()) {
                    below.add(candidate);
                }
            }
        }
        return null;
    }
}
