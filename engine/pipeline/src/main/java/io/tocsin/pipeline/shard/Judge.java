// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.shard;

import io.tocsin.model.alert.Alert;
import io.tocsin.model.fact.Fact;
import io.tocsin.model.fact.Limits;
import io.tocsin.model.scope.Scope;
import io.tocsin.pipeline.log.LogEntry;
import io.tocsin.pipeline.log.Statement;
import io.tocsin.pipeline.log.Written;
import io.tocsin.pipeline.threshold.Thresholds;
import io.tocsin.rulebase.Evaluator;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Asks the rules about facts and turns their answers into statements: what is stated now and was not before is pending,
 * then fired; what is no longer stated clears after its time; a one-off is told once per quiet time.
 *
 * <p>Confined to the shard's thread.
 */
final class Judge {
    private static final Duration REFRESH = Duration.ofMinutes(1);
    private static final int MAX_QUIET = 10_000;

    private final int shard;
    private final Evaluator evaluator;
    private final Thresholds thresholds;
    private final Output output;
    private final Map<String, Instant> lastEvent = new LinkedHashMap<>();
    private long statements;
    private long evaluations;

    Judge(int shard, Evaluator evaluator, Thresholds thresholds, Output output) {
        this.shard = shard;
        this.evaluator = evaluator;
        this.thresholds = thresholds;
        this.output = output;
    }

    /**
     * Judges one fact.
     *
     * @param holds what is held about its scope; updated
     * @param factOf makes the fact from the limits that bind the scope now
     * @return whether any rule stated anything
     */
    boolean judge(Scope scope, Instant at, Holds holds, Function<Limits, Fact> factOf) {
        Fact fact = factOf.apply(thresholds.limits(scope, at, holds::firing));
        evaluations++;
        List<Alert> alerts = evaluator.evaluate(fact);
        if (alerts.isEmpty() && holds.isEmpty()) {
            return false;
        }
        String factKey = fact.getClass().getSimpleName() + "/" + fact.facet();
        for (Alert alert : alerts) {
            if (alert.event()) {
                event(alert, at);
            } else {
                stated(holds, factKey, alert, at);
            }
        }
        for (Holds.Hold hold : holds.on(factKey)) {
            if (alerts.stream().noneMatch(alert -> alert.rule().equals(hold.alert.rule()))) {
                notStated(holds, hold, at);
            }
        }
        return !alerts.isEmpty();
    }

    /** Judges a fact that is true for one moment only: whatever is stated on it is a one-off. */
    boolean judgeOnce(Scope scope, Instant at, Function<Limits, Fact> factOf) {
        evaluations++;
        List<Alert> alerts = evaluator.evaluate(factOf.apply(thresholds.limits(scope, at, rule -> false)));
        alerts.forEach(alert -> event(alert, at));
        return !alerts.isEmpty();
    }

    private void event(Alert alert, Instant at) {
        String fingerprint = alert.fingerprint();
        Instant last = lastEvent.get(fingerprint);
        if (last != null && at.isBefore(last.plus(thresholds.quiet(alert.rule(), alert.scope())))) {
            return;
        }
        if (last == null && lastEvent.size() >= MAX_QUIET) {
            lastEvent.remove(lastEvent.keySet().iterator().next());
        }
        lastEvent.put(fingerprint, at);
        tell(Statement.Kind.EVENT, alert);
    }

    private void stated(Holds holds, String factKey, Alert alert, Instant at) {
        Holds.Hold hold = holds.find(factKey, alert.rule());
        if (hold == null) {
            hold = new Holds.Hold(factKey, alert, at);
            holds.add(hold);
        }
        hold.alert = alert;
        hold.clearingSince = null;
        if (!hold.firing) {
            if (!at.isBefore(hold.since.plus(thresholds.pendingFor(alert.rule(), alert.scope())))) {
                hold.firing = true;
                hold.toldAt = at;
                tell(Statement.Kind.FIRED, alert);
            }
        } else if (!at.isBefore(hold.toldAt.plus(REFRESH))) {
            hold.toldAt = at;
            tell(Statement.Kind.REFRESHED, alert);
        }
    }

    private void notStated(Holds holds, Holds.Hold hold, Instant at) {
        if (!hold.firing) {
            holds.remove(hold);
            return;
        }
        if (hold.clearingSince == null) {
            hold.clearingSince = at;
        }
        Duration clearFor = thresholds.clearFor(hold.alert.rule(), hold.alert.scope());
        if (!at.isBefore(hold.clearingSince.plus(clearFor))) {
            holds.remove(hold);
            tell(Statement.Kind.CLEARED, hold.alert);
        }
    }

    /** Facts judged since the start. */
    long evaluations() {
        return evaluations;
    }

    private void tell(Statement.Kind kind, Alert alert) {
        output.emit(new LogEntry.Stated(shard, ++statements, new Statement(kind, alert)));
    }

    void write(DataOutput out) throws IOException {
        out.writeLong(statements);
        out.writeInt(lastEvent.size());
        for (Map.Entry<String, Instant> entry : lastEvent.entrySet()) {
            out.writeUTF(entry.getKey());
            Written.time(out, entry.getValue());
        }
    }

    void read(DataInput in) throws IOException {
        statements = in.readLong();
        for (int left = in.readInt(); left > 0; left--) {
            lastEvent.put(in.readUTF(), Written.requiredTime(in));
        }
    }
}
