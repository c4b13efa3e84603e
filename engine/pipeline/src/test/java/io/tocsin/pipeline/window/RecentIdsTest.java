// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class RecentIdsTest {
    @Test
    void knowsAnIdForAtLeastOneGeneration() {
        RecentIds ids = new RecentIds(1000);
        ids.add("default", "first");

        for (int i = 0; i < 1000; i++) {
            assertThat(ids.add("default", "id-" + i)).isTrue();
        }

        assertThat(ids.add("default", "first")).isFalse();
        assertThat(ids.add("default", "id-500")).isFalse();
    }

    @Test
    void keepsTenantsApart() {
        RecentIds ids = new RecentIds(10);

        assertThat(ids.add("a", "1")).isTrue();
        assertThat(ids.add("b", "1")).isTrue();
    }

    @Test
    void forgetsAfterTwoGenerationsSoThatMemoryIsBounded() {
        RecentIds ids = new RecentIds(100);
        ids.add("default", "first");

        for (int i = 0; i < 250; i++) {
            ids.add("default", "id-" + i);
        }

        assertThat(ids.add("default", "first")).isTrue();
    }

    @Test
    void knowsTheSameAfterARestart() throws IOException {
        RecentIds ids = new RecentIds(100);
        for (int i = 0; i < 150; i++) {
            ids.add("default", "id-" + i);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        ids.write(new DataOutputStream(bytes));
        RecentIds again = RecentIds.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())), 100);

        for (int i = 0; i < 150; i++) {
            assertThat(again.add("default", "id-" + i)).isEqualTo(ids.add("default", "id-" + i));
        }
    }
}
