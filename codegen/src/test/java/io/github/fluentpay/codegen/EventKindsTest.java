package io.github.fluentpay.codegen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.fluentpay.catalogue.BodyKind;
import io.github.fluentpay.catalogue.Encryption;
import io.github.fluentpay.catalogue.Event;
import io.github.fluentpay.catalogue.Field;
import io.github.fluentpay.catalogue.FieldType;
import io.github.fluentpay.catalogue.Lifecycle;
import io.github.fluentpay.catalogue.Range;
import io.github.fluentpay.catalogue.Version;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventKindsTest {

    private static final Event PAID =
            event("PAY.SUCCESS", List.of("PAY.SUCCESS"), List.of("transaction", "sharing"), "out_trade_no");

    @Test
    void oneKindOfAnEventTypeNeedsNoOriginalType() {
        EventKinds kinds = new EventKinds(List.of(PAID));

        assertThat(kinds.groups()).containsExactly(List.of(PAID));
        assertThat(kinds.routes(List.of(PAID))).containsExactly(new EventRoute("PAY.SUCCESS", null));
    }

    @Test
    void anOriginalTypeGoesToTheKindThatIsAboutNothingElseAndOthersToTheKindNamedSo() {
        Event shared = event("SHARE.DONE", List.of("SHARE.DONE", "PAY.SUCCESS"), List.of("sharing"), "order_id");

        EventKinds kinds = new EventKinds(List.of(PAID, shared));

        assertThat(kinds.groups()).containsExactly(List.of(PAID), List.of(shared));
        assertThat(kinds.routes(List.of(PAID))).containsExactly(new EventRoute("PAY.SUCCESS", null));
        assertThat(kinds.routes(List.of(shared)))
                .containsExactly(new EventRoute("PAY.SUCCESS", "sharing"), new EventRoute("SHARE.DONE", null));
    }

    @Test
    void kindsOfOneShapeThatNothingTellsApartAreOneClass() {
        Event done = event("SHARE.DONE", List.of("SHARE.DONE", "PAY.SUCCESS"), List.of("sharing"), "order_id");
        Event back = event("SHARE.BACK", List.of("SHARE.BACK", "PAY.SUCCESS"), List.of("sharing"), "order_id");

        EventKinds kinds = new EventKinds(List.of(back, done, PAID));

        assertThat(kinds.groups()).containsExactly(List.of(back, done), List.of(PAID));
        assertThat(kinds.routes(List.of(back, done)))
                .containsExactly(
                        new EventRoute("PAY.SUCCESS", "sharing"),
                        new EventRoute("SHARE.BACK", null),
                        new EventRoute("SHARE.DONE", null));
    }

    @Test
    void kindsOfTwoShapesThatNothingTellsApartFail() {
        Event done = event("SHARE.DONE", List.of("PAY.SUCCESS"), List.of("sharing"), "order_id");
        Event back = event("SHARE.BACK", List.of("PAY.SUCCESS"), List.of("sharing"), "return_id");

        assertThatIllegalStateException()
                .isThrownBy(() -> new EventKinds(List.of(back, done, PAID)))
                .withMessage(
                        "The event type PAY.SUCCESS with the original type sharing is documented for SHARE.BACK and"
                                + " SHARE.DONE, which have different fields; nothing tells which of them a notification is");
    }

    @Test
    void aKindUnderAnothersEventTypeNeedsAnOriginalType() {
        Event done = event("SHARE.DONE", List.of("PAY.SUCCESS"), List.of(), "order_id");

        assertThatIllegalStateException()
                .isThrownBy(() -> new EventKinds(List.of(PAID, done)))
                .withMessage(
                        "The event type PAY.SUCCESS is documented for PAY.SUCCESS, SHARE.DONE, and nothing tells when"
                                + " it is SHARE.DONE, which has another name and no original type");
    }

    @Test
    void aKindThatNothingLeadsToFails() {
        Event typeless = event("SHARE.DONE", List.of(), List.of(), "order_id");

        assertThatIllegalStateException()
                .isThrownBy(() -> new EventKinds(List.of(PAID, typeless)))
                .withMessage("No event type leads to SHARE.DONE");
        assertThatIllegalStateException()
                .isThrownBy(() -> new EventKinds(List.of(PAID, PAID)))
                .withMessage("Two kinds of notification are named PAY.SUCCESS");
    }

    private static Event event(String name, List<String> types, List<String> originalTypes, String field) {
        return new Event(
                Version.V3,
                name,
                types,
                "通知",
                List.of(),
                BodyKind.JSON,
                originalTypes,
                "ciphertext",
                Encryption.AES_GCM,
                Lifecycle.CURRENT,
                List.of(),
                List.of(),
                List.of(new Field(
                        field,
                        FieldType.STRING,
                        null,
                        true,
                        "",
                        null,
                        null,
                        null,
                        List.of(),
                        false,
                        Range.ANY,
                        Range.ANY,
                        null,
                        null,
                        false,
                        null,
                        null,
                        List.of())));
    }
}
