package io.github.fluentpay.doctor;

import io.github.fluentpay.protocol.internal.PlatformHosts;
import io.github.fluentpay.protocol.internal.ShownValue;
import io.github.fluentpay.protocol.internal.VisibleText;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tells whether the platform can be where the base URLs say. */
final class BaseUrlCheck {

    private static final String LEAVE_OUT = "Leave fluentpay.base-url out for the platform's own hosts";

    private record Problem(Verdict verdict, String reason, String cure) {}

    private BaseUrlCheck() {}

    /** The URLs of a setting, separated by commas, that can be used; what it says of them goes into the report. */
    static List<URI> ofText(Report report, @Nullable String text) {
        List<URI> usable = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        List<String> urls = text == null
                ? List.of()
                : Stream.of(text.split(",", -1))
                        .map(VisibleText::trimmed)
                        .filter(url -> !url.isEmpty())
                        .toList();
        for (String url : urls) {
            try {
                usable.add(new URI(url));
            } catch (URISyntaxException malformed) {
                problems.add(new Problem(
                        Verdict.FAILED,
                        "a base URL is no URL: " + ShownValue.described(url),
                        "Write it as https://host, with a port if need be; " + LEAVE_OUT));
            }
        }
        return check(report, usable, problems);
    }

    static List<URI> of(Report report, List<URI> urls) {
        return check(report, urls, new ArrayList<>());
    }

    private static List<URI> check(Report report, List<URI> urls, List<Problem> problems) {
        List<URI> usable = new ArrayList<>();
        for (URI url : urls) {
            Problem problem = problem(url);
            if (problem != null) {
                problems.add(problem);
            }
            if (problem == null || problem.verdict() == Verdict.WARNING) {
                usable.add(url);
            }
        }
        Problem worst = problems.stream()
                .filter(problem -> problem.verdict() == Verdict.FAILED)
                .findFirst()
                .or(() -> problems.stream().findFirst())
                .orElse(null);
        if (worst == null) {
            report.pass(Check.BASE_URL, usable.isEmpty() ? "the platform's own hosts" : words(usable));
        } else if (worst.verdict() == Verdict.FAILED) {
            report.fail(Check.BASE_URL, worst.reason(), worst.cure());
        } else {
            report.warn(Check.BASE_URL, worst.reason(), worst.cure());
        }
        return usable;
    }

    private static String words(List<URI> urls) {
        boolean official = urls.stream().allMatch(url -> PlatformHosts.ALL.contains(host(url)));
        return String.join(", ", urls.stream().map(BaseUrlCheck::shown).toList())
                + (official ? "" : "; not the platform's own host, so it has to be a stand-in or a proxy of yours");
    }

    private static @Nullable Problem problem(URI url) {
        String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        String host = host(url);
        // An @ in the path comes from a password with a slash in it.
        boolean hasUser =
                url.getRawUserInfo() != null || String.valueOf(url.getRawPath()).contains("@");
        if (hasUser || url.getRawQuery() != null || url.getRawFragment() != null) {
            return new Problem(
                    Verdict.FAILED,
                    "a base URL has a user, a query or a fragment",
                    "Write it as https://host, with a port if need be");
        }
        if (host.isEmpty() || !(scheme.equals("https") || scheme.equals("http"))) {
            return new Problem(
                    Verdict.FAILED,
                    (PlatformHosts.ALL.contains(url.toString())
                                    ? "the base URL " + url
                                    : "a base URL, " + shown(url) + ",")
                            + " is not https://host",
                    "Write it as https://host, with a port if need be; " + LEAVE_OUT);
        }
        if (PlatformHosts.ALL.contains(host)) {
            return officialProblem(url, scheme);
        }
        if (host.endsWith(".weixin.qq.com") || host.endsWith(".wechatpay.cn")) {
            return new Problem(
                    Verdict.WARNING,
                    "the host " + host + " is not one of those that the platform documents: "
                            + String.join(
                                    ", ", PlatformHosts.ALL.stream().sorted().toList()),
                    LEAVE_OUT);
        }
        if (scheme.equals("http") && !isLoopback(host)) {
            return new Problem(
                    Verdict.WARNING,
                    "the base URL " + shown(url) + " leaves this machine without encryption",
                    "Use https, unless the way to that host is your own");
        }
        return null;
    }

    private static String shown(URI url) {
        return ShownValue.of(url.toString());
    }

    private static @Nullable Problem officialProblem(URI url, String scheme) {
        if (scheme.equals("http")) {
            return new Problem(
                    Verdict.FAILED,
                    "the base URL " + shown(url) + " is not https, and the platform takes nothing else",
                    LEAVE_OUT);
        }
        String path = url.getRawPath() == null ? "" : url.getRawPath();
        return path.replace("/", "").isEmpty()
                ? null
                : new Problem(
                        Verdict.FAILED,
                        "the base URL " + shown(url)
                                + " has a path, which would come in front of every path of the platform",
                        "Leave the path out; " + LEAVE_OUT);
    }

    private static String host(URI url) {
        return url.getHost() == null ? "" : url.getHost().toLowerCase(Locale.ROOT);
    }

    private static boolean isLoopback(String host) {
        return host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
    }
}
