package io.github.fluentpay.v3.people;

import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.typed.JsonView;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.Nullable;

/** PeoplePeopleResult. */
@Generated("io.github.fluentpay.codegen")
public final class PeoplePeopleResult extends JsonView {
    PeoplePeopleResult(JsonObject json) {
        super(json);
    }

    /** {@code phone}; sensitive: merchant certificate. */
    public @Nullable String phone() {
        return string("phone");
    }
}
