// SPDX-License-Identifier: Apache-2.0
package io.tocsin.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class AnswerTest {
    private static final String TWO_ANSWERS = "HTTP/1.1 202 Accepted\r\nContent-Length: 5\r\n\r\nhello"
            + "HTTP/1.1 503 No\r\nX: y\r\ncontent-length:0\r\n\r\n";

    @Test
    void readsAnswersHoweverTheyAreCut() {
        for (int step = 1; step <= TWO_ANSWERS.length(); step++) {
            Answer answer = new Answer();
            StringBuilder seen = new StringBuilder();
            for (int from = 0; from < TWO_ANSWERS.length(); from += step) {
                ByteBuffer arrived = bytes(TWO_ANSWERS.substring(from, Math.min(from + step, TWO_ANSWERS.length())));
                while (arrived.hasRemaining()) {
                    seen.append(answer.take(arrived) ? answer.status() + answer.body() + " " : "");
                }
            }
            assertThat(seen).as("cut every %d bytes", step).hasToString("202hello 503 ");
        }
    }

    @Test
    void refusesAnAnswerWithoutALength() {
        assertThatThrownBy(() -> new Answer().take(bytes("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("content length");
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }
}
