package io.github.fluentpay.local.schema;

import io.github.fluentpay.catalogue.Catalogue;
import io.github.fluentpay.catalogue.Examples;
import io.github.fluentpay.catalogue.Field;
import io.github.fluentpay.catalogue.FieldType;
import io.github.fluentpay.json.JsonArray;
import io.github.fluentpay.json.JsonNumber;
import io.github.fluentpay.json.JsonString;
import io.github.fluentpay.json.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Chooses, once for each field of a reply, what it says where the request does not tell. Immutable. */
final class Values {

    /** Makes one value. */
    @FunctionalInterface
    interface Maker {
        JsonValue make(Answering answering);
    }

    private static final Set<String> CALLER = Set.of("mchid", "sp_mchid", "mch_id");
    private static final Set<String> FILE_IDS = Set.of("media_id", "file_id", "fapiao_media_id");

    /** Links and tokens to read on with; there is nothing more. */
    private static final Set<String> LAST_PAGE = Set.of("next", "prev", "next_page_token");

    /** Numbers that were handed out before: their examples look like them. */
    private static final Pattern KNOWN_ELSEWHERE = Pattern.compile(".*(appid|openid|mchid|mch_id|brand_id)");

    private static final Pattern ID = Pattern.compile("(.*_)?(id|no|sn|token)");
    private static final Pattern PICTURE = Pattern.compile("(.*_)?url");
    private static final Pattern HASH = Pattern.compile("(.*_)?hash(_value)?");
    private static final Pattern TIME = Pattern.compile("(.*_)?time");
    private static final Pattern DATE = Pattern.compile("(.*_)?date");
    private static final Pattern FUTURE =
            Pattern.compile("(.*_)?(end|expire|expired|expires|invalid|deadline|close).*");
    private static final Pattern PROSE = Pattern.compile(
            "(.*_)?(name|desc|description|reason|remark|title|message|address|comment|text|detail|memo|words|wording"
                    + "|tips|attach|attachment|location|content)");

    /** Of a bill, and of what is not called one but has a hash beside it. */
    private static final String DOWNLOAD = "download_url";

    private static final String HASH_TYPE = "hash_type";

    /** Of bills, whose pages list no other; receipts list theirs. */
    private static final String USUAL_HASH = "SHA1";

    private static final int USUAL_DIGITS = 20;

    private final Catalogue catalogue;
    private final String product;

    Values(Catalogue catalogue, String product) {
        this.catalogue = catalogue;
        this.product = product;
    }

    /** What a field says; {@code siblings} stand beside it. */
    Maker of(Field field, List<Field> siblings) {
        FieldType type = field.items() == null ? field.type() : field.items();
        if (type == FieldType.OBJECT || type == FieldType.ARRAY) {
            return answering -> JsonArray.of();
        }
        JsonValue steady = steady(field, type);
        if (!field.enumeration().isEmpty()) {
            return answering -> steady;
        }
        FieldRule rule = new FieldRule(field);
        Maker changing = type == FieldType.STRING
                ? text(field, siblings, steady)
                : type == FieldType.BOOLEAN ? null : number(field, steady);
        return changing == null
                ? answering -> steady
                : answering -> {
                    JsonValue value = changing.make(answering);
                    boolean last = value.equals(JsonString.of(""));
                    return last || fits(rule, field, value) ? value : steady;
                };
    }

    private static boolean fits(FieldRule rule, Field field, JsonValue one) {
        return rule.fitsReply(field.type() == FieldType.ARRAY ? JsonArray.of(one) : one);
    }

    /** The first word of an enumeration, a documented example, the field's title, the plainest that fits. */
    private JsonValue steady(Field field, FieldType type) {
        if (!field.enumeration().isEmpty()) {
            return field.enumeration().get(0);
        }
        FieldRule rule = new FieldRule(field);
        boolean prose = type == FieldType.STRING && PROSE.matcher(field.name()).matches();
        Stream<JsonValue> title = Stream.of(field.title())
                .filter(text -> prose && !text.isBlank())
                .map(JsonString::of);
        return Stream.concat(catalogue.examples(product, field.name()), title)
                .filter(value -> fits(rule, field, value))
                .findFirst()
                .orElseGet(() -> plainest(field));
    }

    private static JsonValue plainest(Field field) {
        JsonValue value = Objects.requireNonNull(Examples.of(List.of(field)).get(field.name()));
        return value instanceof JsonArray array ? array.get(0) : value;
    }

