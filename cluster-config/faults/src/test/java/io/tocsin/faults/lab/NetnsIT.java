// SPDX-License-Identifier: Apache-2.0
package io.tocsin.faults.lab;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** A cut that cuts nothing would let every test of partitions pass. */
class NetnsIT {
    @Test
    void namespacesTalkUntilTheyAreCutOffAndAgainAfterwards() throws InterruptedException {
        Assumptions.assumeTrue(Shell.isRoot(), "network namespaces are made by root only");
        try (Netns net = Netns.of("a", "b", "c")) {
            assertThat(net.reaches("a", "b")).isTrue();
            assertThat(net.reaches("b", "a")).isTrue();

            // When
            net.unplug("a");

            // Then
            assertThat(net.reaches("a", "b")).isFalse();
            assertThat(net.reaches("b", "a")).isFalse();
            assertThat(net.reaches("b", "c")).isTrue();
            net.plug("a");
            assertThat(net.reaches("a", "b")).isTrue();

            // When
            net.part("a", "b");

            // Then
            assertThat(net.reaches("a", "b")).isFalse();
            assertThat(net.reaches("a", "c")).isTrue();
            assertThat(net.reaches("b", "c")).isTrue();
            net.join("a", "b");
            assertThat(net.reaches("a", "b")).isTrue();

            // When: an attempt needs both ways, so a lost answer is no answer either.
            net.lose("b", "a");

            // Then
            assertThat(net.reaches("a", "b")).isFalse();
            assertThat(net.reaches("c", "b")).isTrue();
        }
    }
}
