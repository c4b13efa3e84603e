// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources.otlp;

import io.opentelemetry.proto.metrics.v1.DataPointFlags;
import io.opentelemetry.proto.metrics.v1.Gauge;
import io.tocsin.model.signal.Labels;
import io.tocsin.pipeline.pricing.PriceBook;
import io.tocsin.pipeline.signal.Field;
import io.tocsin.pipeline.signal.SignalDraft;
import io.tocsin.pipeline.signal.SignalType;
import io.tocsin.sources.wire.Cursor;
import io.tocsin.sources.wire.Wire;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Reads metrics, one signal per data point; a histogram, exponential or not, and a summary give their sum, and their count under
 * the name with {@code .count}. A metric is money only for sources that expectations name as metered: Claude Code's cost metric tells
 * what its events tell, and says so in the label {@code tocsin.also_told_by}.
 */
final class Metrics implements Groups.Records {
    private static final int POINTS = Wire.delimited(Gauge.DATA_POINTS_FIELD_NUMBER);

    private final Export export;
    private final DataPoint point = new DataPoint();
    private final PointTimes times = new PointTimes();
    private Attributes attributes = Attributes.NONE;
    private @Nullable PointLabels labelling;

    Metrics(Export export) {
        this.export = export;
    }

    @Override
    public boolean scope(Attributes ofScope, String name) {
        attributes = new Attributes(ofScope);
        labelling = null;
        return true;
    }

    @Override
    public void record(Cursor in) throws IOException {
        Series series = Series.read(in);
        in.back(series.from());
        for (int tag = in.tag(); tag != 0; tag = in.tag()) {
            if (tag == series.data()) {
                int outer = in.enter();
                points(in, series);
                in.leave(outer);
            } else {
                in.skip(tag);
            }
        }
    }

    private void points(Cursor in, Series series) throws IOException {
        for (int tag = in.tag(); tag != 0; tag = in.tag()) {
            if (tag == POINTS) {
                int outer = in.enter();
                attributes.clear();
                point.read(in, series.data(), attributes);
                in.leave(outer);
                if ((point.flags() & DataPointFlags.DATA_POINT_FLAGS_NO_RECORDED_VALUE_MASK_VALUE) == 0) {
                    point(series);
                }
            } else {
                in.skip(tag);
            }
        }
    }

    private void point(Series series) {
        Told told = null;
        if (point.hasValue() && !export.full()) {
            told = told(series);
            signal(draft(series, told), series.title(), point.value(), told);
        }
        if (point.hasCount() && !export.full()) {
            boolean again = told != null && told.at != null;
            Told same = told == null ? told(series) : told;
            signal(again ? export.gate().again() : draft(series, same), series.countTitle(), point.count(), same);
        }
    }

    /** What the signals of a point have in common; without labels for a point so unusual that each is labelled by itself. */
    private record Told(
            @Nullable Instant at,
            @Nullable Instant start,
            @Nullable Labels labels,
            byte[] inId) {}

    private Told told(Series series) {
        PointLabels.Told labels = labelling == null ? null : labelling.of(attributes, series);
        if (labels == null) {
            labelling = PointLabels.of(attributes, series.alsoToldBy());
            labels = labelling == null ? null : labelling.of(attributes, series);
        }
        Instant at = export.time(Export.nanos(point.at()));
        Instant start = Export.nanos(point.start());
        return labels == null
                ? new Told(at, start, null, new byte[0])
                : new Told(at, start, labels.labels(), times.before(labels.utf8(), at, start));
    }

    private SignalDraft draft(Series series, Told told) {
        SignalDraft draft = export.gate().draft(SignalType.METRIC);
        attributes.attribute(draft);
        draft.time(Field.AT, told.at)
                .time(Field.START, told.start)
                .text(Field.TEMPORALITY, series.temporality())
                .fit(Field.UNIT, series.unit());
        if (told.labels != null) {
            return draft.labels(told.labels);
        }
        String model = attributes.text(PointLabels.MODEL);
        attributes.label(draft);
        return draft.label(PointLabels.ALSO_TOLD_BY, series.alsoToldBy())
                .label(PointLabels.MODEL, model == null ? null : PriceBook.bareModel(model));
    }

    private void signal(SignalDraft draft, Series.Title title, double value, Told told) {
        draft.fit(Field.NAME, title.fitted()).number(Field.VALUE, value);
        if (told.at != null) {
            if (told.labels == null) {
                draft.hashed("metric-", title.utf8(), told.at, told.start, draft.labels());
            } else {
                draft.hashed("metric-", title.utf8(), told.inId);
            }
        }
        export.admit();
    }
}
