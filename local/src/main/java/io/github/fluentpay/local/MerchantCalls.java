package io.github.fluentpay.local;

import static io.github.fluentpay.local.AdminCalls.answering;

import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.local.exchange.Call;
import io.github.fluentpay.local.exchange.Route;
import io.github.fluentpay.local.http.Admin;
import io.github.fluentpay.local.identity.KnownMerchant;
import io.github.fluentpay.local.identity.MerchantIdentity;
import io.github.fluentpay.local.identity.Merchants;
import io.github.fluentpay.local.identity.Pem;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/** Merchants over HTTP: a new one's keys stand in the answer, and nowhere else. */
final class MerchantCalls {

    private static final String BASE = Admin.PREFIX + "merchants";

    private final Merchants merchants;
    private final Function<String, MerchantIdentity> add;

    MerchantCalls(Merchants merchants, Function<String, MerchantIdentity> add) {
        this.merchants = merchants;
        this.add = add;
    }

    List<Route> routes() {
        return List.of(Route.get(BASE, answering(call -> list())), Route.post(BASE, answering(this::add)));
    }

    private JsonObject list() {
        return JsonObject.of(
                "merchants",
                AdminCalls.array(merchants.all().stream()
                        .sorted(Comparator.comparing(KnownMerchant::mchid))
                        .map(merchant -> JsonObject.of("mchid", merchant.mchid(), "serial_no", merchant.serial()))
                        .toList()));
    }

    private JsonObject add(Call call) {
        call.body().only("mchid");
        MerchantIdentity merchant = add.apply(call.body().text("mchid", 1, 32));
        return JsonObject.builder()
                .put("mchid", merchant.mchid())
                .put("serial_no", merchant.serial())
                .put("certificate", Pem.of(merchant.certificate()))
                .putSecret("private_key", Pem.of(merchant.privateKey()))
                .putSecret("apiv3_key", merchant.apiV3Key())
                .build();
    }
}
