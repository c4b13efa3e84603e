// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.demo;

import io.tocsin.app.terminal.Console.Tint;
import io.tocsin.app.terminal.Fold;
import io.tocsin.fakes.PagerDutyIncident;
import io.tocsin.model.alert.Alert;
import io.tocsin.model.alert.LiveAlert;
import io.tocsin.model.alert.Severity;
import io.tocsin.model.response.RunbookRun;
import io.tocsin.model.signal.Change;
import io.tocsin.pipeline.Engine.Update;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells the story in the terminal: virtual time, one word of what it is, whom it is about, and one sentence. Not
 * thread-safe, but for {@link #hear}.
 */
final class Narrator {
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final Pattern DO = Pattern.compile("\"line 4\":\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final int SHORT_PERCENT = 100;

    private final Consumer<String> print;
    private final Fold fold;
    private final BiFunction<Tint, String, String> paint;
    private final DemoNode node;
    private final Set<String> told = new HashSet<>();
    private final Queue<Update> heard = new ConcurrentLinkedQueue<>();

    Narrator(Consumer<String> print, DemoNode node, BiFunction<Tint, String, String> paint, Fold fold) {
        this.print = print;
        this.fold = fold;
        this.node = node;
        this.paint = paint;
    }

    /** Something was changed on purpose. */
    void changed(Change change) {
        line(
                change.at(),
                "CHANGE",
                Tint.BLUE,
                "",
                change.who().team() == null ? "" : "team=" + change.who().team(),
                change.summary());
    }

    /** Something happened in the engine; told at the next {@link #tell}. Thread-safe. */
    void hear(Update update) {
        heard.add(update);
    }

    /** Tells what was heard. */
    void tell() {
        for (Update update = heard.poll(); update != null; update = heard.poll()) {
            tell(update);
        }
    }

    private void tell(Update update) {
        if (update.kind().equals("alert")) {
            update.alert().ifPresent(alert -> alert(update, alert));
        } else if (update.kind().equals("run")) {
            update.run().ifPresent(run -> run(update, run));
        }
    }

    private void alert(Update update, LiveAlert live) {
        Alert alert = live.alert();
        String scope = alert.scope().label();
        switch (update.what()) {
            case "fired" ->
                line(
                        update.at(),
                        word(alert.severity()),
                        tint(alert.severity()),
                        name(alert),
                        scope,
                        update.text() + more(live));
            case "resolved" -> line(update.at(), "RESOLVED", Tint.GREEN, name(alert), scope, update.text());
            case "delivered" -> delivered(update.at(), live, update.text());
            case "undelivered" -> line(update.at(), "FAILED", Tint.RED, name(alert), scope, update.text());
            default -> {}
        }
    }

    private void delivered(Instant at, LiveAlert live, String text) {
        if (!told.add(live.id())) {
            return;
        }
        boolean paged = text.startsWith(DemoNode.PAGER);
        line(
                at,
                paged ? "PAGED" : "POSTED",
                Tint.DIM,
                "",
                paged ? "PagerDuty" : "Slack " + DemoNode.CHANNEL,
                paged
                        ? "one phone rings (a fake one on this host); it reads:"
                        : "nobody is woken (a fake Slack on this host)");
        if (paged) {
            node.vendors().pagerDuty().incident(live.id()).ifPresent(this::phone);
        }
    }

    private void phone(PagerDutyIncident incident) {
        indented(incident.summary());
        Matcher line = DO.matcher(incident.customDetails());
        if (line.find()) {
            indented(line.group(1));
        }
    }

    private void run(Update update, RunbookRun run) {
        String target = run.target().label();
        switch (update.what()) {
            case "dry-run" ->
                line(
                        update.at(),
                        "DRY RUN",
                        Tint.BOLD,
                        run.runbook(),
                        target,
                        "ok, nothing changed yet; it would set " + run.effect());
            case "approved" -> line(update.at(), "APPROVED", Tint.BOLD, run.runbook(), target, update.text());
            case "acted" ->
                line(
                        update.at(),
                        "DONE",
                        Tint.BOLD,
                        run.runbook(),
                        target,
                        "set " + run.effect() + "; search reads it and uses the small model");
            case "verified" -> line(update.at(), "VERIFIED", Tint.GREEN, run.runbook(), target, update.text());
            case "reverted" ->
                line(
                        update.at(),
                        "REVERTED",
                        Tint.BOLD,
                        run.runbook(),
                        target,
                        "its lease is over: flag cleared; saved " + usd(run.savedUsd()) + " meanwhile");
            case "refused", "denied", "expired", "in-doubt" ->
                line(
                        update.at(),
                        update.what().toUpperCase(Locale.ROOT),
                        Tint.RED,
                        run.runbook(),
                        target,
                        update.text());
            default -> {}
        }
    }

    /** What else the alert knows, in words. */
    private static String more(LiveAlert live) {
        Alert alert = live.alert();
        StringBuilder more = new StringBuilder();
        Optional.ofNullable(alert.labels().get("session"))
                .ifPresent(session -> more.append("; session ").append(session));
        alert.contributors().stream()
                .findFirst()
                .ifPresent(top -> more.append("; ")
                        .append(Math.round(top.ratio() * SHORT_PERCENT))
                        .append("% of it ")
                        .append(top.label()));
        Optional.ofNullable(alert.labels().get("topModel"))
                .ifPresent(model -> more.append(" on ").append(model));
        Optional.ofNullable(alert.labels().get("cause"))
                .filter(cause -> alert.labels().containsKey("session"))
                .ifPresent(cause -> more.append(": ").append(cause));
        live.changes().stream()
                .findFirst()
                .ifPresent(change -> more.append("; changed ").append(change));
        return more.toString();
    }

    /** A line that is not an event. */
    void say(String sentence) {
        fold.sentence(sentence).forEach(print);
    }

    /** A line that belongs to the one above. */
    void indented(String sentence) {
        fold.beneath(sentence).forEach(print);
    }

    /** One event. */
    void line(Instant at, String word, Tint tint, String what, String whom, String sentence) {
        String subject = what.isEmpty() ? whom : whom.isEmpty() ? what : what + "  " + whom;
        String time = CLOCK.format(at) + "  ";
        String padded = String.format(Locale.ROOT, "%-9s", word);
        String whole = subject.isEmpty() ? "  " : "  " + String.format(Locale.ROOT, "%-38s", subject) + "  ";
        fold.after(time + paint.apply(tint, padded) + whole, time.length() + padded.length() + whole.length(), sentence)
                .forEach(print);
    }

    private static String name(Alert alert) {
        return alert.rule().substring(alert.rule().indexOf('.') + 1);
    }

    private static String word(Severity severity) {
        return switch (severity) {
            case CRITICAL -> "CRIT";
            case WARNING -> "WARN";
            case INFO -> "INFO";
        };
    }

    private static Tint tint(Severity severity) {
        return switch (severity) {
            case CRITICAL -> Tint.RED;
            case WARNING -> Tint.YELLOW;
            case INFO -> Tint.DIM;
        };
    }

    static String usd(double usd) {
        return String.format(Locale.ROOT, "$%,.2f", usd);
    }
}
