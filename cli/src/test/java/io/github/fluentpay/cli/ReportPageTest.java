package io.github.fluentpay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fluentpay.returns.CouponReturn;
import io.github.fluentpay.returns.LedgerSummary;
import io.github.fluentpay.returns.LedgerSummary.RatePoint;
import io.github.fluentpay.returns.LedgerSummary.Refusals;
import io.github.fluentpay.returns.ReturnEntry;
import io.github.fluentpay.returns.ReturnState;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

class ReportPageTest {

    private static final Instant BEGIN = Instant.parse("2026-11-25T01:00:00Z");
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

    private static LedgerSummary summary(Map<ReturnState, Long> counts, List<RatePoint> rate) {
        CouponReturn nasty =
                CouponReturn.of("S1", "<b>\"C\"&'1'</b>", "<script>R1</script>").ofMerchant("1900000001");
        ReturnEntry slow = new ReturnEntry(
                1, nasty, ReturnState.RETURNED, 3, BEGIN, BEGIN, BEGIN.plusSeconds(200), null, null, null, null);
        return new LedgerSummary(
                counts,
                1_234_567,
                BEGIN,
                BEGIN.plusSeconds(3900),
                rate,
                Duration.ofSeconds(10),
                List.of(new Refusals("RULE_LIMIT", 1, "不允许 <img src=x>")),
                List.of(slow),
                2);
    }

    @Test
    void saysItInWordsAndEscapesWhatOthersWrote() throws Exception {
        LedgerSummary summary = summary(
                Map.of(ReturnState.RETURNED, 1000L, ReturnState.REFUSED, 1L, ReturnState.CANCELLED, 2L),
                List.of(new RatePoint(BEGIN, 900), new RatePoint(BEGIN.plusSeconds(30), 100)));

        String page = new ReportPage(summary, SHANGHAI).html(BEGIN.plusSeconds(4000));

        assertThat(page)
                .contains("As of 25 Nov 2026, 10:06:40, times in Asia/Shanghai")
                .contains("1,000 of 1,003 coupons are back with the customers (已退回); the platform refused 1; 2 were"
                        + " called off. Nothing is open.")
                .contains("<td>From the first to the last</td><td class=\"n\">1 h 5 min</td>")
                .contains(
                        "Refused requests are not carried out; where the text speaks of an earlier attempt, that one may"
                                + " have been. Somebody has to look at each: ")
                .contains("<td>RULE_LIMIT</td><td>不允许 &lt;img src=x&gt;</td><td class=\"n\">1</td>")
                .contains(
                        "<td>&lt;b&gt;&quot;C&quot;&amp;&#39;1&#39;&lt;/b&gt;</td>"
                                + "<td>&lt;script&gt;R1&lt;/script&gt;</td><td class=\"n\">3</td><td class=\"n\">3 min 20 s</td>")
                .doesNotContain("<script", "<img", "<b>");
        assertThat(page.split("<rect", -1))
                .as("one for each interval with a return")
                .hasSize(3);
        assertThat(page).contains("100/s</text>", "09:00:00</text>", "09:00:40</text>");
        // It is XML but for its first lines, so that all elements are closed.
        String body = page.substring(page.indexOf("<body>"), page.indexOf("</html>"));
        assertThat(DocumentBuilderFactory.newDefaultInstance()
                        .newDocumentBuilder()
                        .parse(new InputSource(new StringReader(body)))
                        .getElementsByTagName("h2")
                        .getLength())
                .isEqualTo(5);
    }

    @Test
    void hasNothingToSayOfAnEmptyLedger() {
        LedgerSummary empty =
                new LedgerSummary(Map.of(), 0, null, null, List.of(), Duration.ofSeconds(1), List.of(), List.of(), 0);

        assertThat(new ReportPage(empty, SHANGHAI).html(BEGIN))
                .contains("The ledger is empty: no coupon was to be returned.")
                .contains("<td>First one entered</td><td class=\"n\">–</td>")
                .doesNotContain("NaN", "<svg");
    }
}
