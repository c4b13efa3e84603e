// SPDX-License-Identifier: Apache-2.0
package io.tocsin.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class BenchTest {
    private static final int WRONG_USAGE = 2;

    @Test
    void theMonthIsACommandOfItsOwnAndNeedsNoSubject() {
        assertThatCode(() -> new CommandLine(new Bench()).parseArgs("month", "--seed", "7"))
                .doesNotThrowAnyException();
    }

    @Test
    void withoutASubjectThereIsNothingToMeasure() {
        assertThat(Bench.run(new String[] {}, new PrintWriter(new StringWriter(), true)))
                .isEqualTo(WRONG_USAGE);
    }
}
