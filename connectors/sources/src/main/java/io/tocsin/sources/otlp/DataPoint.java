// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources.otlp;

import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.SummaryDataPoint;
import io.tocsin.sources.wire.Cursor;
import io.tocsin.sources.wire.Wire;
import java.io.IOException;

/**
 * One data point of any kind of metric; their fields have the same numbers but for attributes and flags. Buckets, quantiles and
 * exemplars are passed over. Read anew for the next point; not thread-safe.
 */
final class DataPoint {
    private static final int START = Wire.fixed64(NumberDataPoint.START_TIME_UNIX_NANO_FIELD_NUMBER);
    private static final int TIME = Wire.fixed64(NumberDataPoint.TIME_UNIX_NANO_FIELD_NUMBER);
    private static final int AS_DOUBLE = Wire.fixed64(NumberDataPoint.AS_DOUBLE_FIELD_NUMBER);
    private static final int AS_INT = Wire.fixed64(NumberDataPoint.AS_INT_FIELD_NUMBER);
    private static final int COUNT = Wire.fixed64(HistogramDataPoint.COUNT_FIELD_NUMBER);
    private static final int SUM = Wire.fixed64(HistogramDataPoint.SUM_FIELD_NUMBER);
    private static final double TWO_TO_63 = 0x1p63;

    private long at;
    private long start;
    private int flags;
    private boolean hasValue;
    private boolean hasCount;
    private double value;
    private long count;

    /** Reads the point at hand, which stands in this field of a metric. */
    void read(Cursor in, int data, Attributes attributes) throws IOException {
        boolean number = data == Series.GAUGE || data == Series.SUM;
        int attribute = Wire.delimited(attributes(data));
        int flag = Wire.varint(flags(data));
        clear(number, data == Series.SUMMARY);
        for (int tag = in.tag(); tag != 0; tag = in.tag()) {
            if (tag == attribute) {
                attributes.add(in);
            } else if (tag == TIME) {
                at = in.fixed64();
            } else if (tag == START) {
                start = in.fixed64();
            } else if (tag == flag) {
                flags = (int) in.varint();
            } else if (number && tag == AS_DOUBLE || !number && tag == SUM) {
                value = in.real();
                hasValue = true;
            } else if (number && tag == AS_INT) {
                value = in.fixed64();
            } else if (!number && tag == COUNT) {
                count = in.fixed64();
            } else {
                in.skip(tag);
            }
        }
    }

    /** A number that is not told is tried as none, and refused; the sum of a summary that is not told is 0, as a count is. */
    private void clear(boolean number, boolean summary) {
        at = 0;
        start = 0;
        flags = 0;
        count = 0;
        value = number ? Double.NaN : 0;
        hasValue = number || summary;
        hasCount = !number;
    }

    private static int attributes(int data) {
        if (data == Series.HISTOGRAM) {
            return HistogramDataPoint.ATTRIBUTES_FIELD_NUMBER;
        }
        return data == Series.EXPONENTIAL
                ? ExponentialHistogramDataPoint.ATTRIBUTES_FIELD_NUMBER
                : NumberDataPoint.ATTRIBUTES_FIELD_NUMBER;
    }

    private static int flags(int data) {
        if (data == Series.HISTOGRAM) {
            return HistogramDataPoint.FLAGS_FIELD_NUMBER;
        }
        return data == Series.EXPONENTIAL
                ? ExponentialHistogramDataPoint.FLAGS_FIELD_NUMBER
                : SummaryDataPoint.FLAGS_FIELD_NUMBER;
    }

    /** When it was measured, nanoseconds since 1970 without a sign; 0 when not told. */
    long at() {
        return at;
    }

    /** Since when its totals run, likewise. */
    long start() {
        return start;
    }

    int flags() {
        return flags;
    }

    boolean hasValue() {
        return hasValue;
    }

    /** Its number, or its sum. */
    double value() {
        return value;
    }

    boolean hasCount() {
        return hasCount;
    }

    /** How many values it stands for. */
    double count() {
        return count >= 0 ? count : TWO_TO_63;
    }
}
