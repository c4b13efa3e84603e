// SPDX-License-Identifier: Apache-2.0
package io.tocsin.cluster.member;

import com.hazelcast.nio.serialization.FieldKind;
import com.hazelcast.nio.serialization.compact.CompactReader;
import com.hazelcast.nio.serialization.compact.CompactSerializer;
import com.hazelcast.nio.serialization.compact.CompactWriter;

/** {@link Call} as Compact. Fields may be added, never renamed or retyped; a reader takes a field it misses as empty. */
final class CallSerializer implements CompactSerializer<Call> {
    static final String TYPE = "tocsin.Call";

    @Override
    public Call read(CompactReader reader) {
        return new Call(reader.readInt8("kind"), reader.readInt32("cell"), payload(reader));
    }

    @Override
    public void write(CompactWriter writer, Call call) {
        writer.writeInt8("kind", call.kind());
        writer.writeInt32("cell", call.cell());
        writer.writeArrayOfInt8("payload", call.payload());
    }

    @Override
    public String getTypeName() {
        return TYPE;
    }

    @Override
    public Class<Call> getCompactClass() {
        return Call.class;
    }

    private static byte[] payload(CompactReader reader) {
        if (reader.getFieldKind("payload") == FieldKind.NOT_AVAILABLE) {
            return new byte[0];
        }
        byte[] payload = reader.readArrayOfInt8("payload");
        return payload == null ? new byte[0] : payload;
    }
}
