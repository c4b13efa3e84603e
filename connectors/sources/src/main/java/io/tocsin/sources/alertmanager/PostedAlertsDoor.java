// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources.alertmanager;

import io.tocsin.pipeline.intake.Door;
import io.tocsin.pipeline.intake.Message;
import io.tocsin.pipeline.intake.Problem;
import io.tocsin.pipeline.intake.Reading;
import io.tocsin.pipeline.pricing.PriceBook;
import io.tocsin.pipeline.signal.Problems;
import io.tocsin.pipeline.signal.SignalGate;
import io.tocsin.sources.wire.Body;
import io.tocsin.sources.wire.Node;
import io.tocsin.sources.wire.Times;
import io.tocsin.sources.wire.ToolAlert;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads what Prometheus and amtool post to the Alertmanager API v2: alerts that end by themselves unless they are posted again,
 * at their {@code endsAt} or, without one, five minutes after they were posted. Thread-safe.
 *
 * @see <a href="https://github.com/prometheus/alertmanager/blob/main/api/v2/openapi.yaml">openapi.yaml</a>, code read at
 *     prometheus/alertmanager 68fb2d57
 */
public final class PostedAlertsDoor implements Door {
    /** Alertmanager's own default of {@code resolve_timeout}. */
    private static final Duration RESOLVE_TIMEOUT = Duration.ofMinutes(5);

    private static final String TOOL = "alertmanager";
    private static final Instant NEVER = Instant.EPOCH;

    private final PriceBook prices;

    /** A door. */
    public PostedAlertsDoor(PriceBook prices) {
        this.prices = prices;
    }

    @Override
    public Reading read(Message message) {
        Body body = Body.of(message.body());
        if (body.problem().isPresent()) {
            return new Reading.Rejected(body.problem().get());
        }
        if (body.values().size() != 1 || !body.value().isArray()) {
            return new Reading.Rejected(
                    Problems.malformed("schema", "the body is not a list of alerts", "send a JSON array"));
        }
        SignalGate gate = new SignalGate(message, prices, "prometheus");
        int rejected = 0;
        Problem first = null;
        int index = 0;
        for (Node alert : body.value().items()) {
            Optional<Problem> problem = alert(alert, gate, message.receivedAt());
            if (problem.isPresent()) {
                rejected++;
                first = first == null ? SignalGate.at(index, problem.get()) : first;
            }
            index++;
        }
        return first == null
                ? gate.understood()
                : new Reading.Understood(gate.signals(), rejected, first.field() + ": " + first.detail());
    }

    private static Optional<Problem> alert(Node alert, SignalGate gate, Instant now) {
        Map<String, String> labels = AlertGroup.labels(alert);
        if (labels.isEmpty()) {
            return problem("labels", "must name at least one label with a value");
        }
        Instant end = told(alert, "endsAt");
        Instant start = told(alert, "startsAt");
        if (unreadable(alert, "startsAt", start) || unreadable(alert, "endsAt", end)) {
            return problem("startsAt", "and endsAt must be RFC 3339 times");
        }
        Instant since = start != null ? start : end != null && end.isBefore(now) ? end : now;
        Instant until = end == null ? now.plus(RESOLVE_TIMEOUT) : end;
        if (until.isBefore(since)) {
            return problem("startsAt", "must not lie after endsAt");
        }
        boolean firing = until.isAfter(now);
        String fingerprint = Fingerprint.of(labels);
        ToolAlert told = ToolAlert.of(gate, TOOL, fingerprint, firing, now)
                .id(fingerprint + (firing ? "/firing/" : "/resolved/") + since + "/" + until)
                .name(labels.get("alertname"), "unnamed")
                .severity(labels.get("severity"))
                .summary(AlertGroup.summary(alert))
                .times(since, until)
                .labels(labels)
                .link(alert.text("generatorURL"));
        if (firing) {
            told.at(now).expires(until);
        }
        return told.admit();
    }

    /** A time; null when it is not told, which year 1 means too. */
    private static @Nullable Instant told(Node alert, String name) {
        Instant time = Times.read(alert.at(name));
        return time == null || !time.isAfter(NEVER) ? null : time;
    }

    private static boolean unreadable(Node alert, String name, @Nullable Instant time) {
        return time == null && alert.at(name).exists() && Times.read(alert.at(name)) == null;
    }

    private static Optional<Problem> problem(String field, String detail) {
        return Optional.of(Problems.value("schema", field, detail, ""));
    }
}
