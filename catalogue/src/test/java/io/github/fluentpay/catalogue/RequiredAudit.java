package io.github.fluentpay.catalogue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Compares the required fields of requests, as the documentation's tables have them, with the official SDKs and with the
 * other documentation tree: merchants and partners, the old overseas paths and {@code v3/global}, have one operation on two
 * pages. Where sources differ, a field is not required: a client that demands too much turns good input away, and the
 * platform answers for a field that was missing.
 */
final class RequiredAudit {

    /** A partner's fields, which a merchant that calls for itself does not have. */
    private static final Set<String> OF_PARTNERS = Set.of("sp_mchid", "sp_appid", "sub_mchid", "sub_appid");

    private static final Set<String> OF_ONE_CALLER =
            Set.of("mchid", "appid", "sp_mchid", "sp_appid", "sub_mchid", "sub_appid");

    /**
     * One field on which sources differ.
     *
     * @param page whether the documentation's table requires it
     * @param java the official Java SDK's flag; empty if it has none
     * @param go the official Go SDK's flag; empty if it has none
     * @param other what another page says; empty if none speaks of it
     * @param required the decision
     */
    record Row(String operation, String place, boolean page, String java, String go, String other, boolean required) {}

    private final Map<String, Map<String, Field>> pages = new LinkedHashMap<>();
    private final Map<String, Operation> operations = new HashMap<>();
    private final Map<String, String> twins = new HashMap<>();
    private final RequiredFacts java = RequiredFacts.read("required-java.txt");
    private final RequiredFacts go = RequiredFacts.read("required-go.txt");

    /** @param imported the catalogue as imported, without what is laid over it */
    private RequiredAudit(Catalogue imported) {
        Map<String, String> byName = new HashMap<>();
        for (Operation operation : imported.operations()) {
            if (operation.version() != Version.V3) {
                continue;
            }
            operations.put(operation.id(), operation);
            pages.put(operation.id(), fields(operation));
            String other = byName.putIfAbsent(withoutCaller(operation), operation.id());
            if (other != null) {
                twins.put(operation.id(), other);
                twins.put(other, operation.id());
            }
        }
    }

    static List<Row> rows(Catalogue imported) {
        return new RequiredAudit(imported).rows();
    }

    /** Path variables are left out: a path needs each of them. */
    static Map<String, Field> fields(Operation operation) {
        Map<String, Field> fields = new LinkedHashMap<>();
        collect("query", operation.query(), fields::put);
        collect("headers", operation.headers(), fields::put);
        collect("request", operation.request(), fields::put);
        return fields;
    }

    private static void collect(String place, List<Field> fields, BiConsumer<String, Field> to) {
        for (Field field : fields) {
            to.accept(place + "/" + field.name(), field);
            collect(place + "/" + field.name(), field.fields(), to);
        }
    }

    /** The operation's name without the segment that tells who calls, or where: twins have the same. */
    private static String withoutCaller(Operation operation) {
        return operation.verb() + " "
                + operation
                        .path()
                        .replace("/partner-transfer/", "/transfer/")
                        .replaceAll("/(partner|global)(?=/)", "")
                        .replaceAll("\\{[^}]+}", "{}");
    }

    private List<Row> rows() {
        Set<String> optional = new HashSet<>();
        pages.forEach((operation, fields) -> fields.keySet().forEach(place -> {
            boolean bySdk = java.flag(operation, place).equals("optional")
                    || go.flag(operation, place).equals("optional");
            if (bySdk || !ofAnotherCaller(operation, place).isEmpty()) {
                optional.add(operation + " " + place);
            }
        }));
        List<Row> rows = new ArrayList<>();
        pages.forEach((operation, fields) -> fields.forEach((place, field) -> {
            Row row = row(operation, place, field, optional);
            if (row != null) {
                rows.add(row);
            }
        }));
        return rows;
    }

