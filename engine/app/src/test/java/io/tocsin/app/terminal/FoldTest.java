// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FoldTest {
    private static final String HEAD = "02:44  WARN  pool=main  ";
    private static final String SENTENCE = "82% of the input-tokens limit is used; most of it by the support bot alone";

    @Test
    void leavesAFileAlone() {
        assertThat(Fold.NONE.after(HEAD, HEAD.length(), SENTENCE)).containsExactly(HEAD + SENTENCE);
    }

    @Test
    void leavesALineThatFits() {
        assertThat(new Fold(100).after(HEAD, HEAD.length(), SENTENCE)).containsExactly(HEAD + SENTENCE);
    }

    @Test
    void goesOnBeneathItsBeginning() {
        assertThat(new Fold(80).after(HEAD, HEAD.length(), SENTENCE))
                .containsExactly(
                        HEAD + "82% of the input-tokens limit is used; most of it by the",
                        " ".repeat(HEAD.length()) + "support bot alone");
    }

    @Test
    void goesBeneathAHeadThatLeavesTooLittleRoom() {
        assertThat(new Fold(60).after(HEAD, HEAD.length(), SENTENCE))
                .containsExactly(
                        "02:44  WARN  pool=main",
                        " ".repeat(18) + "82% of the input-tokens limit is used;",
                        " ".repeat(18) + "most of it by the support bot alone");
    }

    @Test
    void indentsWhatBelongsToTheLineAbove() {
        assertThat(Fold.NONE.beneath("ok")).containsExactly(" ".repeat(18) + "ok");
        assertThat(new Fold(60).beneath(SENTENCE))
                .containsExactly(
                        " ".repeat(18) + "82% of the input-tokens limit is used;",
                        " ".repeat(18) + "most of it by the support bot alone");
    }

    @Test
    void keepsAnAddressWhole() {
        assertThat(new Fold(20).sentence("approve: http://127.0.0.1:7420/runs/1"))
                .containsExactly("approve:", "http://127.0.0.1:7420/runs/1");
    }
}
