// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GzipTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 8_191, 8_192, 8_193, 100_000})
    void inflatesUpToTheLimitAndNotBeyond(int size) throws IOException {
        // Given
        byte[] plain = new byte[size];
        new Random(size).nextBytes(plain);
        byte[] compressed = gzip(plain);
        // Then
        assertThat(Gzip.inflate(compressed, size)).isEqualTo(plain);
        assertThat(size == 0 ? null : Gzip.inflate(compressed, size - 1)).isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 10, 30})
    void saysWhenTheBytesAreCutOff(int length) throws IOException {
        // Given
        byte[] cut = Arrays.copyOf(gzip(new byte[10_000]), length);
        // Then
        assertThatThrownBy(() -> Gzip.inflate(cut, 20_000)).isInstanceOf(IOException.class);
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }
}
