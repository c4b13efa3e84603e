// SPDX-License-Identifier: Apache-2.0
package io.tocsin.faults.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A laboratory in which nothing can get lost would find every server safe. */
class LabIT {
    @TempDir
    private Path folder;

    @Test
    void noticesThatANodeCameBackWithoutItsData() throws Exception {
        try (Lab lab = new Lab(folder)) {
            Member node = lab.start("a");
            for (int batch = 0; batch < 4; batch++) {
                lab.traffic().offerUntilAccepted(node.client());
            }
            assertThat(lab.verdict(node).violations()).isEmpty();
            int before = lab.history().acceptedCount();

            // When
            node.kill();
            Files.move(node.data(), folder.resolve("gone"));
            node.start().awaitReady();

            // Then
            Verdict verdict = lab.verdict(node);
            assertThat(verdict.count(Violation.Kind.LOST)).isEqualTo(before);
            assertThat(verdict.count(Violation.Kind.DOUBLE)).isZero();
        }
    }
}
