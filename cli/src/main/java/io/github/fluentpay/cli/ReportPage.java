package io.github.fluentpay.cli;

import io.github.fluentpay.returns.LedgerSummary;
import io.github.fluentpay.returns.LedgerSummary.Refusals;
import io.github.fluentpay.returns.ReturnEntry;
import io.github.fluentpay.returns.ReturnState;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a ledger came to, as one page of HTML that needs nothing else, for people who need not know the program. */
final class ReportPage {

    private static final String STYLE = """
            body { font: 16px/1.5 system-ui, sans-serif; color: #222; max-width: 46rem; margin: 2rem auto; padding: 0 1rem }
            h1 { font-size: 1.6rem; margin-bottom: 0 } h2 { font-size: 1.15rem; margin-top: 2rem }
            .lead { font-size: 1.1rem } .small { color: #666; font-size: .9rem }
            table { border-collapse: collapse; width: 100% } td, th { text-align: left; padding: .3rem .8rem .3rem 0;
            border-bottom: 1px solid #ddd; vertical-align: top; overflow-wrap: anywhere } .n { text-align: right;
            white-space: nowrap; font-variant-numeric: tabular-nums }
            .bar { display: flex; height: 1.2rem; border-radius: .3rem; overflow: hidden; background: #e4e4e4 }
            .bar .done { background: #07a35a } .bar .no { background: #d1453b } .bar .off { background: #999 }
            svg { width: 100% } svg rect { fill: #07a35a } svg text { font-size: 11px; fill: #666 }
            svg .grid { stroke: #e4e4e4 }
            """;

    private final LedgerSummary summary;
    private final ZoneId zone;
    private final DateTimeFormatter time;

    ReportPage(LedgerSummary summary, ZoneId zone) {
        this.summary = summary;
        this.zone = zone;
        this.time = DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm:ss", Locale.ENGLISH)
                .withZone(zone);
    }

    String html(Instant now) {
        return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                + "<meta name=\"viewport\" content=\"width=device-width\">\n<title>Coupon returns</title>\n<style>\n"
                + STYLE + "</style>\n</head>\n<body>\n<h1>Coupon returns (退券)</h1>\n<p class=\"small\">As of "
                + at(now) + ", times in " + Html.text(zone.getId()) + "</p>\n"
                + lead() + bar() + totals() + plot() + refusals() + unknowns() + slowest() + "</body>\n</html>\n";
    }

    private long count(ReturnState state) {
        return summary.counts().getOrDefault(state, 0L);
    }

    private String lead() {
        long total = summary.total();
        if (total == 0) {
            return "<p class=\"lead\">The ledger is empty: no coupon was to be returned.</p>\n";
        }
        long returned = count(ReturnState.RETURNED);
        StringBuilder lead = new StringBuilder("<p class=\"lead\">");
        lead.append(returned == total ? "All " : Words.count(returned) + " of ")
                .append(Words.count(total))
                .append(total == 1 ? " coupon is" : " coupons are")
                .append(" back with the customers (已退回)");
        long refused = count(ReturnState.REFUSED);
        if (refused > 0) {
            lead.append("; the platform refused ").append(Words.count(refused));
        }
        long doubtful = count(ReturnState.IN_DOUBT);
        if (doubtful > 0) {
            lead.append("; ").append(Words.count(doubtful)).append(" in doubt: look at the coupon");
        }
        long cancelled = count(ReturnState.CANCELLED);
        if (cancelled > 0) {
            lead.append("; ")
                    .append(Words.count(cancelled))
                    .append(cancelled == 1 ? " was" : " were")
                    .append(" called off");
        }
        lead.append(
                summary.open() == 0 ? ". Nothing is open." : "; " + Words.count(summary.open()) + " are still open.");
        return lead.append("</p>\n").toString();
    }

    private String bar() {
        if (summary.total() == 0) {
            return "";
        }
        return "<div class=\"bar\">" + part("done", ReturnState.RETURNED) + part("no", ReturnState.REFUSED)
                + part("no", ReturnState.IN_DOUBT)
                + part("off", ReturnState.CANCELLED) + "</div>\n";
    }

