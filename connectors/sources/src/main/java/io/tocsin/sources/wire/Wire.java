// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources.wire;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import java.io.IOException;

/** How a protobuf message is read field by field, without building it. */
public final class Wire {
    private static final int TYPE_BITS = 3;

    private Wire() {}

    /** One field of a message. */
    @FunctionalInterface
    public interface Field {
        /**
         * Reads the value of a field, or not: then it is passed over.
         *
         * @param tag number and wire type, as {@link #varint} and its siblings make it
         */
        boolean read(int tag, CodedInputStream in) throws IOException;
    }

    /** The tag of a number without a sign, of a boolean or an enumeration. */
    public static int varint(int number) {
        return number << TYPE_BITS | WireFormat.WIRETYPE_VARINT;
    }

    /** The tag of a double. */
    public static int fixed64(int number) {
        return number << TYPE_BITS | WireFormat.WIRETYPE_FIXED64;
    }

    /** The tag of a text, of bytes, of a message inside or of packed numbers. */
    public static int delimited(int number) {
        return number << TYPE_BITS | WireFormat.WIRETYPE_LENGTH_DELIMITED;
    }

    /** Reads a message to its end. @throws IOException if it is none */
    public static void message(CodedInputStream in, Field fields) throws IOException {
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            if (!fields.read(tag, in) && !in.skipField(tag)) {
                throw new InvalidProtocolBufferException("a group ends that never began");
            }
        }
    }

    /** Reads a message that stands inside another. @throws IOException if it is none */
    public static void inside(CodedInputStream in, Field fields) throws IOException {
        int limit = in.pushLimit(in.readRawVarint32());
        message(in, fields);
        if (in.getBytesUntilLimit() != 0) {
            throw new InvalidProtocolBufferException("a message ends inside a field");
        }
        in.popLimit(limit);
    }
}
