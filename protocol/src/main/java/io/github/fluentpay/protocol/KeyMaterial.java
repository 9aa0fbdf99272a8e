package io.github.fluentpay.protocol;

import io.github.fluentpay.protocol.internal.VisibleText;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The content of one key file, taken apart: the blocks of a PEM file, or one DER block. Asked for a kind it does not
 * hold, it says what it is instead.
 */
final class KeyMaterial {

    /** Dashes of any width: word processors lengthen them. */
    private static final String DASHES = "[-\u2010-\u2015\u2212]+";

    private static final Pattern PEM_BEGIN = Pattern.compile(DASHES + "BEGIN ([A-Z0-9 ]+?)" + DASHES);

    /** A secret store may put Base64 around a setting that is the Base64 of a file of Base64. */
    private static final int MOST_LAYERS = 3;

    /** Tools disagree on what these labels stand for, so the content decides. */
    private static final Set<KeyKind> LOOSELY_LABELLED =
            EnumSet.of(KeyKind.PRIVATE_KEY, KeyKind.PKCS1_PRIVATE_KEY, KeyKind.PUBLIC_KEY, KeyKind.PKCS1_PUBLIC_KEY);

    @SuppressWarnings("ArrayRecordComponent") // read-only by convention, never compared, never leaves the package
    record Block(KeyKind kind, byte[] der) {}

    private final String place;
    private final List<Block> blocks;
    private final boolean empty;

    private KeyMaterial(String place, List<Block> blocks, boolean empty) {
        this.place = place;
        this.blocks = blocks;
        this.empty = empty;
    }

    static KeyMaterial of(KeySource source) {
        byte[] bytes = source.read();
        String text = KeyText.of(bytes);
        if (VisibleText.isBlank(text)) {
            return new KeyMaterial(source.place(), List.of(), true);
        }
        List<Block> blocks = blocks(source, bytes, text, MOST_LAYERS);
        return new KeyMaterial(
                source.place(), blocks.isEmpty() ? List.of(new Block(KeyShape.of(bytes, text), bytes)) : blocks, false);
    }

    /** DER, the blocks of a PEM file, or what is the Base64 of one of the two; empty if it is neither. */
    private static List<Block> blocks(KeySource source, byte[] bytes, String text, int layers) {
        KeyKind kind = Der.kindOf(bytes);
        if (kind != KeyKind.UNKNOWN) {
            return List.of(new Block(kind, bytes));
        }
        List<Block> pem = pemBlocks(source, KeyText.withLineEnds(text));
        if (!pem.isEmpty() || layers == 0) {
            return pem;
        }
        return KeyText.ofBase64(text)
                .map(content -> blocks(source, content, KeyText.of(content), layers - 1))
                .orElse(List.of());
    }

    private static List<Block> pemBlocks(KeySource source, String text) {
        List<Block> blocks = new ArrayList<>();
        Matcher begin = PEM_BEGIN.matcher(text);
        int next = 0;
        while (begin.find(next)) {
            String label = begin.group(1);
            Matcher end = Pattern.compile(DASHES + "END " + label + DASHES).matcher(text);
            if (!end.find(begin.end())) {
                throw new IllegalArgumentException(
                        source.place() + " has a " + label + " block without an END line: the file was cut off");
            }
            blocks.add(pemBlock(source, label, text.substring(begin.end(), end.start())));
            next = end.end();
        }
        return blocks;
    }

    private static Block pemBlock(KeySource source, String label, String body) {
        KeyKind kind = KeyKind.ofLabel(label);
        if (body.contains("Proc-Type: 4,ENCRYPTED")) {
            return new Block(KeyKind.ENCRYPTED_PRIVATE_KEY, new byte[0]);
        }
        try {
            byte[] der = Base64.getMimeDecoder().decode(body);
            KeyKind content = LOOSELY_LABELLED.contains(kind) ? Der.kindOf(der) : kind;
            return new Block(content == KeyKind.UNKNOWN ? kind : content, der);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    source.place() + " has a " + label + " block that is not Base64: the file is damaged", e);
        }
    }

    /**
     * The first block of one of these kinds.
     *
     * @param needed the wanted thing in words: {@code "a private key"}
     * @param calledByConsole where a merchant finds it
     */
    Block require(Set<KeyKind> kinds, String needed, String calledByConsole) {
        return blocks.stream()
                .filter(block -> kinds.contains(block.kind()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(place + ": this is " + what() + ", " + needed
                        + " is needed; " + calledByConsole + cure(kinds)));
    }

    /** An error about the right kind of block with unreadable content. */
    IllegalArgumentException damaged(String what, Exception cause) {
        return new IllegalArgumentException(
                place + " looks like " + what + " but cannot be read as one: the file is damaged", cause);
    }

    String place() {
        return place;
    }

    private String what() {
        if (empty) {
            return "empty";
        }
        return found().words();
    }

    private String cure(Set<KeyKind> needed) {
        return empty ? "" : KeyCure.of(found(), needed);
    }

    private KeyKind found() {
        return blocks.stream()
                .map(Block::kind)
                .filter(kind -> kind != KeyKind.OTHER_PEM)
                .findFirst()
                .orElse(KeyKind.OTHER_PEM);
    }
}
