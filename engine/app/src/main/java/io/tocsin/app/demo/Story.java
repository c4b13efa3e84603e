// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.demo;

import io.tocsin.app.demo.traffic.Plot;
import io.tocsin.app.demo.traffic.Simulator;
import io.tocsin.model.decision.Flag;
import io.tocsin.model.response.RunbookRun;
import io.tocsin.model.signal.Change;
import io.tocsin.model.signal.Signal;
import io.tocsin.pipeline.Command;
import io.tocsin.pipeline.Engine;
import io.tocsin.pipeline.pricing.PriceBook;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The night of the demo, second by second: a day of ordinary traffic, then what goes wrong, and what people do about it.
 * Not thread-safe; the engine may be asked and commanded by others meanwhile.
 */
final class Story {
    /** When ordinary traffic begins: a Monday, early enough that what is normal is known. */
    static final Instant BEGINS = Instant.parse("2026-11-23T00:00:00Z");
    /** When the story is told from. */
    static final Instant TOLD_FROM = Instant.parse("2026-11-24T02:30:00Z");

    /** Longest the story may take; long before it is over everything has resolved. */
    private static final Duration LONGEST = Duration.ofHours(4);
    /** The people of search take their deploy back shortly before the downgrade ends by itself. */
    private static final Duration ROLL_BACK_AFTER = Duration.ofMinutes(50);
    /** A quiet end, so that nothing is pending when the curtain falls. */
    private static final Duration AFTERMATH = Duration.ofMinutes(2);

    private final DemoNode node;
    private final Simulator simulator;
    private final Consumer<Change> changes;
    private boolean rolledBack;
    private Optional<Instant> quietSince = Optional.empty();
    private long events;

    /**
     * A story of a seed.
     *
     * @param changes hears of what was changed on purpose
     */
    Story(DemoNode node, long seed, PriceBook prices, Consumer<Change> changes) {
        this.node = node;
        this.changes = changes;
        this.simulator = new Simulator(
                seed,
                BEGINS,
                Plot.of(seed, TOLD_FROM),
                prices,
                key -> node.engine().flag(Simulator.TENANT, key).map(Flag::value));
    }

    /** Folds the day before, silently. */
    void remember() {
        while (now().isBefore(TOLD_FROM)) {
            second();
        }
    }

    /** Lets one second pass. */
    void second() {
        List<Signal> signals = new ArrayList<>(simulator.until(now().plusSeconds(1)));
        if (rollBackDue()) {
            rolledBack = true;
            signals.add(simulator.rollBack(now()));
        }
        events += signals.size();
        signals.stream()
                .filter(Change.class::isInstance)
                .map(Change.class::cast)
                .forEach(changes);
        node.second(signals);
        quietSince = quiet() ? Optional.of(quietSince.orElse(now())) : Optional.empty();
    }

    private boolean rollBackDue() {
        return !rolledBack
                && run().map(RunbookRun::actedAt)
                        .filter(acted -> !now().isBefore(acted.plus(ROLL_BACK_AFTER)))
                        .isPresent();
    }

    /** The run people are asked about, once it waits for them. */
    Optional<RunbookRun> waiting() {
        return run().filter(run -> run.state() == RunbookRun.State.AWAITING_APPROVAL);
    }

    private Optional<RunbookRun> run() {
        return node.engine().runs().stream().findFirst();
    }

    /** Approves the run that waits. */
    Engine.CommandResult approve(RunbookRun run, String by) {
        return node.engine()
                .command(new Command.Approve(run.id(), by))
                .toCompletableFuture()
                .join();
    }

    /** Whether everything that went wrong is over, or never will be. */
    boolean over() {
        boolean settled = quietSince
                .filter(since -> !now().isBefore(since.plus(AFTERMATH)))
                .isPresent();
        return settled || now().isAfter(TOLD_FROM.plus(LONGEST));
    }

    private boolean quiet() {
        Engine engine = node.engine();
        return !engine.runs().isEmpty()
                && engine.runs().stream().allMatch(run -> run.state().ended())
                && engine.alerts().stream().noneMatch(alert -> alert.state().open());
    }

    /** Where the virtual clock stands. */
    Instant now() {
        return node.engine().now();
    }

    /** Signals so far. */
    long events() {
        return events;
    }
}
