package io.github.fluentpay.local;

import static io.github.fluentpay.local.AdminCalls.answering;

import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.local.exchange.Fields;
import io.github.fluentpay.local.exchange.Route;
import io.github.fluentpay.local.http.Admin;
import io.github.fluentpay.local.identity.CertificateDownload;
import io.github.fluentpay.local.identity.PlatformKeys;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** {@link Rotation} over HTTP; each call answers which keys there are then. */
final class RotationCalls {

    private static final String BASE = Admin.PREFIX + "rotation";

    private final Rotation rotation;
    private final PlatformKeys keys;

    RotationCalls(Rotation rotation, PlatformKeys keys) {
        this.rotation = rotation;
        this.keys = keys;
    }

    List<Route> routes() {
        return List.of(
                Route.get(BASE, answering(call -> shown())),
                then("/by-calendar", this::byCalendar),
                step("/publish", rotation::publish),
                step("/grey", rotation::grey),
                step("/finish", rotation::finish),
                step("/withdraw", rotation::withdraw),
                step("/public-key-share", rotation::publicKeyShare),
                step("/public-key-only", rotation::publicKeyOnly),
                step("/certificates-only", rotation::certificatesOnly),
                step("/both-kinds", rotation::bothKinds));
    }

    private Route step(String path, Runnable step) {
        return then(path, body -> {
            body.only();
            step.run();
        });
    }

    /** A step that takes a share. */
    @FunctionalInterface
    private interface Sharing {
        void of(double share);
    }

    private Route step(String path, Sharing step) {
        return then(path, body -> {
            body.only("share");
            step.of(AdminCalls.share(body, "share"));
        });
    }

    private Route then(String path, Consumer<Fields> step) {
        return Route.post(BASE + path, answering(call -> {
            step.accept(call.body());
            return shown();
        }));
    }

    private void byCalendar(Fields body) {
        body.only("on");
        Boolean on = body.optionalBoolean("on");
        if (on == null) {
            throw body.invalid("on", "is missing");
        }
        rotation.byCalendar(on);
    }

    private JsonObject shown() {
        PlatformKeys.Shown shown = keys.shown();
        return JsonObject.of(
                "kinds",
                word(shown.kinds()),
                "public_key_id",
                keys.publicKeyId(),
                "public_key_share",
                AdminCalls.number(shown.publicKeyShare()),
                "stage",
                word(shown.stage()),
                "new_certificate_share",
                AdminCalls.number(shown.nextShare()),
                "by_calendar",
                shown.byCalendar(),
                "certificates",
                AdminCalls.array(
                        keys.listed().stream().map(CertificateDownload::summary).toList()));
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