    /** Texts that hang on the request, the clock, or LocalPay's address; null for none. */
    private static @Nullable Maker text(Field field, List<Field> siblings, JsonValue steady) {
        String name = field.name();
        if (CALLER.contains(name)) {
            return answering -> JsonString.of(answering.mchid());
        }
        if (FILE_IDS.contains(name)) {
            return answering -> JsonString.of(answering.fileId());
        }
        if (LAST_PAGE.contains(name)) {
            return answering -> JsonString.of("");
        }
        if (name.equals(HASH_TYPE)) {
            return answering -> JsonString.of(USUAL_HASH);
        }
        if (HASH.matcher(name).matches()) {
            String algorithm = hashType(siblings);
            return answering -> JsonString.of(answering.downloadHash(algorithm));
        }
        if (name.equals(DOWNLOAD) || (name.equals("url") && isDownload(siblings))) {
            return answering -> JsonString.of(answering.downloadUrl());
        }
        Optional<Spelling> spelling = time(field, steady);
        if (spelling.isPresent()) {
            return answering -> JsonString.of(spelling.get().write(moment(name, answering)));
        }
        if (PICTURE.matcher(name).matches() && !isOfAnApp(steady)) {
            return answering -> JsonString.of(answering.pictureUrl(name));
        }
        return ID.matcher(name).matches() && !KNOWN_ELSEWHERE.matcher(name).matches()
                ? answering -> JsonString.of(like(FieldRule.text(steady), answering.digits(name)))
                : null;
    }

    /** The one that stands beside a hash. */
    private static String hashType(List<Field> siblings) {
        return siblings.stream()
                .filter(field -> field.name().equals(HASH_TYPE))
                .flatMap(field -> field.enumeration().stream())
                .findFirst()
                .map(FieldRule::text)
                .orElse(USUAL_HASH);
    }

    private static boolean isDownload(List<Field> siblings) {
        return siblings.size() == 1
                || siblings.stream()
                        .anyMatch(field -> HASH.matcher(field.name()).matches());
    }

    private static boolean isOfAnApp(JsonValue example) {
        String text = FieldRule.text(example);
        return text.contains("://") && !text.startsWith("http");
    }

    /** How a time is spelled: as the catalogue says, or as its example is, or as most are. */
    private static Optional<Spelling> time(Field field, JsonValue steady) {
        Spelling documented = Spelling.of(field.format());
        if (documented != null) {
            return Optional.of(documented).filter(Spelling::isOfTimes);
        }
        boolean time = TIME.matcher(field.name()).matches();
        if (!time && !DATE.matcher(field.name()).matches()) {
            return Optional.empty();
        }
        String example = FieldRule.text(steady);
        return Stream.of(Spelling.values())
                .filter(Spelling::isOfTimes)
                .filter(spelling -> spelling.fits(example))
                .findFirst()
                .or(() -> Optional.of(time ? Spelling.DATE_TIME : Spelling.DATE));
    }

    private static Instant moment(String name, Answering answering) {
        return FUTURE.matcher(name).matches() ? answering.future() : answering.past(name);
    }

    /** The example's letters, length and punctuation, with other digits. */
    private static String like(String example, String digits) {
        long places = example.chars().filter(Values::isDigit).count();
        if (places < 6 || places > digits.length()) {
            return digits.substring(0, USUAL_DIGITS);
        }
        StringBuilder text = new StringBuilder(example);
        int next = 0;
        for (int i = 0; i < text.length(); i++) {
            if (isDigit(text.charAt(i))) {
                text.setCharAt(i, digits.charAt(next++));
            }
        }
        return text.toString();
    }

    private static boolean isDigit(int character) {
        return character >= '0' && character <= '9';
    }

    private static @Nullable Maker number(Field field, JsonValue steady) {
        String name = field.name();
        if (name.equals("total_count") || name.equals("total_num")) {
            return answering -> JsonNumber.of(1);
        }
        if (name.equals("offset")) {
            return answering -> JsonNumber.of(0);
        }
        if (name.endsWith("timestamp")) {
            return answering -> JsonNumber.of(moment(name, answering).getEpochSecond());
        }
        return name.endsWith("_id") && !KNOWN_ELSEWHERE.matcher(name).matches()
                ? answering -> JsonNumber.of(Long.parseLong(answering
                        .digits(name)
                        .substring(0, FieldRule.text(steady).length() > 5 ? 12 : 6)))
                : null;
    }
}
