// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources.sentry;

import io.tocsin.pipeline.intake.Door;
import io.tocsin.pipeline.intake.Message;
import io.tocsin.pipeline.intake.Problem;
import io.tocsin.pipeline.intake.Reading;
import io.tocsin.pipeline.pricing.PriceBook;
import io.tocsin.pipeline.signal.SignalGate;
import io.tocsin.sources.wire.Node;
import io.tocsin.sources.wire.Records;
import io.tocsin.sources.wire.ToolAlert;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads Sentry: issue alerts, issues, metric alerts, and the legacy plugin. An issue is one alert, fired by a rule or by
 * the issue itself and over once the issue is resolved or archived. Of an exception its type and place are kept and not
 * its text, which may quote a prompt; of an event no user, request or stack. Thread-safe.
 *
 * @see <a href="https://docs.sentry.io/integrations/integration-platform/webhooks/">integration platform webhooks</a>,
 *     read 2026-11-23
 */
public final class SentryDoor implements Door {
    private static final String TOOL = "sentry";
    private static final Set<String> OF_NO_INTEREST =
            Set.of("installation", "installation.created", "comment", "error", "seer", "preprod_artifact");

    private final PriceBook prices;

    /** A door. */
    public SentryDoor(PriceBook prices) {
        this.prices = prices;
    }

    @Override
    public Reading read(Message message) {
        String resource = message.headers().getOrDefault("sentry-hook-resource", "");
        Instant receivedAt = message.receivedAt();
        return Records.orDeadLetter(
                message,
                prices,
                TOOL,
                (hook, gate) -> OF_NO_INTEREST.contains(resource) ? Optional.empty() : hook(hook, gate, receivedAt));
    }

    private static Optional<Problem> hook(Node hook, SignalGate gate, Instant receivedAt) {
        Node told = hook.at("data");
        String action = hook.text("action", "");
        if (told.at("metric_alert").isObject()) {
            return new MetricAlert(told, action).read(gate, receivedAt);
        }
        if (told.at("event").isObject()) {
            return event(told.at("event"), told.text("triggered_rule"), gate, receivedAt);
        }
        if (told.at("issue").isObject()) {
            return issue(told.at("issue"), action, gate, receivedAt);
        }
        return hook.at("event").isObject() && hook.text("project_slug") != null
                ? legacy(hook, gate, receivedAt)
                : Records.unknown("a Sentry hook with an event, an issue or a metric alert");
    }

    private static Optional<Problem> event(Node event, @Nullable String rule, SignalGate gate, Instant receivedAt) {
        String issue = event.text("issue_id");
        String of = issue == null ? lastSegment(event.text("issue_url", "")) : issue;
        if (of.isEmpty()) {
            return Records.unknown("an event with issue_id or issue_url");
        }
        Instant seen = event.time("datetime");
        return ToolAlert.of(gate, TOOL, "issue/" + of, true, receivedAt)
                .id("event/" + event.text("event_id", of) + "/" + rule)
                .name(rule, "issue alert")
                .severity(event.text("level"))
                .summary(summary(event))
                .times(seen == null ? event.time("timestamp") : seen, null)
                .label("environment", event.text("environment"))
                .label("release", event.text("release"))
                .label("project", event.text("project"))
                .link(event.text("web_url"))
                .admit();
    }

    private static Optional<Problem> issue(Node issue, String action, SignalGate gate, Instant receivedAt) {
        String id = issue.text("id");
        if (id == null) {
            return Records.unknown("an issue with an id");
        }
        boolean firing = Set.of("created", "unresolved", "triggered").contains(action);
        if (!firing && !Set.of("resolved", "ignored", "archived").contains(action)) {
            return Optional.empty();
        }
        Instant seen = issue.time("lastSeen");
        return ToolAlert.of(gate, TOOL, "issue/" + id, firing, receivedAt)
                .id("issue/" + id + "/" + action + "/" + issue.text("lastSeen", "") + "/" + issue.text("count", ""))
                .name(issue.text("issueCategory"), "issue")
                .severity(issue.text("level"))
                .summary(summary(issue))
                .since(firing ? seen : issue.time("firstSeen"))
                .label("project", issue.at("project").text("slug"))
                .link(issue.first("web_url", "permalink"))
                .admit();
    }

    private static Optional<Problem> legacy(Node hook, SignalGate gate, Instant receivedAt) {
        String id = hook.text("id");
        if (id == null) {
            return Records.unknown("a legacy hook with the id of its issue");
        }
        Node event = hook.at("event");
        Instant seen = event.time("timestamp");
        return ToolAlert.of(gate, TOOL, "issue/" + id, true, receivedAt)
                .id("event/" + event.text("event_id", id))
                .name(hook.text("project_name"), hook.text("project_slug", "issue"))
                .severity(hook.text("level"))
                .summary(summary(event, hook.text("culprit", "")))
                .times(seen == null ? event.time("received") : seen, null)
                .label("environment", event.text("environment"))
                .label("project", hook.text("project_slug"))
                .link(hook.text("url"))
                .admit();
    }

    private static String summary(Node told) {
        return summary(told, told.text("culprit", ""));
    }

    private static String summary(Node told, String culprit) {
        String type = told.at("metadata").text("type");
        String title = told.at("metadata").text("title");
        String text = type != null ? type : title != null ? title : told.text("title", "");
        return culprit.isEmpty() ? text : text.isEmpty() ? culprit : text + " in " + culprit;
    }

    private static String lastSegment(String address) {
        String path = address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
