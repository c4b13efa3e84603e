// SPDX-License-Identifier: Apache-2.0
package io.tocsin.cluster.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.cluster.cell.CellReport;
import io.tocsin.cluster.cell.CellReport.Role;
import io.tocsin.cluster.cell.Lineage;
import io.tocsin.pipeline.ledger.LedgerReach;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnfitTest {
    private final Unfit unfit = new Unfit();

    @Test
    void aCopyThatIsSilentForLongIsPassedOverForAMinute() {
        look(0, false, Unfit.PATIENCE.minusMillis(1), Duration.ZERO);
        assertThat(passedOver("b", 0)).isFalse();

        look(1, false, Unfit.PATIENCE, Duration.ZERO);

        assertThat(passedOver("b", 1)).isTrue();
        assertThat(passedOver("b", 60)).isTrue();
        assertThat(passedOver("b", 61)).isFalse();
        assertThat(passedOver("a", 1)).isFalse();
    }

    @Test
    void whoeverFailsAgainIsPassedOverForTwiceAsLongUpToEightMinutes() {
        long now = 0;
        for (int minutes : new int[] {1, 2, 4, 8, 8}) {
            look(now, false, Unfit.PATIENCE, Duration.ZERO);
            assertThat(passedOver("b", now + minutes * 60L - 1)).isTrue();
            now += minutes * 60L;
            assertThat(passedOver("b", now)).isFalse();
        }
    }

    @Test
    void whoeverHoldsACopyAgainIsForgiven() {
        look(0, false, Unfit.PATIENCE, Duration.ZERO);
        look(61, true, Duration.ZERO, Duration.ZERO);
        look(100, false, Unfit.PATIENCE, Duration.ZERO);

        assertThat(passedOver("b", 159)).isTrue();
        assertThat(passedOver("b", 160)).isFalse();
    }

    @Test
    void anOwnerWhoseDiskTakesNothingIsPassedOverToo() {
        look(0, true, Duration.ZERO, Unfit.PATIENCE);

        assertThat(passedOver("a", 59)).isTrue();
        assertThat(passedOver("b", 0)).isFalse();
    }

    /** Cell 0 of owner a with its copy on b. */
    private void look(long second, boolean inSync, Duration copySilent, Duration diskFails) {
        CellReport cell = new CellReport(
                0, Role.OWNER, new Lineage(List.of()), 9, true, true, "b", inSync, List.of(), copySilent, diskFails, 0);
        Report report = new Report("a", "1", "r", "c", 0, Duration.ZERO, LedgerReach.REACHED, List.of(cell));
        unfit.look(List.of(report), Duration.ofSeconds(second).toNanos());
    }

    private boolean passedOver(String member, long second) {
        return unfit.test(0, member, Duration.ofSeconds(second).toNanos());
    }
}
