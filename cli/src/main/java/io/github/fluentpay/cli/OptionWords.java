package io.github.fluentpay.cli;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Messages of the library in the words of the command line. The library names the method of Java that mends a mistake; here
 * it is the option or the setting of the profile that does the same. This is the one place where that is done.
 */
final class OptionWords {

    private static final String KEY = "fluentpay.platform-key and fluentpay.platform-serial of the profile";

    private static final String APIV3_KEY = "fluentpay.apiv3-key of the profile";

    /** Arguments in brackets, one pair of brackets inside. */
    private static final String ARGUMENTS = "\\((?:[^()]|\\([^()]*\\))*\\)";

    private static final String OF_BUILDER = ARGUMENTS + "(?: of the builder)?";

    private static final Pattern POINTERS =
            Pattern.compile("\\.?\\b(encrypting|sendingInTheClear)\\(((?:\"[^\"]*\"(?:, )?)+)\\)");

    private static final Pattern POINTER = Pattern.compile("\"([^\"]*)\"");

    private record Rule(Pattern java, String words) {

        static Rule of(String java, String words) {
            return new Rule(Pattern.compile(java), words);
        }
    }

    /** Special rules come first. */
    private static final List<Rule> RULES = List.of(
            Rule.of("leave \\.encrypting\\(…\\) out", "leave --encrypting out"),
            Rule.of("\\.queryEncrypting\\(\"([^\"]+)\"[^)]*\\)", "--query-encrypting $1=…"),
            Rule.of("\\.queryInTheClear\\(\"([^\"]+)\"[^)]*\\)", "--query-in-the-clear $1=…"),
            Rule.of("\\.header\\(\"([^\"]+)\"[^)]*\\) in front of the verb", "--header $1=…"),
            Rule.of("; a path goes into chain\\(…\\)", "; the path of an endpoint begins without a host"),
            Rule.of("\\.queryEncrypting" + ARGUMENTS, "--query-encrypting NAME=VALUE"),
            Rule.of("\\.encrypting" + ARGUMENTS, "--encrypting POINTER"),
            Rule.of("\\.path\\(\"([^\"]+)\"[^)]*\\)", "--path $1=…"),
            Rule.of("\\.path" + ARGUMENTS, "--path NAME=VALUE"),
            Rule.of("\\.query\\(\"([^\"]+)\"[^)]*\\)", "--query $1=…"),
            Rule.of("\\.query" + ARGUMENTS, "--query NAME=VALUE"),
            Rule.of(
                    "the client has none: brand" + OF_BUILDER,
                    "the command line signs as a merchant only; a program can"),
            Rule.of(
                    "\\bmerchant\\((?:…|Merchant\\.of[^()]*(?:\\([^()]*\\))?)\\)(?: of the builder)?",
                    "fluentpay.mchid, fluentpay.merchant-serial and fluentpay.merchant-key of the profile"),
            Rule.of(
                    "or keyMode\\(KeyMode\\.certificates\\(\\)\\) to download (them|the platform's certificates)",
                    "or `fluentpay certificates download` to download $1"),
            Rule.of("verifyingKeys" + ARGUMENTS + " or keyMode" + OF_BUILDER, KEY),
            Rule.of("\\b(?:verifyingKeys|keyMode)" + OF_BUILDER, KEY),
            Rule.of("\\bapiV3Key" + OF_BUILDER, APIV3_KEY),
            Rule.of("\\bbaseUrls?" + OF_BUILDER, "fluentpay.base-url of the profile"),
            Rule.of(", or change rateLimits" + OF_BUILDER, ""),
            Rule.of("\\bread bytes\\(\\) of the reply", "write it into a file by --out FILE"),
            Rule.of("\\bmaxReplyBytes\\b(?:" + OF_BUILDER + ")?", "--max-reply"),
            Rule.of("\\(callTimeout, or timeout\\(…\\) of the call\\)", "(--timeout)"),
            Rule.of(" \\(connectTimeout\\)", ""),
            Rule.of(" for as long as connectTimeout allows \\(maxConnections\\)", ""),
            Rule.of("Merchant\\.ofPkcs12 reads it, and ", ""),
            Rule.of(", and Merchant\\.ofPkcs12 reads that", ""),
            Rule.of("; Merchant\\.of\\(mchid, certificate, privateKey\\) reads PEM files", ""),
            Rule.of(" \\((?:KeySource|VerifyingKey)\\.\\w+\\)", ""),
            Rule.of("; KeySource\\.\\w+ reads it", ""),
            Rule.of("\\b(?:response|call)Timeout\\b(?:" + OF_BUILDER + ")?", "--timeout"),
            Rule.of("the call's timeout(?! \\(--timeout)", "the call's timeout (--timeout)"),
            Rule.of("\\bdetail\\(\\)", "its detail"));

    private OptionWords() {}

    static String of(String message) {
        String words = POINTERS.matcher(message).replaceAll(OptionWords::pointers);
        for (Rule rule : RULES) {
            words = rule.java().matcher(words).replaceAll(rule.words());
        }
        return words;
    }

    private static String pointers(MatchResult call) {
        String option = call.group(1).equals("encrypting") ? "--encrypting " : "--in-the-clear ";
        return Matcher.quoteReplacement(POINTER.matcher(call.group(2))
                .results()
                .map(pointer -> option + pointer.group(1))
                .collect(Collectors.joining(" ")));
    }
}