    private String part(String style, ReturnState state) {
        return String.format(
                Locale.ROOT,
                "<div class=\"%s\" style=\"width:%.2f%%\"></div>",
                style,
                100.0 * count(state) / summary.total());
    }

    private String totals() {
        StringBuilder rows = new StringBuilder("<h2>In numbers</h2>\n<table>\n");
        row(rows, "Returns asked for", Words.count(summary.total()));
        row(rows, "Coupons returned", Words.count(count(ReturnState.RETURNED)));
        row(rows, "Refused by the platform (被拒绝)", Words.count(count(ReturnState.REFUSED)));
        row(rows, "Refused, an earlier attempt in doubt (结果存疑)", Words.count(count(ReturnState.IN_DOUBT)));
        row(rows, "Called off", Words.count(count(ReturnState.CANCELLED)));
        row(rows, "Still open", Words.count(summary.open()));
        row(rows, "Requests sent, repeats included", Words.count(summary.attempts()));
        Instant begin = summary.begin();
        Instant end = summary.end();
        row(rows, "First one entered", at(begin));
        row(rows, "Last one finished", at(end));
        if (begin != null && end != null) {
            row(rows, "From the first to the last", Words.time(Duration.between(begin, end)));
        }
        return rows.append("</table>\n").toString();
    }

    private static void row(StringBuilder rows, String name, String value) {
        rows.append("<tr><td>")
                .append(name)
                .append("</td><td class=\"n\">")
                .append(value)
                .append("</td></tr>\n");
    }

    private String plot() {
        String plot = RatePlot.of(summary, zone);
        return plot.isEmpty() ? "" : "<h2>Coupons returned each second</h2>\n" + plot;
    }

    private String refusals() {
        if (summary.refusals().isEmpty()) {
            return "";
        }
        StringBuilder rows = new StringBuilder("<h2>Why the platform refused</h2>\n"
                + "<table>\n<tr><th>Code</th><th>What it said, for example</th><th class=\"n\">Returns</th></tr>\n");
        for (Refusals refusals : summary.refusals()) {
            rows.append("<tr><td>")
                    .append(Html.text(refusals.code()))
                    .append("</td><td>")
                    .append(Html.text(refusals.message()))
                    .append("</td><td class=\"n\">")
                    .append(Words.count(refusals.count()))
                    .append("</td></tr>\n");
        }
        return rows.append("</table>\n<p class=\"small\">Refused requests are not carried out; where the text"
                        + " speaks of an earlier attempt, that one may have been. Somebody has to look"
                        + " at each: the list is in <code>fluentpay returns list --state REFUSED</code>.</p>\n")
                .toString();
    }

    private String unknowns() {
        long settled = summary.unknownsSettled();
        if (settled == 0) {
            return "";
        }
        return "<h2>No clear answer at first</h2>\n<p>For " + Words.count(settled, "return")
                + " the answer was lost on the way (结果未知): the platform might have acted or not. Each was settled by asking"
                + " about the coupon, or by repeating the request with the same number, which can have its effect only"
                + " once.</p>\n";
    }

    private String slowest() {
        List<ReturnEntry> slowest = summary.slowest();
        if (slowest.isEmpty()) {
            return "";
        }
        StringBuilder rows = new StringBuilder("<h2>What took longest</h2>\n<table>\n<tr><th>Coupon</th>"
                + "<th>Request number</th><th class=\"n\">Requests</th><th class=\"n\">Time</th></tr>\n");
        for (ReturnEntry entry : slowest) {
            rows.append("<tr><td>")
                    .append(Html.text(entry.task().couponCode()))
                    .append("</td><td>")
                    .append(Html.text(entry.task().requestNo()))
                    .append("</td><td class=\"n\">")
                    .append(Words.count(entry.attempts()))
                    .append("</td><td class=\"n\">")
                    .append(Words.time(Duration.between(entry.createdAt(), entry.changedAt())))
                    .append("</td></tr>\n");
        }
        return rows.append("</table>\n<p class=\"small\">From being entered to being finished.</p>\n")
                .toString();
    }

    private String at(@Nullable Instant instant) {
        return instant == null ? "–" : time.format(instant);
    }
}
