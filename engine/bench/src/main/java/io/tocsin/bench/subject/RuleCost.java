// SPDX-License-Identifier: Apache-2.0
package io.tocsin.bench.subject;

import io.tocsin.bench.report.Figure;
import io.tocsin.model.fact.CallFact;
import io.tocsin.model.fact.Fact;
import io.tocsin.model.fact.HourlySpend;
import io.tocsin.model.fact.Limits;
import io.tocsin.model.scope.Scope;
import io.tocsin.model.scope.ScopeKind;
import io.tocsin.rulebase.Evaluator;
import io.tocsin.rulebase.Rulebase;
import io.tocsin.rulebase.folder.RuleFolder;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What judging one fact costs, and loading the rules, with rule sets of several sizes; one in six rules judges calls. */
public final class RuleCost implements Subject {
    private static final int ROUND = 1_000;
    private static final double NEVER = 1e15;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final List<Integer> sizes;

    /** With rule sets of the given sizes. */
    public RuleCost(List<Integer> sizes) {
        this.sizes = List.copyOf(sizes);
    }

    @Override
    public String name() {
        return "rule-cost";
    }

    @Override
    public String summary() {
        return "judging one fact, and loading the rules, with " + sizes + " rules";
    }

    @Override
    public List<Figure> measure(Options options) throws IOException {
        List<Figure> figures = new ArrayList<>();
        for (int size : sizes) {
            Path folder = GeneratedRules.write(options.work().resolve("rules-" + size), size);
            Path cache = options.work().resolve("cache-" + size);
            String prefix = size + " rules: ";
            long start = System.nanoTime();
            RuleFolder.load(folder, cache);
            long compiled = System.nanoTime();
            Rulebase rules = RuleFolder.load(folder, cache);
            figures.add(Figure.of(prefix + "compile and load", (compiled - start) / 1e9, "s"));
            figures.add(Figure.of(prefix + "load", (System.nanoTime() - compiled) / 1e6, "ms"));
            figures.addAll(judge(prefix, rules, size, options));
        }
        return figures;
    }

    private static List<Figure> judge(String prefix, Rulebase rules, int size, Options options) {
        Instant at = options.clock().instant();
        Map<String, Double> numbers = new HashMap<>();
        for (int rule = 0; rule < size; rule++) {
            numbers.put(GeneratedRules.id(rule), NEVER);
        }
        Map<String, Double> tripped = new HashMap<>(numbers);
        tripped.put(GeneratedRules.id(0), 0.0);
        return List.of(
                figure(prefix + "a call, no alert", rules, call(limits(numbers), at), 0, options),
                figure(prefix + "a call, one alert", rules, call(limits(tripped), at), 1, options),
                figure(prefix + "a spend, no alert", rules, spend(limits(numbers), at), 0, options));
    }

    private static Limits limits(Map<String, Double> numbers) {
        return name -> numbers.getOrDefault(name, Double.NaN);
    }

    private static Figure figure(String name, Rulebase rules, Fact fact, int alerts, Options options) {
        try (Evaluator evaluator = rules.evaluator()) {
            micros(evaluator, fact, alerts, options.warmup());
            return Figure.of(name, micros(evaluator, fact, alerts, options.time()), "us of CPU");
        }
    }

    private static double micros(Evaluator evaluator, Fact fact, int alerts, Duration time) {
        long cpu = THREADS.getCurrentThreadCpuTime();
        long start = System.nanoTime();
        long evaluations = 0;
        while (System.nanoTime() - start < time.toNanos()) {
            for (int i = 0; i < ROUND; i++) {
                int stated = evaluator.evaluate(fact).size();
                if (stated != alerts) {
                    throw new IllegalStateException("expected " + alerts + " alerts, were " + stated);
                }
            }
            evaluations += ROUND;
        }
        return (THREADS.getCurrentThreadCpuTime() - cpu) / 1e3 / evaluations;
    }

    private static HourlySpend spend(Limits limits, Instant at) {
        Scope scope = new Scope(ScopeKind.TEAM, "default", "search");
        return new HourlySpend(scope, at, limits, 120, 110, 60, 2, 200, 900, "opus", 0.9, List.of(), "median");
    }

    private static CallFact call(Limits limits, Instant at) {
        return new CallFact(
                new Scope(ScopeKind.USER, "default", "anna"),
                at,
                limits,
                "call-1",
                "anthropic",
                "claude-sonnet-5",
                "sonnet",
                "medium",
                "search",
                "answers",
                "anna",
                "8f2c",
                12_000,
                400,
                0.06,
                1.4,
                0.8,
                0.04,
                true,
                200,
                "end_turn",
                "",
                false,
                false,
                2.4,
                Double.NaN,
                Double.NaN,
                "us",
                "",
                false,
                "");
    }
}
