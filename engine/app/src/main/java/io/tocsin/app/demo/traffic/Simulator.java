// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.demo.traffic;

import io.tocsin.app.demo.traffic.App.Manner;
import io.tocsin.model.decision.QualityTier;
import io.tocsin.model.signal.Attribution;
import io.tocsin.model.signal.Change;
import io.tocsin.model.signal.Heartbeat;
import io.tocsin.model.signal.LlmCall;
import io.tocsin.model.signal.Origin;
import io.tocsin.model.signal.Signal;
import io.tocsin.pipeline.pricing.PriceBook;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;

/**
 * The signals of the company, second by second. Applications ask for decisions before they call, as they would ask a
 * flag service: when {@code llm.tier.search} says economy, search uses the small model.
 *
 * <p>Equal seeds, plots and decisions give equal signals. Not thread-safe.
 */
public final class Simulator {
    /** The company's tenant. */
    public static final String TENANT = Company.TENANT;

    /** The decision that search asks for. */
    public static final String SEARCH_TIER = "llm.tier.search";

    /** The size of the company, for people. */
    public static final String COMPANY = Company.SIZE;

    private static final int MINUTE = 60;
    private static final Duration BEAT = Duration.ofMinutes(1);

    private final Plot plot;
    private final Function<String, Optional<String>> decisions;
    private final List<AppTraffic> apps = new ArrayList<>();
    private final Pools pools;
    private final Deque<LlmCall> bloated;
    private Instant next;
    private boolean searchV2;
    private long beats;
    private long changes;

    /**
     * Traffic from a time on.
     *
     * @param seed what every random number comes from
     * @param from the first second
     * @param decisions the value of a decision flag, if the engine has an opinion
     */
    public Simulator(
            long seed, Instant from, Plot plot, PriceBook prices, Function<String, Optional<String>> decisions) {
        Dice dice = new Dice(new SplittableRandom(seed));
        this.plot = plot;
        this.decisions = decisions;
        this.next = from;
        for (App app : Company.APPS) {
            apps.add(new AppTraffic(app, dice.split(), prices));
        }
        this.pools = new Pools(dice.split(), plot);
        this.bloated = new ArrayDeque<>(BloatedTalk.calls(dice.split(), plot.bloatFrom(), prices));
    }

    /** Everything from the last call up to a time, that second excluded; in order of event time. */
    public List<Signal> until(Instant end) {
        List<Signal> signals = new ArrayList<>();
        while (next.isBefore(end)) {
            second(next, signals);
            next = next.plusSeconds(1);
        }
        return signals;
    }

    /** The people who look after search take router 2.14 back. */
    public Signal rollBack(Instant at) {
        searchV2 = false;
        return change(at, "rollback search-router to 2.13");
    }

    private void second(Instant second, List<Signal> signals) {
        List<Signal> now = new ArrayList<>();
        if (second.getEpochSecond() == plot.deployAt().getEpochSecond()) {
            searchV2 = true;
            now.add(change(second, "deploy search-router 2.14"));
        }
        while (!bloated.isEmpty() && !bloated.peek().at().isAfter(second)) {
            now.add(bloated.remove());
        }
        for (int i = 0; i < apps.size(); i++) {
            App app = Company.APPS.get(i);
            boolean v2 = searchV2 && app.equals(Company.SEARCH);
            now.addAll(apps.get(i).during(second, v2 ? "search-v2" : app.feature(), manner(app)));
        }
        if (second.getEpochSecond() % MINUTE == 0) {
            now.add(heartbeat(second));
            now.addAll(pools.readings(second, searchV2 && !economy()));
        }
        now.sort(Comparator.comparing(Signal::at).thenComparing(Signal::id));
        signals.addAll(now);
    }

    private Manner manner(App app) {
        if (!app.equals(Company.SEARCH) || !searchV2) {
            return app.manner();
        }
        return economy() ? Company.SEARCH_ECONOMY : Company.SEARCH_V2;
    }

    private boolean economy() {
        return decisions
                .apply(SEARCH_TIER)
                .filter(QualityTier.ECONOMY.word()::equals)
                .isPresent();
    }

    private Change change(Instant at, String summary) {
        changes++;
        return new Change(
                new Origin("change-" + changes, at, "ci", Company.TENANT),
                new Attribution(Company.SEARCH.team(), null, null, null, null),
                Change.Kind.DEPLOY,
                "search-router",
                summary,
                null);
    }

    private Heartbeat heartbeat(Instant at) {
        beats++;
        return new Heartbeat(
                new Origin("beat-" + beats, at, "scheduler", Company.TENANT), Attribution.NONE, "price-sync", BEAT);
    }
}
