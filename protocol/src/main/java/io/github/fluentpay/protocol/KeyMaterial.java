package io.github.fluentpay.protocol;

import java.nio.charset.StandardCharsets;
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

    private static final Pattern PEM_BEGIN = Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----");

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
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        List<Block> blocks = new ArrayList<>();
        Matcher begin = PEM_BEGIN.matcher(text);
        int next = 0;
        while (begin.find(next)) {
            String label = begin.group(1);
            String endLine = "-----END " + label + "-----";
            int end = text.indexOf(endLine, begin.end());
            if (end < 0) {
                throw new IllegalArgumentException(
                        source.place() + " has a " + label + " block without an END line: the file was cut off");
            }
            blocks.add(pemBlock(source, label, text.substring(begin.end(), end)));
            next = end + endLine.length();
        }
        if (blocks.isEmpty() && !text.isBlank()) {
            blocks.add(bareBlock(bytes, text));
        }
        return new KeyMaterial(source.place(), blocks, text.isBlank());
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

    /** DER, or the Base64 of a PEM file whose BEGIN and END lines were left out, as settings often hold it. */
    private static Block bareBlock(byte[] bytes, String text) {
        KeyKind kind = Der.kindOf(bytes);
        if (kind != KeyKind.UNKNOWN) {
            return new Block(kind, bytes);
        }
        try {
            byte[] der = Base64.getDecoder().decode(text.replaceAll("\\s", ""));
            return new Block(Der.kindOf(der), der);
        } catch (IllegalArgumentException notBase64) {
            return new Block(KeyKind.UNKNOWN, bytes);
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
                .orElseThrow(() -> new IllegalArgumentException(
                        place + ": this is " + what() + ", " + needed + " is needed; " + calledByConsole));
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
        return blocks.stream()
                .map(Block::kind)
                .filter(kind -> kind != KeyKind.OTHER_PEM)
                .findFirst()
                .orElse(KeyKind.OTHER_PEM)
                .words();
    }
}
