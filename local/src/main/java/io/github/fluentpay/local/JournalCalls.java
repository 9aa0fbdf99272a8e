package io.github.fluentpay.local;

import static io.github.fluentpay.local.AdminCalls.answering;
import static io.github.fluentpay.local.AdminCalls.doing;

import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.local.exchange.BeijingTime;
import io.github.fluentpay.local.exchange.Call;
import io.github.fluentpay.local.exchange.Route;
import io.github.fluentpay.local.http.Admin;
import io.github.fluentpay.local.journal.JournalEntry;
import java.util.List;
import java.util.Locale;

/** The journal over HTTP. */
final class JournalCalls {

    private static final String BASE = Admin.PREFIX + "journal";

    private final Ring<JournalEntry> journal;

    JournalCalls(Ring<JournalEntry> journal) {
        this.journal = journal;
    }

    List<Route> routes() {
        return List.of(Route.get(BASE, answering(this::read)), Route.delete(BASE, doing(this::forget)));
    }

    /** All: a path would be an entry among many that somebody still needs. */
    private void forget(Call call) {
        call.query().only();
        journal.clear();
    }

    private JsonObject read(Call call) {
        call.query().only("path", "mchid", "limit");
        String path = call.query().optionalText("path", 1, 1024);
        String mchid = call.query().optionalText("mchid", 1, 32);
        List<JournalEntry> found = journal.read().stream()
                .filter(entry -> path == null || entry.path().equals(path))
                .filter(entry -> mchid == null || mchid.equals(entry.mchid()))
                .toList();
        return JsonObject.of(
                "count",
                found.size(),
                "entries",
                AdminCalls.array(AdminCalls.newest(found, call).stream()
                        .map(JournalCalls::json)
                        .toList()));
    }

    private static JsonObject json(JournalEntry entry) {
        return JsonObject.builder()
                .put("time", BeijingTime.format(entry.time()))
                .put("method", entry.method())
                .put("path", entry.path())
                .putIfPresent("mchid", entry.mchid())
                .put("status", entry.status())
                .put("code", entry.code())
                .putIfPresent("request_id", entry.requestId())
                .put("effect", entry.effect().name().toLowerCase(Locale.ROOT))
                .putIfPresent("signed_by", entry.signedBy())
                .putIfPresent("fault", entry.fault() == null ? null : FaultJson.of(entry.fault()))
                .build();
    }
}
