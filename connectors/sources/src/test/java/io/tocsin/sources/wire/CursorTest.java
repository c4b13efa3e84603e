// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.InvalidProtocolBufferException;
import io.tocsin.sources.Proto;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {
    @ParameterizedTest
    @ValueSource(longs = {0, 1, 127, 128, 300, Long.MAX_VALUE, -1, Long.MIN_VALUE})
    void readsNumbersOfEveryLength(long number) throws IOException {
        Cursor in = new Cursor(new Proto().whole(1, number).bytes());
        assertThat(in.tag()).isEqualTo(Wire.varint(1));
        assertThat(in.varint()).isEqualTo(number);
        assertThat(in.tag()).isZero();
    }

    @Test
    void passesOverEveryTypeOfField() throws IOException {
        byte[] group = {0x0b, 0x10, 5, 0x13, 0x14, 0x0c}; // a number and an empty group, in a group
        Cursor in = new Cursor(new Proto()
                .raw(1, group)
                .whole(2, -1)
                .real(3, 2.5)
                .text(4, "größe")
                .bytes());
        for (int tag = in.tag(); tag != 0; tag = in.tag()) {
            in.skip(tag);
        }
        Cursor groups = new Cursor(group);
        groups.skip(groups.tag());
        assertThat(groups.tag()).isZero();
    }

    @Test
    void readsAMessageTwice() throws IOException {
        Cursor in = new Cursor(new Proto()
                .inside(1, new Proto().text(2, "a").text(2, "größe"))
                .whole(3, 7)
                .bytes());
        assertThat(in.tag()).isEqualTo(Wire.delimited(1));
        int outer = in.enter();
        int start = in.at();
        for (int round = 0; round < 2; round++) {
            in.back(start);
            String last = "";
            for (int tag = in.tag(); tag != 0; tag = in.tag()) {
                int from = in.text();
                last = new String(in.body(), from, in.at() - from, UTF_8);
            }
            assertThat(last).isEqualTo("größe");
        }
        in.leave(outer);
        assertThat(in.tag()).isEqualTo(Wire.varint(3));
        assertThat(in.varint()).isEqualTo(7);
    }

    @Test
    void refusesWhatEndsTooEarly() {
        for (byte[] broken : new byte[][] {
            {0x0a, 5, 1},
            {0x09, 1, 2},
            {0x0d, 1},
            {0x08, (byte) 0x80},
            {0x0b, 0x10, 5},
            {0x0c},
            {0x00},
            {0x0e},
            {0x0a, -1, -1, -1, -1, -1, -1, -1, -1, -1, 1},
            {0x08, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, 1}
        }) {
            Cursor in = new Cursor(broken);
            assertThatThrownBy(() -> in.skip(in.tag())).isInstanceOf(InvalidProtocolBufferException.class);
        }
    }

    @Test
    void refusesTextThatIsNotUtf8WhereverItIsBroken() {
        for (int length = 1; length < 20; length++) {
            for (int broken = 0; broken < length; broken++) {
                byte[] text = "x".repeat(length).getBytes(UTF_8);
                text[broken] = (byte) 0xff;
                Cursor in = new Cursor(new Proto().raw(1, text).bytes());
                assertThatThrownBy(() -> {
                            in.tag();
                            in.text();
                        })
                        .isInstanceOf(InvalidProtocolBufferException.class);
            }
        }
    }
}
