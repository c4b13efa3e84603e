// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources.otlp;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.Sum;
import io.tocsin.pipeline.signal.Fitted;
import io.tocsin.sources.wire.Cursor;
import io.tocsin.sources.wire.Wire;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What a metric tells beside its points. It is read before them, for it may stand behind them.
 *
 * @param title its name
 * @param countTitle the name of its counts
 * @param unit its unit; empty when not told
 * @param data tag of the one field that holds its points; 0 when it has none
 * @param from where that field was first seen
 * @param temporality {@code gauge}, {@code delta} or {@code cumulative}
 * @param alsoToldBy the event that tells the same; null when there is none
 */
record Series(
        Title title,
        Title countTitle,
        Fitted unit,
        int data,
        int from,
        String temporality,
        @Nullable String alsoToldBy) {
    static final int GAUGE = Wire.delimited(Metric.GAUGE_FIELD_NUMBER);
    static final int SUM = Wire.delimited(Metric.SUM_FIELD_NUMBER);
    static final int HISTOGRAM = Wire.delimited(Metric.HISTOGRAM_FIELD_NUMBER);
    static final int EXPONENTIAL = Wire.delimited(Metric.EXPONENTIAL_HISTOGRAM_FIELD_NUMBER);
    static final int SUMMARY = Wire.delimited(Metric.SUMMARY_FIELD_NUMBER);
    private static final int NAME = Wire.delimited(Metric.NAME_FIELD_NUMBER);
    private static final int UNIT = Wire.delimited(Metric.UNIT_FIELD_NUMBER);
    private static final int TEMPORALITY = Wire.varint(Sum.AGGREGATION_TEMPORALITY_FIELD_NUMBER);
    private static final int DELTA = AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA_VALUE;

    /** Reads the metric at hand to its end. */
    static Series read(Cursor in) throws IOException {
        String name = "";
        String unit = "";
        int data = 0;
        int from = in.at();
        int temporality = 0;
        for (int before = in.at(), tag = in.tag(); tag != 0; before = in.at(), tag = in.tag()) {
            if (tag == NAME) {
                name = text(in);
            } else if (tag == UNIT) {
                unit = text(in);
            } else if (tag == GAUGE || tag == SUM || tag == HISTOGRAM || tag == EXPONENTIAL || tag == SUMMARY) {
                from = tag == data ? from : before;
                temporality = temporality(in, tag == data ? temporality : 0);
                data = tag;
            } else {
                in.skip(tag);
            }
        }
        return new Series(
                Title.of(name),
                Title.of(name + ".count"),
                Fitted.of(unit),
                data,
                from,
                word(data, temporality),
                alsoToldBy(name));
    }

    private static int temporality(Cursor in, int before) throws IOException {
        int told = before;
        int outer = in.enter();
        for (int tag = in.tag(); tag != 0; tag = in.tag()) {
            if (tag == TEMPORALITY) {
                told = (int) in.varint();
            } else {
                in.skip(tag);
            }
        }
        in.leave(outer);
        return told;
    }

    private static String word(int data, int temporality) {
        if (data == GAUGE) {
            return "gauge";
        }
        return data != SUMMARY && temporality == DELTA ? "delta" : "cumulative";
    }

    private static String text(Cursor in) throws IOException {
        int from = in.text();
        return new String(in.body(), from, in.at() - from, UTF_8);
    }

    private static @Nullable String alsoToldBy(String name) {
        boolean same = name.startsWith("claude_code.cost.") || name.startsWith("claude_code.token.");
        return same ? "claude_code.api_request" : null;
    }

    /**
     * A name.
     *
     * @param fitted the name
     * @param utf8 the same in UTF-8; read only
     */
    record Title(Fitted fitted, byte[] utf8) {
        static Title of(String name) {
            return new Title(Fitted.of(name), name.getBytes(UTF_8));
        }
    }
}
