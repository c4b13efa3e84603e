// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.shard;

import io.tocsin.model.alert.Alert;
import io.tocsin.model.alert.Severity;
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
import org.jspecify.annotations.Nullable;

/**
 * Asks the rules about facts and turns their answers into statements: what is stated now and was not before is pending,
 * then fired; what is no longer stated clears after its time; a one-off is told once per quiet time.
 *
 * <p>Confined to the shard's thread.
 */
final class Judge {
    private static final Duration REFRESH = Duration.ofMinutes(1);

    /** So often it is looked whether an alert that is not critical has become worse; that need not wait to be told. */
    private static final int RISE_SECONDS = 5;

    private static final int MAX_QUIET = 10_000;

    /** What was only shown keeps quiet what is only shown: nobody heard of it, so it must not mute a warning. */
    private static final String SHOWN = "/shown";

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
        List<String> rules = evaluator.detect(fact);
        if (rules.isEmpty() && holds.isEmpty()) {
            return false;
        }
        String factKey = fact.getClass().getSimpleName() + "/" + fact.facet();
        holds.find(factKey, rules).forEach(hold -> hold.clearingSince = null);
        if (rules.stream().anyMatch(rule -> isNews(holds.find(factKey, rule), rule, fact, at))) {
            for (Alert alert : evaluator.evaluate(fact)) {
                if (alert.event()) {
                    event(alert, at);
                } else {
                    stated(holds, factKey, alert, at);
                }
            }
        }
        for (Holds.Hold hold : holds.on(factKey)) {
            if (!rules.contains(hold.alert.rule())) {
                notStated(holds, hold, at);
            }
        }
        return !rules.isEmpty();
    }

    /** Judges a fact that is true for one moment only: whatever is stated on it is a one-off. */
    boolean judgeOnce(Scope scope, Instant at, Function<Limits, Fact> factOf) {
        evaluations++;
        Fact fact = factOf.apply(thresholds.limits(scope, at, rule -> false));
        List<String> rules = evaluator.detect(fact);
        if (rules.isEmpty()) {
            return false;
        }
        if (rules.stream().anyMatch(rule -> isNews(null, rule, fact, at))) {
            evaluator.evaluate(fact).forEach(alert -> event(alert, at));
        }
        return true;
    }

    /** Whether there is something to tell about what a rule states; if not, the alert need not be put into words. */
    private boolean isNews(Holds.@Nullable Hold hold, String rule, Fact fact, Instant at) {
        if (hold == null) {
            return !isQuiet(Alert.fingerprint(rule, fact.scope(), fact.facet()), rule, fact.scope(), at);
        }
        return hold.firing ? isStale(hold, at) || mayRise(hold, at) : isDue(hold, at);
    }

    private static boolean mayRise(Holds.Hold hold, Instant at) {
        return hold.alert.severity() != Severity.CRITICAL && at.getEpochSecond() % RISE_SECONDS == 0;
    }

    private boolean isQuiet(String fingerprint, String rule, Scope scope, Instant at) {
        Instant last = lastEvent.get(fingerprint);
        return last != null && at.isBefore(last.plus(thresholds.quiet(rule, scope)));
    }

    private static boolean isStale(Holds.Hold hold, Instant at) {
        return !at.isBefore(hold.toldAt.plus(REFRESH));
    }

    private boolean isDue(Holds.Hold hold, Instant at) {
        return !at.isBefore(hold.since.plus(thresholds.pendingFor(hold.alert.rule(), hold.alert.scope())));
    }

    private void event(Alert alert, Instant at) {
        String fingerprint = alert.fingerprint() + (alert.severity() == Severity.INFO ? SHOWN : "");
        if (isQuiet(fingerprint, alert.rule(), alert.scope(), at)) {
            return;
        }
        if (!lastEvent.containsKey(fingerprint) && lastEvent.size() >= MAX_QUIET) {
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
        boolean rises = alert.severity().compareTo(hold.alert.severity()) > 0;
        hold.alert = alert;
        hold.clearingSince = null;
        if (!hold.firing) {
            if (isDue(hold, at)) {
                hold.firing = true;
                hold.toldAt = at;
                tell(Statement.Kind.FIRED, alert);
            }
        } else if (rises || isStale(hold, at)) {
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
