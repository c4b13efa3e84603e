// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources.otlp;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tocsin.model.signal.Labels;
import io.tocsin.pipeline.pricing.PriceBook;
import io.tocsin.pipeline.signal.SignalDraft;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How attributes of points become labels: every one does, except content, personal data and lists, and {@code model} without its
 * context suffix. Points of a series have the same names one after the other, so names are judged and sorted once for all of
 * them. Immutable.
 */
final class PointLabels {
    private static final int MOST = 64;
    static final String MODEL = "model";
    static final String ALSO_TOLD_BY = "tocsin.also_told_by";
    private static final int CONSTANT = -1;
    private static final byte[] NOTHING = {};

    private final Name[] own;
    private final Labels.Names names;
    /** For each label which of the point's own attributes has its value, or that it is the same for all. */
    private final int[] from;

    private final String[] constants;
    /** What stands before the value of each label, in the text of all labels: its name, and constant ones before it. */
    private final byte[][] before;

    private final byte[] end;
    private final int model;
    private final @Nullable String alsoToldBy;

    private PointLabels(List<Name> own, TreeMap<String, Value> values, @Nullable String alsoToldBy) {
        this.own = own.toArray(new Name[0]);
        this.names = new Labels.Names(new ArrayList<>(values.keySet()));
        this.from = values.values().stream().mapToInt(Value::from).toArray();
        this.constants = values.values().stream().map(Value::constant).toArray(String[]::new);
        this.before = new byte[values.size()][];
        this.model = model(own);
        this.alsoToldBy = alsoToldBy;
        StringBuilder text = new StringBuilder("{");
        int next = 0;
        for (Map.Entry<String, Value> label : values.entrySet()) {
            text.append(next == 0 ? "" : ", ").append(label.getKey()).append('=');
            if (label.getValue().from == CONSTANT) {
                text.append(label.getValue().constant);
                before[next] = NOTHING;
            } else {
                before[next] = text.toString().getBytes(UTF_8);
                text.setLength(0);
            }
            next++;
        }
        this.end = text.append('}').toString().getBytes(UTF_8);
    }

    private static int model(List<Name> own) {
        for (int i = 0; i < own.size(); i++) {
            if (own.get(i).text().equals(MODEL)) {
                return i;
            }
        }
        return CONSTANT;
    }

    /** Where the value of a label comes from. */
    private record Value(int from, String constant) {}

    /** How points with the names of this one are labelled; null for a point so unusual that it must be looked at by itself. */
    static @Nullable PointLabels of(Attributes point, @Nullable String alsoToldBy) {
        if (point.wider().scalars().size() > 2 * MOST) {
            return null;
        }
        Map<String, Value> values = new HashMap<>();
        point.wider().scalars().forEach((name, text) -> values.put(name, new Value(CONSTANT, text)));
        List<Name> own = new ArrayList<>();
        for (Attribute attribute : point.own()) {
            Value before = values.put(attribute.name().text(), new Value(own.size(), ""));
            boolean twice = before != null && before.from != CONSTANT;
            if (twice || !attribute.isScalar() || !attribute.isTold()) {
                return null;
            }
            own.add(attribute.name());
        }
        String model = point.wider().text(MODEL);
        if (model != null) {
            values.putIfAbsent(MODEL, new Value(CONSTANT, model));
        }
        if (alsoToldBy != null) {
            values.put(ALSO_TOLD_BY, new Value(CONSTANT, alsoToldBy));
        }
        TreeMap<String, Value> labels = new TreeMap<>();
        values.forEach((name, value) -> {
            if (!AliasTable.table().drops(name) && !name.isBlank()) {
                labels.put(name, new Value(value.from, fitting(name, value.constant)));
            }
        });
        boolean usual = labels.size() <= MOST
                && labels.keySet().stream()
                        .allMatch(name -> SignalDraft.fitting(name).equals(name));
        return usual ? new PointLabels(List.copyOf(own), labels, alsoToldBy) : null;
    }

    private static String fitting(String name, String text) {
        String bare = name.equals(MODEL) ? PriceBook.bareModel(text) : text;
        return SignalDraft.fitting(bare.isBlank() ? text : bare);
    }

    /**
     * Labels, and the text of all of them.
     *
     * @param labels the labels
     * @param utf8 what {@link Labels#toString} says, in UTF-8; read only
     */
    record Told(Labels labels, byte[] utf8) {}

    /** The labels of a point; null when it has other names, or one that tells nothing. */
    @Nullable Told of(Attributes point, Series series) {
        List<Attribute> told = point.own();
        if (told.size() != own.length || !Objects.equals(alsoToldBy, series.alsoToldBy())) {
            return null;
        }
        for (int i = 0; i < own.length; i++) {
            Attribute attribute = told.get(i);
            if (!attribute.name().is(own[i]) || !attribute.isScalar() || !attribute.isTold()) {
                return null;
            }
        }
        String[] values = constants.clone();
        byte[][] parts = new byte[own.length][];
        int length = end.length;
        for (int i = 0; i < values.length; i++) {
            if (from[i] != CONSTANT) {
                Label label = label(told.get(from[i]), from[i]);
                values[i] = label.fitting();
                parts[from[i]] = label.utf8();
                length += before[i].length + label.utf8().length;
            }
        }
        return new Told(names.with(values), text(parts, length));
    }

    private byte[] text(byte[][] parts, int length) {
        byte[] text = new byte[length];
        int at = 0;
        for (int i = 0; i < from.length; i++) {
            if (from[i] != CONSTANT) {
                at = append(text, at, before[i]);
                at = append(text, at, parts[from[i]]);
            }
        }
        append(text, at, end);
        return text;
    }

    private static int append(byte[] text, int at, byte[] part) {
        System.arraycopy(part, 0, text, at, part.length);
        return at + part.length;
    }

    private Label label(Attribute attribute, int place) {
        String told = place == model ? attribute.text() : null;
        return told == null ? attribute.label() : Label.of(fitting(MODEL, told));
    }
}
