package io.github.fluentpay.cli;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvReader.CsvReaderBuilder;
import io.github.fluentpay.returns.ReturnTask;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Comma-separated values, read line by line: a quote that nobody closes is the end of its line, not of the file. */
final class ImportCsv implements ImportFormat {

    private final CsvReaderBuilder reader;
    /** The wire name of each column; null for one that is left out. */
    private final List<@Nullable String> columns = new ArrayList<>();

    private final boolean areProductCoupons;
    private final @Nullable String mchid;

    /**
     * @param name of the file, for messages
     * @param header its first line
     * @param columns headers by wire name, where they differ
     * @param warnings takes what the user should know
     * @throws SettingsException if the header cannot be used
     */
    ImportCsv(
            String name,
            String header,
            char separator,
            Map<String, String> columns,
            @Nullable String mchid,
            Consumer<String> warnings) {
        this.reader = CsvReader.builder().fieldSeparator(separator).allowUnclosedQuote(false);
        this.mchid = mchid;
        List<String> found = headers(name, header);
        Map<String, String> wireNames = wireNames(name, found, columns);
        List<String> unknown = new ArrayList<>();
        Set<String> known = new LinkedHashSet<>();
        for (String column : found) {
            String wireName = wireNames.getOrDefault(column, column);
            boolean isKnown = ReturnFields.ALL.contains(wireName);
            if (isKnown && !known.add(wireName)) {
                throw new SettingsException(name + " has two columns for " + wireName);
            }
            if (!isKnown && !column.isEmpty()) {
                unknown.add(ReturnFields.unknown(column));
            }
            this.columns.add(isKnown ? wireName : null);
        }
        this.areProductCoupons = ReturnFields.areProductCoupons(known);
        List<String> missing = ReturnFields.missing(known);
        if (!missing.isEmpty()) {
            throw new SettingsException(name + " lacks " + ReturnFields.list(missing) + "; its first line has "
                    + ReturnFields.list(found) + hint(header, found, separator, missing));
        }
        if (!unknown.isEmpty()) {
            warnings.accept("Columns that are not used: " + ReturnFields.list(unknown));
        }
        if (known.contains(ReturnFields.OPENID) != known.contains(ReturnFields.APPID)) {
            warnings.accept("openid and appid are of use together only; one of them is missing");
        }
    }

    private List<String> headers(String name, String header) {
        try {
            return reader.ofSingleCsvRecord(header).getFields().stream()
                    .map(String::strip)
                    .toList();
        } catch (CsvParseException e) {
            throw new SettingsException(name + ": its first line is no header: " + reason(e), e);
        }
    }

    /** Wire names by header. */
    private static Map<String, String> wireNames(String name, List<String> found, Map<String, String> columns) {
        Map<String, String> names = new HashMap<>();
        columns.forEach((wireName, header) -> {
            if (!found.contains(header)) {
                throw new SettingsException(name + " has no column \"" + Excerpt.of(header)
                        + "\", which --columns names; its first" + " line has " + ReturnFields.list(found));
            }
            names.put(header, wireName);
        });
        return names;
    }

    private static String hint(String header, List<String> found, char separator, List<String> missing) {
        for (char other : new char[] {';', '\t', ','}) {
            if (other != separator && found.size() == 1 && header.indexOf(other) >= 0) {
                return ". Next: say what stands between the columns: --separator '" + (other == '\t' ? "\\t" : other)
                        + "'";
            }
        }
        String first = missing.get(0).replaceFirst(" .*", "");
        return ". Next: say which column is which: --columns " + first + "=HEADER,…";
    }

    @Override
    public ReturnTask read(String line) {
        List<String> fields;
        try {
            fields = reader.ofSingleCsvRecord(line).getFields();
        } catch (CsvParseException e) {
            throw new IllegalArgumentException(reason(e), e);
        }
        if (fields.size() != columns.size()) {
            throw new IllegalArgumentException(
                    "it has " + fields.size() + " columns, the first line has " + columns.size());
        }
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < fields.size(); i++) {
            String column = columns.get(i);
            String value = fields.get(i).strip();
            if (column != null && !value.isEmpty()) {
                values.put(column, value);
            }
        }
        boolean isProductCoupon = areProductCoupons || ReturnFields.isProductCoupon(values.keySet());
        return ReturnFields.task(isProductCoupon, values, mchid);
    }

    /** Each line is a text of its own to the reader, so what it says of places is wrong. */
    private static String reason(CsvParseException e) {
        String message = String.valueOf(e.getMessage());
        if (message.startsWith("Unclosed quoted field")) {
            return "a quote is not closed";
        }
        return message.startsWith("Unexpected character after closing quote")
                ? "something stands behind a closing quote"
                : Excerpt.of(message);
    }
}
