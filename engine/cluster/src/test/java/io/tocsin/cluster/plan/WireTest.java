// SPDX-License-Identifier: Apache-2.0
package io.tocsin.cluster.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.cluster.cell.CellReport;
import io.tocsin.cluster.cell.Lineage;
import io.tocsin.cluster.cell.Lineage.Reign;
import io.tocsin.cluster.cell.Term;
import io.tocsin.cluster.testing.WireForm;
import io.tocsin.pipeline.ledger.LedgerReach;
import io.tocsin.pipeline.log.Written;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What members of version 0.1.0 say about themselves and to each other, byte for byte. A member that is updated must go on
 * to understand those that are not yet, and they it: whoever makes a test here fail cuts a cluster in two while it is updated.
 */
class WireTest {
    private static final Lineage LINEAGE =
            new Lineage(List.of(new Reign(new Term(3, 0, "a"), 0), new Reign(new Term(3, 7, "b"), 41)));
    private static final CellReport CELL = new CellReport(
            5,
            CellReport.Role.OWNER,
            LINEAGE,
            99,
            true,
            true,
            "c",
            true,
            List.of("b", "c"),
            Duration.ofMillis(20),
            Duration.ofMillis(0),
            17);
    private static final Report REPORT =
            new Report("b", "0.1.0", "r1", "s1", 2, Duration.ofMillis(-30), LedgerReach.REACHED, List.of(CELL));

    @Test
    void aReportIsWrittenAsItEverWas() {
        assertThat(REPORT.bytes()).isEqualTo(WireForm.of("report"));
    }

    @Test
    void aReportOfOldIsUnderstood() {
        assertThat(Report.of(WireForm.of("report"))).isEqualTo(REPORT);
    }

    @Test
    void aReportWithMoreInItIsUnderstood() throws IOException {
        ByteArrayOutputStream newer = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(newer)) {
            for (String text : List.of("b", "0.2.0", "r1", "s1")) {
                Written.text(out, text);
            }
            out.writeInt(2);
            out.writeLong(-30);
            out.writeByte(0);
            out.writeInt(1);
            Written.part(out, cell -> {
                CELL.write(cell);
                Written.text(cell, "what a later version says of a cell");
            });
            Written.text(out, "what a later version says of a member");
        }

        Report read = Report.of(newer.toByteArray());

        assertThat(read.version()).isEqualTo("0.2.0");
        assertThat(read.cells()).containsExactly(CELL);
    }

    @ParameterizedTest
    @MethodSource("steps")
    void aStepIsWrittenAsItEverWasAndUnderstood(Step step) {
        byte[] written = WireForm.of(step.getClass().getSimpleName());

        assertThat(StepCodec.write(step)).isEqualTo(written);
        assertThat(StepCodec.read("b", 5, written)).isEqualTo(step);
    }

    static List<Step> steps() {
        return List.of(
                new Step.Open("b", 5, new Term(3, 7, "b"), "c", List.of("b", "c")),
                new Step.Close("b", 5, "moved"),
                new Step.Copy("b", 5, "a"),
                new Step.Renew("b", 5, new Term(4, 0, "b"), List.of("a", "b", "c")),
                new Step.Settle("b", 5, LINEAGE));
    }
}
