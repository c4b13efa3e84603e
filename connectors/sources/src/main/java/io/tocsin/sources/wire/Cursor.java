// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources.wire;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnsafeByteOperations;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * A protobuf message being read where it stands: nothing is built of what nobody asks for, what is passed over is not looked at,
 * and a message may be read twice. Where {@link Wire} reads from a stream, this knows the place of every byte.
 *
 * <p>No more than {@link Parts#MOST} messages are entered, and none deeper than 100 inside one another. Not thread-safe.
 */
public final class Cursor {
    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final int TYPE_BITS = 3;
    private static final int DEEPEST = 100;
    private static final int LONGEST_VARINT = 10;

    private final byte[] body;
    private int at;
    private int end;
    private int parts;
    private int depth;

    /** Before the first byte of a message. */
    public Cursor(byte[] body) {
        this.body = body;
        this.end = body.length;
    }

    /** The bytes it reads; read only. */
    public byte[] body() {
        return body;
    }

    /** Where the next byte is. */
    public int at() {
        return at;
    }

    /** Goes back to a place in the message at hand, to read from there once more. */
    public void back(int place) {
        at = place;
    }

    /** Number and wire type of the next field; 0 at the end of the message at hand. */
    public int tag() throws IOException {
        if (at >= end) {
            return 0;
        }
        int tag = (int) varint();
        if (WireFormat.getTagFieldNumber(tag) == 0) {
            throw malformed("a field has the number 0");
        }
        return tag;
    }

    /** Goes into the message that follows; answers what {@link #leave} wants to be told. */
    public int enter() throws IOException {
        if (++parts > Parts.MOST) {
            throw new Parts.TooMany();
        }
        if (++depth > DEEPEST) {
            throw malformed("messages stand too deep inside one another");
        }
        int outer = end;
        int length = length();
        end = at + length;
        return outer;
    }

    /** Goes out of a message that was read to its end. */
    public void leave(int outer) {
        depth--;
        at = end;
        end = outer;
    }

    /** Passes over the value of a field. */
    public void skip(int tag) throws IOException {
        switch (WireFormat.getTagWireType(tag)) {
            case WireFormat.WIRETYPE_VARINT -> varint();
            case WireFormat.WIRETYPE_FIXED64 -> advance(Long.BYTES);
            case WireFormat.WIRETYPE_FIXED32 -> advance(Integer.BYTES);
            case WireFormat.WIRETYPE_LENGTH_DELIMITED -> advance(length());
            case WireFormat.WIRETYPE_START_GROUP -> group(WireFormat.getTagFieldNumber(tag));
            default -> throw malformed("a group ends that never began, or a field has no type");
        }
    }

    private void group(int number) throws IOException {
        if (++depth > DEEPEST) {
            throw malformed("groups stand too deep inside one another");
        }
        int last = number << TYPE_BITS | WireFormat.WIRETYPE_END_GROUP;
        for (int tag = tag(); tag != last; tag = tag()) {
            if (tag == 0) {
                throw malformed("a group does not end");
            }
            skip(tag);
        }
        depth--;
    }

    /** Passes over a text and answers where it began; it ends at {@link #at}. @throws IOException if it is not UTF-8 */
    public int text() throws IOException {
        int from = bytes();
        checkText(body, from, at);
        return from;
    }

    /** Looks whether bytes are UTF-8. @throws IOException if they are not */
    public static void checkText(byte[] bytes, int from, int to) throws IOException {
        if (!ascii(bytes, from, to)
                && !UnsafeByteOperations.unsafeWrap(bytes, from, to - from).isValidUtf8()) {
            throw malformed("a text is not UTF-8");
        }
    }

    /** Passes over bytes and answers where they began; they end at {@link #at}. */
    public int bytes() throws IOException {
        int length = length();
        int from = at;
        at += length;
        return from;
    }

    private static boolean ascii(byte[] bytes, int from, int to) {
        long high = 0;
        int i = from;
        if (to - from >= Long.BYTES) {
            for (; i <= to - Long.BYTES; i += Long.BYTES) {
                high |= (long) EIGHT.get(bytes, i);
            }
            high |= (long) EIGHT.get(bytes, to - Long.BYTES);
        } else {
            for (; i < to; i++) {
                high |= bytes[i];
            }
        }
        return (high & HIGH_BITS) == 0;
    }

    /** A number of variable length, as integers, enumerations and booleans are written. */
    public long varint() throws IOException {
        if (at < end && body[at] >= 0) {
            return body[at++];
        }
        long value = 0;
        for (int i = 0; i < LONGEST_VARINT; i++) {
            if (at >= end) {
                throw malformed("the message ends inside a field");
            }
            byte next = body[at++];
            value |= (long) (next & 0x7f) << 7 * i;
            if (next >= 0) {
                return value;
            }
        }
        throw malformed("a number has more than 64 bits");
    }

    /** Eight bytes. */
    public long fixed64() throws IOException {
        int from = at;
        advance(Long.BYTES);
        return (long) EIGHT.get(body, from);
    }

    /** A number with a fraction. */
    public double real() throws IOException {
        return Double.longBitsToDouble(fixed64());
    }

    private int length() throws IOException {
        long length = varint();
        if (length < 0 || length > end - at) {
            throw malformed("the message ends inside a field");
        }
        return (int) length;
    }

    private void advance(int length) throws IOException {
        if (length > end - at) {
            throw malformed("the message ends inside a field");
        }
        at += length;
    }

    private static IOException malformed(String why) {
        return new InvalidProtocolBufferException(why);
    }
}
