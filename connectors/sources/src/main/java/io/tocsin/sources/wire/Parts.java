// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import io.tocsin.pipeline.intake.Problem;
import io.tocsin.pipeline.signal.Problems;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * How many things stand inside a body, counted before they are built: one that is empty takes two bytes of a body, next to
 * nothing of a compressed one, and a hundred of memory.
 */
public final class Parts {
    /** As many as 8 MiB of spans hold when each attribute, two messages of it, takes its usual 35 bytes. */
    public static final int MOST = 500_000;

    /** As deep as protobuf reads messages by itself. */
    private static final int DEEPEST = 100;

    private int found;

    private Parts() {}

    /** How many messages, and texts of lists, stand inside a message. @throws IOException if the bytes are no message */
    public static int inside(byte[] protobuf, Descriptor type) throws IOException {
        Parts parts = new Parts();
        Wire.message(CodedInputStream.newInstance(protobuf), (tag, in) -> parts.part(tag, in, type, 1));
        return parts.found;
    }

    /** What a sender of too many is told. */
    public static Problem tooMany() {
        return Problems.tooLarge(
                "too-many-parts",
                "more than " + MOST + " objects or messages, one inside the other, in one body",
                "send it in several requests");
    }

    private boolean part(int tag, CodedInputStream in, Descriptor type, int depth) throws IOException {
        FieldDescriptor told = type.findFieldByNumber(WireFormat.getTagFieldNumber(tag));
        if (told == null || WireFormat.getTagWireType(tag) != WireFormat.WIRETYPE_LENGTH_DELIMITED) {
            return false;
        }
        boolean message = told.getJavaType() == JavaType.MESSAGE;
        if (message || told.isRepeated() && !told.isPackable()) {
            found++;
        }
        if (!message) {
            return false;
        }
        if (depth > DEEPEST) {
            throw new InvalidProtocolBufferException("messages stand too deep inside one another");
        }
        Wire.inside(in, (tagInside, field) -> part(tagInside, field, told.getMessageType(), depth + 1));
        return true;
    }

    /** A parser of JSON that goes no further than {@link #MOST} objects and lists. */
    static JsonParser counting(JsonParser parser) {
        return new Counting(parser);
    }

    /** There are too many. */
    static final class TooMany extends IOException {
        private static final long serialVersionUID = 1L;
    }

    private static final class Counting extends JsonParserDelegate {
        private int found;

        Counting(JsonParser parser) {
            super(parser);
        }

        @Override
        public @Nullable JsonToken nextToken() throws IOException {
            JsonToken token = super.nextToken();
            if (token != null && token.isStructStart() && ++found > MOST) {
                throw new TooMany();
            }
            return token;
        }
    }
}
