// SPDX-License-Identifier: Apache-2.0
package io.tocsin.model.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LabelsTest {
    @Test
    void isTheMapItWasMadeOf() {
        Random random = new Random(7);
        for (int round = 0; round < 200; round++) {
            Map<String, String> map = new HashMap<>();
            for (int i = random.nextInt(12); i > 0; i--) {
                map.put("n" + random.nextInt(40), "v" + random.nextInt(9));
            }
            Labels labels = Labels.copyOf(map);
            Map<String, String> sorted = new TreeMap<>(map);
            assertThat((Map<String, String>) labels).isEqualTo(map);
            assertThat(map).isEqualTo(labels);
            assertThat(labels.hashCode()).isEqualTo(map.hashCode());
            assertThat(labels).hasToString(sorted.toString());
            assertThat(labels.keySet()).containsExactlyElementsOf(sorted.keySet());
            assertThat(labels.values()).containsExactlyElementsOf(sorted.values());
            assertThat(labels.get("n41")).isNull();
            map.keySet().forEach(name -> assertThat(labels.get(name)).isEqualTo(map.get(name)));
        }
    }

    @Test
    void isNotCopiedTwice() {
        Labels labels = Labels.copyOf(Map.of("a", "1"));
        assertThat(Labels.copyOf(labels)).isSameAs(labels);
        assertThat(Labels.copyOf(Map.of())).isSameAs(Labels.NONE);
    }

    @Test
    void ofOneSeriesShareTheirNames() {
        Labels.Names names = new Labels.Names(List.of("a", "b"));
        assertThat((Map<String, String>) names.with(new String[] {"1", "2"})).isEqualTo(Map.of("a", "1", "b", "2"));
        assertThatIllegalArgumentException().isThrownBy(() -> names.with(new String[] {"1"}));
        assertThatIllegalArgumentException().isThrownBy(() -> new Labels.Names(List.of("b", "a")));
        assertThatIllegalArgumentException().isThrownBy(() -> new Labels.Names(List.of("a", "a")));
    }
}
