// SPDX-License-Identifier: Apache-2.0
package io.tocsin.cluster.member;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MemberSettingsTest {
    @ParameterizedTest
    @CsvSource({"1, 1, true", "2, 1, false", "2, 2, true", "3, 1, false", "3, 2, true", "4, 2, false", "4, 3, true"})
    void halfIsNoMajority(int size, int members, boolean majority) {
        assertThat(settings("127.0.0.1", 5701, size).majority(members)).isEqualTo(majority);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", " "})
    void anAddressForAllAddressesIsRefused(String host) {
        assertThatThrownBy(() -> settings(host, 5701, 3))
                .hasMessage("host must be one address of this machine, was '" + host + "'");
    }

    @Test
    void aPortOutOfRangeIsRefused() {
        assertThatThrownBy(() -> settings("127.0.0.1", 0, 3)).hasMessage("port must lie in 1..65535, was 0");
    }

    private static MemberSettings settings(String host, int port, int size) {
        return new MemberSettings("tocsin", "a", host, port, new Join.Hosts(List.of()), size, 8, Map.of());
    }
}
