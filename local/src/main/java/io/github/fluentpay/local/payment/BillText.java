package io.github.fluentpay.local.payment;

import io.github.fluentpay.local.exchange.BeijingTime;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The lines of a bill as the platform writes them: names and values with commas between, a backtick before each value so
 * that spreadsheets leave long numbers alone; documentation page "format of the trade bill" (交易账单文件格式说明).
 */
final class BillText {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
    private static final String LINE_END = "\r\n";

    /** In UTF-8 three bytes, which spreadsheets know UTF-8 by. */
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final StringBuilder text = new StringBuilder(BYTE_ORDER_MARK);

    void names(List<String> names) {
        text.append(String.join(",", names)).append(LINE_END);
    }

    void values(List<String> values) {
        text.append(values.stream().map(value -> "`" + escaped(value)).collect(Collectors.joining(",")))
                .append(LINE_END);
    }

    /** What merchants write themselves never holds a comma or a line end: the lines can be cut there. */
    private static String escaped(String value) {
        return value.replace(",", "\\ ").replace("\r", "").replace("\n", "\\n");
    }

    static String yuan(long fen) {
        return BigDecimal.valueOf(fen, 2).toPlainString();
    }

    static String time(long epochSecond) {
        return TIME.format(Instant.ofEpochSecond(epochSecond).atOffset(BeijingTime.OFFSET));
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
