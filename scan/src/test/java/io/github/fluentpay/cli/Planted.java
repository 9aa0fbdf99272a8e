package io.github.fluentpay.cli;

import java.util.List;
import java.util.Locale;

/**
 * A secret as people put it into the wrong place.
 *
 * @param kind the name of the secret, for the test's own messages
 * @param text the line that a person pastes
 * @param tokens the parts of it that nothing may print, in any case of letters
 */
record Planted(String kind, String text, List<String> tokens) {

    private static final String BODY = "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQCplantedplantedplantedplanted"
            + "qX7vPlantedBodyOfAPrivateKeyThatNoTestMayPrint0123456789abcdefghijklmnopqrstuvwxyz";

    static final List<Planted> ALL = List.of(
            of("an APIv3 key", "plantedV3Key0123456789abcdefghij"),
            of("an APIv3 key of hexadecimal digits", "9f86d081884c7d659a2feaa0c55ad015"),
            of("an APIv3 key of decimal digits", "73918264509182736450918273645019"),
            of("an APIv3 key with slashes", "/planted/V3/Key/0123456789/abcde"),
            of("a key's password", "Pl4nted-Passw0rd!"),
            of("a short password", "hunter2xyzzy"),
            new Planted(
                    "the text of a private key", "-----BEGIN PRIVATE KEY-----" + BODY, List.of(BODY.substring(0, 40))),
            new Planted("the body of a private key", BODY, List.of(BODY.substring(0, 40), BODY.substring(90, 130))),
            new Planted(
                    "a proxy's URL with its password",
                    "http://proxy-user:Pl4ntedProxyPass@proxy.example:3128",
                    List.of("Pl4ntedProxyPass")),
            new Planted(
                    "a URL with a token", "https://proxy.example/?token=Pl4ntedUrlToken", List.of("Pl4ntedUrlToken")),
            new Planted(
                    "a database's URL with its password",
                    "jdbc:postgresql://127.0.0.1:1/fluentpay?user=me&password=Pl4ntedDbPass",
                    List.of("Pl4ntedDbPass")),
            new Planted(
                    "the ID of a public key before an APIv3 key",
                    "PUB_KEY_ID_plantedV3Key0123456789abcdefghij",
                    List.of("plantedV3Key0123456789abcdefghij")));

    private static Planted of(String kind, String text) {
        return new Planted(kind, text, List.of(text));
    }

    /** As a properties file takes it. */
    String escaped() {
        return text.replace("\\", "\\\\");
    }

    boolean isIn(String output) {
        String lower = output.toLowerCase(Locale.ROOT);
        return tokens.stream().anyMatch(token -> lower.contains(token.toLowerCase(Locale.ROOT)));
    }

    @Override
    public String toString() {
        return kind;
    }
}
