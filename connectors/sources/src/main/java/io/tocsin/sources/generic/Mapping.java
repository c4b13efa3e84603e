// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources.generic;

import io.tocsin.pipeline.intake.Problem;
import io.tocsin.pipeline.signal.Field;
import io.tocsin.pipeline.signal.Problems;
import io.tocsin.pipeline.signal.SignalDraft;
import io.tocsin.pipeline.signal.SignalGate;
import io.tocsin.sources.wire.Node;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.thisptr.jackson.jq.exception.JsonQueryException;

/**
 * How the messages of one tool become signals.
 *
 * @param tool what the tool is called
 * @param when true for a message of this tool
 * @param each the records of a message
 * @param target what each record becomes
 * @param fields what each field is, by name
 * @param labels what each label is, by name
 */
record Mapping(
        String tool,
        Expression when,
        Expression each,
        Target target,
        Map<String, Expression> fields,
        Map<String, Expression> labels) {
    private static final int MOST_RECORDS = 1000;

    Mapping {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
    }

    /** Whether a message is of this tool; one that the expression fails on is not. */
    boolean applies(Work work) {
        try {
            List<Node> answers = when.results(work.body(), work.body(), 1);
            return !answers.isEmpty() && "true".equals(answers.get(0).text());
        } catch (JsonQueryException notIts) {
            return false;
        }
    }

    /** Hands every record to the gate, and says what is wrong with the first that cannot be read. */
    Optional<Problem> read(Work work, SignalGate gate, Instant receivedAt) {
        List<Node> records;
        try {
            records = evaluated(each, work.body(), work, MOST_RECORDS + 1);
        } catch (JsonQueryException failed) {
            return failed("each");
        }
        if (records.size() > MOST_RECORDS) {
            return Optional.of(Problems.value(
                    "mapping-limits", "", tool + ".each gives more than " + MOST_RECORDS + " records", ""));
        }
        Problem first = null;
        for (Node record : records) {
            Optional<Problem> problem = record(record, work, gate, receivedAt);
            first = first == null ? problem.orElse(null) : first;
        }
        return Optional.ofNullable(first);
    }

    private Optional<Problem> record(Node record, Work work, SignalGate gate, Instant receivedAt) {
        SignalDraft draft = gate.draft(target.type());
        draft.fit(Field.SOURCE, tool);
        String place = "";
        try {
            for (Map.Entry<String, Expression> field : fields.entrySet()) {
                place = field.getKey();
                for (Node value : evaluated(field.getValue(), record, work, 1)) {
                    target.set(draft, place, value, receivedAt);
                }
            }
            for (Map.Entry<String, Expression> label : labels.entrySet()) {
                place = "labels." + label.getKey();
                for (Node value : evaluated(label.getValue(), record, work, 1)) {
                    draft.label(label.getKey(), value.text());
                }
            }
        } catch (JsonQueryException failed) {
            return failed(place);
        }
        return gate.admit();
    }

    private static List<Node> evaluated(Expression expression, Node value, Work work, int most)
            throws JsonQueryException {
        if (!work.allows(expression, value)) {
            throw new JsonQueryException("too much work");
        }
        return expression.results(value, work.body(), most);
    }

    /** The exception would quote what the body holds. */
    private Optional<Problem> failed(String place) {
        return Optional.of(Problems.value(
                "mapping-failed",
                "",
                "the mapping " + tool + " cannot evaluate " + place + " on this body",
                "write '?' or '// null' where a value may be missing or of another type, and do not go through the whole"
                        + " message for every record"));
    }
}
