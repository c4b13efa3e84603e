// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.demo;

import io.tocsin.app.terminal.Console.Tint;
import io.tocsin.app.terminal.Fold;
import io.tocsin.fakes.FakeVendors;
import io.tocsin.model.alert.LiveAlert;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/** Tells the cluster's story in the terminal: seconds since it was ready, one word, one sentence. Not thread-safe. */
final class ClusterNarrator {
    private static final double NANOS = 1e9;
    private static final String ROW = "          %-10s %-17s %-15s %s";

    private final Consumer<String> print;
    private final BiFunction<Tint, String, String> paint;
    private final Fold fold;
    private long readyAt = System.nanoTime();

    ClusterNarrator(Consumer<String> print, BiFunction<Tint, String, String> paint, Fold fold) {
        this.print = print;
        this.paint = paint;
        this.fold = fold;
    }

    /** A line that is not an event. */
    void say(String sentence) {
        fold.sentence(sentence).forEach(print);
    }

    void opening() {
        say("three members in one process, each with a port and a folder of its own; between");
        say("them real Hazelcast on 127.0.0.1, real logs on disk, real time. They share one");
        say("action ledger: here a SQLite file, in a cluster of yours PostgreSQL.");
    }

    /** Everybody is there: the clock starts. */
    void ready(double seconds) {
        readyAt = System.nanoTime();
        say(String.format(Locale.ROOT, "ready in %.1f s", seconds));
        say("");
    }

    /** One event. */
    void line(String word, Tint tint, String sentence) {
        String time = String.format(Locale.ROOT, "%5.1f s  ", (System.nanoTime() - readyAt) / NANOS);
        String padded = String.format(Locale.ROOT, "%-7s", word);
        fold.after(time + paint.apply(tint, padded) + "  ", time.length() + padded.length() + 2, sentence)
                .forEach(print);
    }

    /** A line that belongs to the one above. */
    void beneath(String sentence) {
        fold.beneath(sentence).forEach(print);
    }

    /** Who has which cell. */
    void table(List<DemoMember> members, ClusterMap map) {
        print.accept(paint.apply(
                Tint.BOLD, String.format(Locale.ROOT, ROW, "member", "address", "folds cells", "keeps copies of")));
        for (DemoMember member : members) {
            print.accept(String.format(
                    Locale.ROOT,
                    ROW,
                    member.name(),
                    member.address(),
                    ClusterMap.words(map.folds(member.name())),
                    ClusterMap.words(map.keeps(member.name()))));
        }
    }

    void fired(LiveAlert alert) {
        String rule = alert.alert().rule();
        line(
                "CRIT",
                Tint.RED,
                rule.substring(rule.indexOf('.') + 1) + "  "
                        + alert.alert().scope().label());
        alert.alert().summary().lines().forEach(this::beneath);
    }

    void paged(FakeVendors vendors, String alert) {
        line("PAGED", Tint.DIM, "PagerDuty (a fake one on this host) rings one phone; it reads:");
        vendors.pagerDuty().incident(alert).ifPresent(incident -> beneath(incident.summary()));
    }

    void killed(DemoMember member, List<Integer> cells, long accepted) {
        line("KILLED", Tint.RED, member.name() + " dies without warning; nothing is handed over.");
        beneath("It folded cells " + ClusterMap.words(cells) + ", the open alert's among them.");
        beneath(String.format(Locale.ROOT, "%,d signals were accepted until now.", accepted));
    }

    void takenOver(double seconds) {
        line("TAKEN", Tint.GREEN, String.format(Locale.ROOT, "every cell has an owner again after %.1f s.", seconds));
        beneath("(Its connections closed. A host that just falls silent is given up");
        beneath("after 5 s, the heartbeat's limit, and taken over then.)");
    }

    void same(long accepted, long lost, long pagedTwice) {
        line("SAME", Tint.GREEN, "the same alert is open, under the same id; pages sent again: " + pagedTwice);
        beneath(String.format(Locale.ROOT, "%,d signals accepted by now, before and after; lost: %d", accepted, lost));
    }

    void back(double seconds) {
        line("HOME", Tint.GREEN, String.format(Locale.ROOT, "it has cells again after %.1f s:", seconds));
    }

    /** What it came to. */
    void end(ClusterRecord record) {
        say("");
        say(String.format(
                Locale.ROOT,
                "%,d signals sent, %,d accepted, %d lost, %d counted twice; %d page, %d sent again;",
                record.sent(),
                record.accepted(),
                record.lost(),
                record.countedTwice(),
                record.paged(),
                record.pagedTwice()));
        say(String.format(
                Locale.ROOT,
                "one of %d members killed: %.1f s until each of %d cells had an owner again",
                record.members(),
                record.takeoverSeconds(),
                record.cells()));
        say("Next: ./tocsin demo (one node, a whole night) · cluster-config/ (how to run one)");
    }
}
