// SPDX-License-Identifier: Apache-2.0
package io.tocsin.camel.vendor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShorteningTest {

    @Test
    void cutsByCodePointsSoThatNoEmojiIsHalved() {
        assertThat(Shortening.cut("🚨".repeat(5), 5)).isEqualTo("🚨".repeat(5));
        assertThat(Shortening.cut("🚨".repeat(6), 5)).isEqualTo("🚨".repeat(4) + "…");
    }

    @Test
    void hashesLongKeysSoThatTwoStayTwo() {
        String key = "k".repeat(11);

        assertThat(Shortening.key("k".repeat(10), 10)).isEqualTo("k".repeat(10));
        assertThat(Shortening.key(key, 10))
                .startsWith("sha256:")
                .hasSize(71)
                .isEqualTo(Shortening.key(key, 10))
                .isNotEqualTo(Shortening.key(key + "k", 10));
    }
}
