// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HostGuardTest {
    private static final URI BASE = URI.create("https://tocsin.example");

    private final HostGuard local = new HostGuard("127.0.0.1", BASE);
    private final HostGuard open = new HostGuard("0.0.0.0", BASE);

    @Test
    void answersToNamesOfThisMachineAndItsBaseUrl() {
        // Then
        for (String host : new String[] {"localhost", "LOCALHOST:1", "127.0.0.1:7420", "[::1]", "[::1]:7420"}) {
            assertThat(status(local, host, null)).as(host).isEqualTo(200);
        }
        assertThat(status(local, "tocsin.example", null)).isEqualTo(200);
        assertThat(status(local, "Tocsin.Example:8443", null)).isEqualTo(200);
        assertThat(status(local, "evil.example", null)).isEqualTo(421);
        assertThat(status(local, "127.0.0.1.evil.example", null)).isEqualTo(421);
        assertThat(status(local, null, null)).isEqualTo(400);
        assertThat(status(open, "evil.example", null)).isEqualTo(200);
    }

    @Test
    void servesPagesOfThisServerOnly() {
        // Then
        assertThat(status(local, "localhost:7420", "http://localhost:7420")).isEqualTo(200);
        assertThat(status(local, "localhost:7420", "https://tocsin.example")).isEqualTo(200);
        assertThat(status(local, "localhost:7420", "http://localhost:3000")).isEqualTo(403);
        assertThat(status(open, "tocsin.example", "https://evil.example")).isEqualTo(403);
        assertThat(status(open, "tocsin.example", "null")).isEqualTo(403);
    }

    private static int status(HostGuard guard, @Nullable String host, @Nullable String origin) {
        Refusal refusal = guard.check(host, origin);
        return refusal == null ? 200 : refusal.status();
    }
}
