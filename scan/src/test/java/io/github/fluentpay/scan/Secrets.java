package io.github.fluentpay.scan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Knows secrets by their form, and those of our tests by their text. */
final class Secrets {

    /** An XML report writes them with a backslash less or an entity more. */
    private static final String QUOTE = "\\\\?(?:\"|&quot;|&#34;)";

    private static final String BASE64 = "[0-9A-Za-z+/]";

    private final Map<String, Pattern> patterns = new LinkedHashMap<>();

    /** @param texts to be found as they are: APIv3 keys, and what is sealed */
    Secrets(Collection<String> texts) {
        // Headers alone are in messages that say what a file should be.
        add("a private key", "PRIVATE KEY-----(?:\\s|\\\\n|\\\\r|&#10;)*" + BASE64 + "{20}");
        // PKCS #8 and PKCS #1 of 2048 to 4096 bits, by how their DER begins.
        add("a private key", "MII[EGJ]" + BASE64 + "{1,4}IBADANBgkqhkiG9w0BAQEFAASC");
        add("a private key", "MII[EGJ]" + BASE64 + "{1,4}IBAAKC[AB]");
        add("an APIv3 key of LocalPay's", "LocalPayV3Key[0-9A-Za-z]{19}");
        add("an APIv2 key of LocalPay's", "LocalPayV2Key[0-9A-Za-z]{19}");
        add("a signature", "\\bsignature\\\\?[=:]\\s*" + QUOTE + BASE64 + "{16}");
        // Proxy-Authorization is made and logged deep in the HTTP engine, as ProxySettings tells.
        add(
                "an Authorization",
                "\\b(?<!Proxy-)Authorization" + QUOTE + "?\\s*[=:,]\\s*" + QUOTE
                        + "?[\\[(]?[A-Za-z][-0-9A-Za-z]* [0-9A-Za-z]");
        add("an Authorization", "WECHATPAY2?-[-0-9A-Z]+ [a-z_]+=");
        Set<String> sorted = new TreeSet<>(texts);
        sorted.forEach(text -> add("\"" + text + "\" of a test", bounded(text)));
    }

    private void add(String what, String regex) {
        patterns.merge(what, Pattern.compile(regex), (one, other) -> Pattern.compile(one + "|" + other));
    }

    /** Digits and letters count as a whole word only, so that a longer number does not match. */
    private static String bounded(String text) {
        return "(?<![0-9A-Za-z])" + Pattern.quote(text) + "(?![0-9A-Za-z])";
    }

    /** What is found in a text, each kind once; never the secret itself. */
    List<String> in(String text) {
        List<String> found = new ArrayList<>();
        patterns.forEach((what, pattern) -> {
            if (pattern.matcher(text).find()) {
                found.add(what);
            }
        });
        return found;
    }
}
