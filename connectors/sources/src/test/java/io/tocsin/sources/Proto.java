// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A protobuf message being written, field by field. */
public final class Proto {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final CodedOutputStream out = CodedOutputStream.newInstance(bytes);

    public Proto text(int number, String value) {
        return write(() -> out.writeString(number, value));
    }

    public Proto whole(int number, long value) {
        return write(() -> out.writeInt64(number, value));
    }

    public Proto real(int number, double value) {
        return write(() -> out.writeDouble(number, value));
    }

    public Proto inside(int number, Proto value) {
        return raw(number, value.bytes());
    }

    public Proto raw(int number, byte[] value) {
        return write(() -> out.writeByteArray(number, value));
    }

    public Proto packed(int number, int... values) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        CodedOutputStream inner = CodedOutputStream.newInstance(packed);
        return write(() -> {
            for (int value : values) {
                inner.writeUInt32NoTag(value);
            }
            inner.flush();
            out.writeByteArray(number, packed.toByteArray());
        });
    }

    public byte[] bytes() {
        write(out::flush);
        return bytes.toByteArray();
    }

    private Proto write(Step step) {
        try {
            step.write();
            return this;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private interface Step {
        void write() throws IOException;
    }
}
