// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EachDoorFuzzTest {

    @Test
    void leavesNoDoorOut() throws ReflectiveOperationException {
        // Given
        List<String> text = new ArrayList<>();
        List<String> binary = new ArrayList<>();

        // When
        for (Class<?> target : EachDoorFuzz.class.getDeclaredClasses()) {
            Object made = target.getDeclaredConstructor().newInstance();
            if (made instanceof TextDoorFuzz fuzz) {
                text.addAll(fuzz.doors());
            } else {
                binary.addAll(((BinaryDoorFuzz) made).doors());
            }
        }

        // Then
        assertThat(text).containsExactlyInAnyOrderElementsOf(Samples.textDoors());
        assertThat(binary).containsExactlyInAnyOrderElementsOf(BinaryDoorFuzz.all());
    }
}
