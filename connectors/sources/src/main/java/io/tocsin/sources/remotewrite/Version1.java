// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources.remotewrite;

import com.google.protobuf.CodedInputStream;
import io.tocsin.sources.wire.Wire;
import java.io.IOException;

/**
 * A {@code prometheus.WriteRequest}: labels are written out, types and units come in requests of their own.
 *
 * @see <a href="https://prometheus.io/docs/specs/remote_write_spec/">Remote-Write 1.0</a>, read 2026-11-27
 */
final class Version1 implements Version {
    private static final int TIMESERIES = Wire.delimited(1);
    private static final int LABELS = Wire.delimited(1);
    private static final int SAMPLES = Wire.delimited(2);
    private static final int HISTOGRAMS = Wire.delimited(4);
    private static final int NAME = Wire.delimited(1);
    private static final int VALUE = Wire.delimited(2);

    @Override
    public void read(byte[] body, Sink sink) throws IOException {
        Series series = new Series();
        Wire.message(CodedInputStream.newInstance(body), (tag, in) -> {
            if (tag != TIMESERIES) {
                return false;
            }
            series.clear();
            Wire.inside(in, (inner, field) -> field(inner, field, series));
            sink.series(series);
            return true;
        });
    }

    @Override
    public boolean countsAreAnswered() {
        return false;
    }

    private static boolean field(int tag, CodedInputStream in, Series series) throws IOException {
        if (tag == LABELS) {
            label(in, series);
        } else if (tag == SAMPLES) {
            series.sample(in);
        } else if (tag == HISTOGRAMS) {
            series.histogram(in);
        } else {
            return false;
        }
        return true;
    }

    private static void label(CodedInputStream in, Series series) throws IOException {
        String[] label = {"", ""};
        Wire.inside(in, (tag, field) -> {
            if (tag == NAME) {
                label[0] = field.readStringRequireUtf8();
            } else if (tag == VALUE) {
                label[1] = field.readStringRequireUtf8();
            } else {
                return false;
            }
            return true;
        });
        series.labels.put(label[0], label[1]);
    }
}
