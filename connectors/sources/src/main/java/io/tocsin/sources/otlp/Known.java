// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources.otlp;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tocsin.sources.wire.Cursor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What is made of texts that come over and over, such as names of attributes, found by their bytes: made once, then shared. A
 * bounded table in which a newcomer takes the place of another; what is not in it is made anew. Thread-safe if what is made is
 * immutable: whoever sees an old entry makes another.
 *
 * @param <T> what is made
 */
final class Known<T> {
    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int BITS = 12;
    private static final int LONGEST = 128;
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;

    private final Function<String, T> maker;
    private final @Nullable Entry[] table = new Entry[1 << BITS];

    private record Entry(byte[] utf8, Object made) {}

    /** Made by a function that answers the same for the same text. */
    Known(Function<String, T> maker) {
        this.maker = maker;
    }

    /** What is made of the text of these bytes. @throws IOException if they are not UTF-8 */
    @SuppressWarnings("unchecked")
    T of(byte[] bytes, int from, int to) throws IOException {
        if (to - from > LONGEST) {
            Cursor.checkText(bytes, from, to);
            return maker.apply(new String(bytes, from, to - from, UTF_8));
        }
        int place = (int) (hash(bytes, from, to) >>> Long.SIZE - BITS);
        Entry known = table[place];
        if (known != null && Arrays.equals(known.utf8, 0, known.utf8.length, bytes, from, to)) {
            return (T) known.made;
        }
        Cursor.checkText(bytes, from, to);
        T made = maker.apply(new String(bytes, from, to - from, UTF_8));
        table[place] = new Entry(Arrays.copyOfRange(bytes, from, to), made);
        return made;
    }

    /** The same of bytes that were looked at before. */
    T checked(byte[] bytes, int from, int to) {
        try {
            return of(bytes, from, to);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static long hash(byte[] bytes, int from, int to) {
        long hash = to - from;
        int i = from;
        for (; i <= to - Long.BYTES; i += Long.BYTES) {
            hash = mixed(hash, (long) EIGHT.get(bytes, i));
        }
        if (i < to && to - from >= Long.BYTES) {
            return mixed(hash, (long) EIGHT.get(bytes, to - Long.BYTES));
        }
        long rest = 0;
        for (; i < to; i++) {
            rest = rest << Byte.SIZE | bytes[i];
        }
        return mixed(hash, rest);
    }

    private static long mixed(long hash, long more) {
        long mixed = (hash ^ more) * GOLDEN;
        return mixed ^ mixed >>> Integer.SIZE;
    }
}
