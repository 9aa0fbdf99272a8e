package io.github.fluentpay.local.busifavor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SubsidyStatusTest {

    @Test
    void reachesReturnsByReturningAlone() {
        for (SubsidyStatus end : Set.of(SubsidyStatus.PARTIAL_RETURN, SubsidyStatus.FULL_RETURN)) {
            Set<SubsidyStatus> from = EnumSet.allOf(SubsidyStatus.class);
            from.removeIf(status -> !status.next().contains(end));

            assertThat(from).containsExactly(SubsidyStatus.RETURNING);
        }
    }

    @Test
    void endsWhenNothingIsPaidOrAllIsReturned() {
        Set<SubsidyStatus> ends = EnumSet.allOf(SubsidyStatus.class);
        ends.removeIf(status -> !status.next().isEmpty());

        assertThat(ends).containsExactly(SubsidyStatus.FAIL, SubsidyStatus.FULL_RETURN);
    }

    @Test
    void isSpelledAsThePagesSpellIt() {
        assertThat(SubsidyStatus.values())
                .extracting(SubsidyStatus::wire)
                .containsExactly("ACCEPTED", "SUCCESS", "FAIL", "RETURNING", "PARTIAL_RETURN", "FULL_RETURN");
        assertThat(SubsidyReturnStatus.values())
                .extracting(SubsidyReturnStatus::wire)
                .containsExactly("ACCEPTED", "SUCCESS", "FAIL");
    }
}
