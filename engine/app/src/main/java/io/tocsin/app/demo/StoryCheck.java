// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.demo;

import io.tocsin.model.alert.AlertState;
import io.tocsin.model.alert.LiveAlert;
import io.tocsin.model.alert.Severity;
import io.tocsin.model.response.RunbookRun;
import java.util.ArrayList;
import java.util.List;

/** Whether a story came true, judged by its record alone. */
final class StoryCheck {
    /** What fires, in this order, and nothing else. */
    static final List<String> EXPECTED = List.of(
            "limits.rate-limit-warning pool=main/sonnet",
            "cost.context-bloat feature=support-bot",
            "cost.hourly-spend-spike team=search");

    private static final String TRIGGER = "trigger";

    private StoryCheck() {}

    /** What did not come true, one sentence each; empty when all did. */
    static List<String> missing(StoryRecord record) {
        List<String> missing = new ArrayList<>();
        List<String> fired = record.alerts().stream().map(StoryCheck::name).toList();
        if (!fired.equals(EXPECTED)) {
            missing.add("fired " + fired + " instead of " + EXPECTED);
        }
        record.alerts().forEach(alert -> check(alert, record, missing));
        if (record.runs().size() != 1) {
            missing.add("there were " + record.runs().size() + " automations instead of 1");
        }
        record.runs().forEach(run -> check(run, missing));
        long outcomes = record.ledger().outcomes().values().stream()
                .mapToLong(Long::longValue)
                .sum();
        if (outcomes != record.ledger().accepted()) {
            missing.add(record.ledger().accepted() + " signals were accepted, " + outcomes + " have an outcome");
        }
        return missing;
    }

    private static String name(LiveAlert alert) {
        return alert.alert().rule() + " " + alert.alert().scope().label();
    }

    private static void check(LiveAlert alert, StoryRecord record, List<String> missing) {
        if (alert.state() != AlertState.RESOLVED) {
            missing.add(name(alert) + " did not resolve");
        }
        List<String> told = record.pages().stream()
                .filter(page ->
                        page.dedupKey().equals(alert.id()) && page.action().equals(TRIGGER))
                .map(Outbound::receiver)
                .toList();
        String expected = switch (alert.alert().severity()) {
            case CRITICAL -> DemoNode.PAGER;
            case WARNING, INFO -> DemoNode.CHAT;
        };
        // A page may have become a matter for chat by the time it is over.
        boolean fell = alert.alert().severity() == Severity.WARNING && told.equals(List.of(DemoNode.PAGER));
        if (!told.equals(List.of(expected)) && !fell) {
            missing.add(name(alert) + " was told to " + told + " instead of once to " + expected);
        }
    }

    private static void check(RunbookRun run, List<String> missing) {
        if (!run.dryRunOk() || run.approvedBy() == null) {
            missing.add(run.runbook() + " was not dry-run and approved");
        }
        if (run.verified() != RunbookRun.Verdict.EFFECTIVE) {
            missing.add(run.runbook() + " was not verified effective, but " + run.verified());
        }
        if (run.state() != RunbookRun.State.REVERTED) {
            missing.add(run.runbook() + " was not taken back at the end of its lease, it is " + run.state());
        }
    }
}
