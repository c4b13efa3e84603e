// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TraceFileTest {
    @TempDir
    private Path folder;

    private List<String> numbered(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("trace"), text);
        List<String> lines = new ArrayList<>();
        try (TraceFile trace = new TraceFile(file)) {
            for (Optional<String> line = trace.next(); line.isPresent(); line = trace.next()) {
                lines.add(trace.number() + ":" + line.get().strip());
            }
            assertThat(trace.bytes()).isGreaterThanOrEqualTo(trace.size());
        }
        return lines;
    }

    @Test
    void numbersLinesAsEditorsDoAndSkipsBlankOnes() throws IOException {
        assertThat(numbered("a\n\n  \r\nb\r\n\nc")).containsExactly("1:a", "4:b", "6:c");
    }

    @Test
    void dropsAByteOrderMark() throws IOException {
        assertThat(numbered("\uFEFFhead\nrow\n")).containsExactly("1:head", "2:row");
    }

    @Test
    void hasNoLinesWhenTheFileIsEmpty() throws IOException {
        assertThat(numbered("")).isEmpty();
    }
}
