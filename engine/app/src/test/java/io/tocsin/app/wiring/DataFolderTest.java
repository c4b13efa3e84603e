// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.wiring;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.app.terminal.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
    @TempDir
    private Path folder;

    @Test
    void anEmptyOneFitsEither() {
        assertThatCode(() -> DataFolder.fit(folder, true)).doesNotThrowAnyException();
        assertThatCode(() -> DataFolder.fit(folder, false)).doesNotThrowAnyException();
    }

    @Test
    void aMemberDoesNotGoOnWithTheLogOfANodeOnItsOwn() throws IOException {
        Files.createFile(folder.resolve("tocsin.db"));

        assertThatThrownBy(() -> DataFolder.fit(folder, true))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("holds the log of a node without a cluster");
        assertThatCode(() -> DataFolder.fit(folder, false)).doesNotThrowAnyException();
    }

    @Test
    void aNodeOnItsOwnDoesNotGoOnWithCells() throws IOException {
        Files.createDirectory(folder.resolve("cells"));

        assertThatThrownBy(() -> DataFolder.fit(folder, false))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("holds cells of a cluster");
        assertThatCode(() -> DataFolder.fit(folder, true)).doesNotThrowAnyException();
    }
}
