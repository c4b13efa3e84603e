// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources.otlp;

import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import io.tocsin.sources.wire.Cursor;
import io.tocsin.sources.wire.Wire;
import java.io.IOException;

/** Lists and maps of attributes, which are looked through and not kept: a sender that nests them without end is told so. */
final class Values {
    private static final int LIST = Wire.delimited(AnyValue.ARRAY_VALUE_FIELD_NUMBER);
    private static final int MAP = Wire.delimited(AnyValue.KVLIST_VALUE_FIELD_NUMBER);
    private static final int ITEM = Wire.delimited(ArrayValue.VALUES_FIELD_NUMBER);
    private static final int ENTRY = Wire.delimited(KeyValueList.VALUES_FIELD_NUMBER);
    private static final int VALUE = Wire.delimited(KeyValue.VALUE_FIELD_NUMBER);

    private Values() {}

    /** Passes over a value that follows. */
    static void value(Cursor in) throws IOException {
        int outer = in.enter();
        for (int tag = in.tag(); tag != 0; tag = in.tag()) {
            pass(tag, in);
        }
        in.leave(outer);
    }

    /** Passes over a field of a value. */
    static void pass(int tag, Cursor in) throws IOException {
        if (tag != LIST && tag != MAP) {
            in.skip(tag);
            return;
        }
        int outer = in.enter();
        for (int inner = in.tag(); inner != 0; inner = in.tag()) {
            if (tag == LIST && inner == ITEM) {
                value(in);
            } else if (tag == MAP && inner == ENTRY) {
                entry(in);
            } else {
                in.skip(inner);
            }
        }
        in.leave(outer);
    }

    private static void entry(Cursor in) throws IOException {
        int outer = in.enter();
        for (int tag = in.tag(); tag != 0; tag = in.tag()) {
            if (tag == VALUE) {
                value(in);
            } else {
                in.skip(tag);
            }
        }
        in.leave(outer);
    }
}
