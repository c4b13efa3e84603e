// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.log;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How state is written down for a checkpoint: plain binary, in the order of the fields. */
public final class Written {
    private static final long NO_TIME = Long.MIN_VALUE;

    private Written() {}

    /** The bytes that a piece of state writes. */
    public static byte[] bytes(Writer writer) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            writer.write(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** The state that was written. */
    public static <T> T read(byte[] bytes, Reader<T> reader) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            return reader.read(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a text of any length. */
    public static void text(DataOutput out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    /** Reads a text. */
    public static String text(DataInput in) throws IOException {
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Writes a part behind its length, so that a version that knows less of it can skip the rest. */
    public static void part(DataOutput out, Writer part) throws IOException {
        byte[] bytes = bytes(part);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    /** Reads a part; what the reader leaves was added by a newer version. */
    public static <T> T part(DataInput in, Reader<T> reader) throws IOException {
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        return read(bytes, reader);
    }

    /** Writes a time in milliseconds, or that there is none. */
    public static void time(DataOutput out, @Nullable Instant time) throws IOException {
        out.writeLong(time == null ? NO_TIME : time.toEpochMilli());
    }

    /** Reads a time; null when there was none. */
    public static @Nullable Instant time(DataInput in) throws IOException {
        long millis = in.readLong();
        return millis == NO_TIME ? null : Instant.ofEpochMilli(millis);
    }

    /** Reads a time that is always there. */
    public static Instant requiredTime(DataInput in) throws IOException {
        return Instant.ofEpochMilli(in.readLong());
    }

    /** Writes one piece of state. */
    @FunctionalInterface
    public interface Writer {
        void write(DataOutput out) throws IOException;
    }

    /** Reads one piece of state. */
    @FunctionalInterface
    public interface Reader<T> {
        T read(DataInput in) throws IOException;
    }
}
