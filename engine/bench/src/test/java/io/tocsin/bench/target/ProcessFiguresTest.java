// SPDX-License-Identifier: Apache-2.0
package io.tocsin.bench.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessFiguresTest {

    @Test
    void addsUserAndSystemTimeWhateverTheCommandIsCalled() {
        String stat = "4711 (java) x) S 1 4711 4711 0 -1 4194560 9 0 0 0 1234 66 0 0 20 0 30 0 5 6 7";

        assertThat(ProcessFigures.cpuSeconds(stat)).isCloseTo(13.0, within(1e-9));
    }

    @Test
    void readsMemoryInBytes() {
        List<String> status = List.of("Name:\tjava", "VmHWM:\t  2048 kB", "VmRSS:\t  1024 kB");

        assertThat(ProcessFigures.bytes(status, "VmRSS:")).isEqualTo(1 << 20);
        assertThatThrownBy(() -> ProcessFigures.bytes(status, "VmSwap:")).hasMessageContaining("VmSwap:");
    }

    @Test
    void seesTheProcessorTimeOfThisProcessGrow() {
        double before = ProcessFigures.own().cpuSeconds();
        double sink = 0;
        while (ProcessFigures.own().cpuSeconds() < before + 0.05) {
            sink += Math.sqrt(sink + 1);
        }

        assertThat(sink).isPositive();
        assertThat(ProcessFigures.own().rssMib())
                .isBetween(10.0, ProcessFigures.own().peakRssMib() + 1);
    }
}
