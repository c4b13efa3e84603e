// SPDX-License-Identifier: Apache-2.0
package io.tocsin.cluster.cell;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.pipeline.log.Written;
import org.junit.jupiter.api.Test;

class LineageTest {
    private static final Term A1 = new Term(1, 0, "a");
    private static final Term B2 = new Term(2, 0, "b");
    private static final Term C2 = new Term(1, 1, "c");

    private final Lineage common = Lineage.EMPTY.with(A1, 0);

    @Test
    void aMajoritysTermOutranksEveryTermOfAMinority() {
        assertThat(A1.next(true, "b")).isEqualTo(B2);
        assertThat(A1.next(false, "c").next(false, "c").next(false, "c")).isLessThan(B2);
    }

    @Test
    void aLogThatWasNeverLeftIsSharedWhole() {
        assertThat(common.sharedWith(common)).isEqualTo(Long.MAX_VALUE);
        assertThat(Lineage.EMPTY.sharedWith(common)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void theOldOwnersLogIsSharedUpToWhereTheNextOneBegan() {
        assertThat(common.sharedWith(common.with(B2, 40))).isEqualTo(40);
    }

    @Test
    void twoThatTookOverAreSharedUpToTheEarlierOfThem() {
        assertThat(common.with(C2, 55).sharedWith(common.with(B2, 40))).isEqualTo(40);
        assertThat(common.with(C2, 30).sharedWith(common.with(B2, 40))).isEqualTo(30);
    }

    @Test
    void strangersShareNothing() {
        assertThat(Lineage.EMPTY.with(C2, 0).sharedWith(Lineage.EMPTY.with(B2, 0)))
                .isZero();
    }

    @Test
    void keepsTheNewestTerms() {
        Lineage lineage = Lineage.EMPTY;
        for (int i = 1; i <= Lineage.KEPT + 5; i++) {
            lineage = lineage.with(new Term(i, 0, "a"), i);
        }
        assertThat(lineage.reigns()).hasSize(Lineage.KEPT);
        assertThat(lineage.term()).isEqualTo(new Term(Lineage.KEPT + 5, 0, "a"));
    }

    @Test
    void isReadAsItWasWritten() {
        Lineage lineage = common.with(B2, 40);
        assertThat(Written.read(Written.bytes(lineage::write), Lineage::read)).isEqualTo(lineage);
    }
}
