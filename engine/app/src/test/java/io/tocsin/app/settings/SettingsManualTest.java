// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.app.SourceTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SettingsManualTest {
    /** Writes the page instead of comparing it: {@code -Dtocsin.manual=write}. */
    private static final boolean WRITE = "write".equals(System.getProperty("tocsin.manual"));

    @Test
    void thePageIsUpToDate() throws IOException {
        // Given
        Path page = SourceTree.root().resolve("docs/settings.md");
        if (WRITE) {
            Files.writeString(page, SettingsManual.markdown());
        }

        // Then
        assertThat(page).content().isEqualTo(SettingsManual.markdown());
    }

    @Test
    void describesValuesOfEveryDepth() {
        // When
        String page = SettingsManual.markdown();

        // Then
        assertThat(page)
                .contains(
                        "| `server.port` | whole number | `7420` | TCP port; 0 for any free one. | `TOCSIN_SERVER_PORT` |")
                .contains("| `receivers.<pagerduty>.routing-key` | secret, needed |")
                .contains("| `routes.matches[].when.<name>` | text |");
    }
}
