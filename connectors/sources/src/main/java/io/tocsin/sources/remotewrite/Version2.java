// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources.remotewrite;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import io.tocsin.sources.wire.Wire;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * An {@code io.prometheus.write.v2.Request}: every text stands once in a table, and each series tells its type and unit.
 *
 * @see <a href="https://prometheus.io/docs/specs/remote_write_spec_2_0/">Remote-Write 2.0</a>, 2.0-rc.4, read 2026-11-27
 */
final class Version2 implements Version {
    private static final int SYMBOLS = Wire.delimited(4);
    private static final int TIMESERIES = Wire.delimited(5);
    private static final int LABELS_REFS = Wire.delimited(1);
    private static final int LABELS_REF = Wire.varint(1);
    private static final int SAMPLES = Wire.delimited(2);
    private static final int HISTOGRAMS = Wire.delimited(3);
    private static final int METADATA = Wire.delimited(5);
    private static final int CREATED_TIMESTAMP = Wire.varint(6);
    private static final int TYPE = Wire.varint(1);
    private static final int UNIT_REF = Wire.varint(4);

    @Override
    public void read(byte[] body, Sink sink) throws IOException {
        List<String> symbols = symbols(body);
        Series series = new Series();
        List<Integer> references = new ArrayList<>();
        Wire.message(CodedInputStream.newInstance(body), (tag, in) -> {
            if (tag != TIMESERIES) {
                return false;
            }
            series.clear();
            references.clear();
            Wire.inside(in, (inner, field) -> field(inner, field, series, references, symbols));
            if (references.size() % 2 != 0) {
                throw new InvalidProtocolBufferException("a label has a name and no value");
            }
            for (int i = 0; i < references.size(); i += 2) {
                series.labels.put(symbol(symbols, references.get(i)), symbol(symbols, references.get(i + 1)));
            }
            sink.series(series);
            return true;
        });
    }

    @Override
    public boolean countsAreAnswered() {
        return true;
    }

    /** They may stand anywhere in the request, so they are looked for before anything else. */
    private static List<String> symbols(byte[] body) throws IOException {
        List<String> symbols = new ArrayList<>();
        Wire.message(CodedInputStream.newInstance(body), (tag, in) -> {
            if (tag != SYMBOLS) {
                return false;
            }
            symbols.add(in.readStringRequireUtf8());
            return true;
        });
        return symbols;
    }

    private static boolean field(
            int tag, CodedInputStream in, Series series, List<Integer> references, List<String> symbols)
            throws IOException {
        if (tag == LABELS_REFS) {
            int limit = in.pushLimit(in.readRawVarint32());
            while (in.getBytesUntilLimit() > 0) {
                references.add(in.readUInt32());
            }
            in.popLimit(limit);
        } else if (tag == LABELS_REF) {
            references.add(in.readUInt32());
        } else if (tag == SAMPLES) {
            series.sample(in);
        } else if (tag == HISTOGRAMS) {
            series.histogram(in);
        } else if (tag == METADATA) {
            metadata(in, series, symbols);
        } else if (tag == CREATED_TIMESTAMP) {
            series.createdMillis = in.readInt64();
        } else {
            return false;
        }
        return true;
    }

    private static void metadata(CodedInputStream in, Series series, List<String> symbols) throws IOException {
        Wire.inside(in, (tag, field) -> {
            if (tag == TYPE) {
                series.type = field.readEnum();
            } else if (tag == UNIT_REF) {
                series.unit = symbol(symbols, field.readUInt32());
            } else {
                return false;
            }
            return true;
        });
    }

    private static String symbol(List<String> symbols, int reference) throws InvalidProtocolBufferException {
        if (reference < 0 || reference >= symbols.size()) {
            throw new InvalidProtocolBufferException("a text is referred to that is not in the table");
        }
        return symbols.get(reference);
    }
}
