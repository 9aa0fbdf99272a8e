package io.github.fluentpay.cli;

import io.github.fluentpay.returns.LedgerSummary;
import io.github.fluentpay.returns.LedgerSummary.RatePoint;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Coupons that came back over time, as bars of an SVG picture. */
final class RatePlot {

    private static final int WIDTH = 720;
    private static final int HEIGHT = 220;
    private static final int LEFT = 60;
    private static final int BOTTOM = 30;
    private static final int TOP = 10;

    private RatePlot() {}

    /** Empty if nothing came back yet. */
    static String of(LedgerSummary summary, ZoneId zone) {
        List<RatePoint> points = summary.rate();
        if (points.isEmpty()) {
            return "";
        }
        Duration interval = summary.interval();
        Instant first = points.get(0).from();
        Instant last = points.get(points.size() - 1).from();
        int bars = (int) Duration.between(first, last).dividedBy(interval) + 1;
        Map<Integer, Long> byBar = new TreeMap<>();
        for (RatePoint point : points) {
            byBar.put((int) Duration.between(first, point.from()).dividedBy(interval), point.returned());
        }
        double seconds = interval.toMillis() / 1000.0;
        double most = points.stream().mapToLong(RatePoint::returned).max().orElse(1) / seconds;
        return draw(byBar, bars, seconds, top(most), times(zone, first, last.plus(interval)));
    }

    /** The next round number. */
    private static double top(double most) {
        double unit = Math.pow(10, Math.floor(Math.log10(most)));
        for (double step : new double[] {1, 2, 5, 10}) {
            if (most <= step * unit) {
                return step * unit;
            }
        }
        return most;
    }

    private static String[] times(ZoneId zone, Instant first, Instant end) {
        boolean isLong = Duration.between(first, end).toDays() >= 1;
        DateTimeFormatter format = DateTimeFormatter.ofPattern(isLong ? "d MMM HH:mm" : "HH:mm:ss", Locale.ENGLISH)
                .withZone(zone);
        return new String[] {format.format(first), format.format(end)};
    }

    private static String draw(Map<Integer, Long> byBar, int bars, double seconds, double top, String[] times) {
        double width = (double) (WIDTH - LEFT) / bars;
        int height = HEIGHT - TOP - BOTTOM;
        StringBuilder svg = new StringBuilder()
                .append("<svg viewBox=\"0 0 ")
                .append(WIDTH)
                .append(' ')
                .append(HEIGHT)
                .append("\" role=\"img\" aria-label=\"Coupons returned each second over time\">\n");
        for (int line = 0; line <= 2; line++) {
            int y = TOP + height - height * line / 2;
            svg.append(String.format(
                    Locale.ROOT,
                    "<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\" class=\"grid\"/><text x=\"%d\" y=\"%d\""
                            + " text-anchor=\"end\">%s/s</text>%n",
                    LEFT,
                    y,
                    WIDTH,
                    y,
                    LEFT - 6,
                    y + 4,
                    Words.rate(top * line / 2)));
        }
        byBar.forEach((bar, returned) -> {
            double tall = Math.min(height, height * (returned / seconds) / top);
            svg.append(String.format(
                    Locale.ROOT,
                    "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/>%n",
                    LEFT + bar * width,
                    TOP + height - tall,
                    Math.max(0.5, width * 0.9),
                    tall));
        });
        return svg.append(String.format(
                        Locale.ROOT,
                        "<text x=\"%d\" y=\"%d\">%s</text><text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>%n</svg>%n",
                        LEFT,
                        HEIGHT - 8,
                        times[0],
                        WIDTH,
                        HEIGHT - 8,
                        times[1]))
                .toString();
    }
}