    private @Nullable Row row(String operation, String place, Field field, Set<String> optional) {
        String javaFlag = java.flag(operation, place);
        String goFlag = go.flag(operation, place);
        String caller = ofAnotherCaller(operation, place);
        String twin = ofTwin(operation, place, field, optional);
        boolean differs = field.required()
                ? optional.contains(operation + " " + place) || !twin.isEmpty()
                : goFlag.equals("required") || !twin.isEmpty();
        if (!differs) {
            return null;
        }
        boolean explained = field.required() && !optional.contains(operation + " " + place) && twin.contains("instead");
        String other = Stream.of(caller, twin)
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
        return new Row(operation, place, field.required(), javaFlag, goFlag, other, explained);
    }

    /** A page for both callers, or one that wants both callers' numbers, cannot mean that each of them sends all. */
    private String ofAnotherCaller(String operation, String place) {
        Map<String, Field> fields = pages.getOrDefault(operation, Map.of());
        String name = place.substring(place.lastIndexOf('/') + 1);
        String parent = place.substring(0, place.length() - name.length());
        if (!OF_ONE_CALLER.contains(name) || !isRequired(fields, place)) {
            return "";
        }
        if (isRequired(fields, parent + "mchid") && isRequired(fields, parent + "sp_mchid")) {
            return "the page requires mchid of a merchant and sp_mchid of a partner at once";
        }
        boolean merchants = operations.get(operation).modes().contains("merchant");
        return merchants && OF_PARTNERS.contains(name) ? "the page is for merchants too, who have no " + name : "";
    }

    private String ofTwin(String operation, String place, Field field, Set<String> optional) {
        String twin = twins.getOrDefault(operation, "");
        Field there = pages.getOrDefault(twin, Map.of()).get(place);
        if (there == null) {
            return "";
        }
        boolean requiredThere = there.required() && !optional.contains(twin + " " + place);
        if (requiredThere == field.required()) {
            return "";
        }
        String name = place.substring(place.lastIndexOf('/') + 1);
        String instead = place.substring(0, place.length() - name.length()) + "sub_" + name;
        boolean otherNames = pages.getOrDefault(twin, Map.of()).containsKey(instead)
                && !pages.getOrDefault(operation, Map.of()).containsKey(instead);
        if (field.required() && otherNames) {
            return twin + " takes sub_" + name + " instead";
        }
        return (requiredThere ? "required" : "optional") + " in " + twin;
    }

    private static boolean isRequired(Map<String, Field> fields, String place) {
        Field field = fields.get(place);
        return field != null && field.required();
    }

    /** {@code required-audit.md}. */
    static String page(List<Row> rows) {
        StringBuilder page = new StringBuilder("""
                # Required fields on which the sources differ

                Generated from the catalogue as imported and from the flags of the official SDKs
                (`src/test/resources/io/github/fluentpay/catalogue/required-java.txt` and `required-go.txt`); a test fails when it is
                stale. Every required field of an APIv3 request was compared, path variables apart; the fields on which all sources
                agree are not listed. Where sources differ, the field is not required, and the overlay says why.

                - **page**: what the table of the official page says.
                - **Java**: `wechatpay-java` 0.2.17. Its models do not mark what is required: `optional` means that the comment on the
                  field says so, names a default or ties it to a condition; `named` that the field is there and nothing more is said.
                - **Go**: `wechatpay-go`. `optional` is left out of the JSON when it is not set.
                - **other page**: the twin of a merchant's operation in the partners' tree, of an old overseas path under `v3/global`,
                  or what the page itself says of the other caller.

                """);
        page.append("%d fields in %d operations.\n\n"
                .formatted(
                        rows.size(),
                        rows.stream().map(Row::operation).distinct().count()));
        page.append(
                "| operation | field | page | Java | Go | other page | decision |\n|---|---|---|---|---|---|---|\n");
        for (Row row : rows) {
            page.append("| `%s` | `%s` | %s | %s | %s | %s | %s |\n"
                    .formatted(
                            row.operation(),
                            row.place(),
                            row.page() ? "required" : "optional",
                            row.java(),
                            row.go(),
                            row.other(),
                            row.required() ? "required" : "not required"));
        }
        return page.toString();
    }
}
