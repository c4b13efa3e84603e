// SPDX-License-Identifier: Apache-2.0
package io.tocsin.rulebase.session;

import io.tocsin.rulebase.RuleFault;
import io.tocsin.rulebase.RuleListener;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kie.api.event.rule.AfterMatchFiredEvent;
import org.kie.api.event.rule.DefaultAgendaEventListener;
import org.kie.api.runtime.KieSession;
import org.kie.api.runtime.rule.ConsequenceException;

/**
 * Fires the rules of a session to the end: a consequence that throws costs one match, a rule that fires over and over is
 * stopped, and the rest still fires. Confined to one thread.
 */
final class Firing extends DefaultAgendaEventListener {
    private final KieSession session;
    private final int bound;
    private final RuleListener listener;
    private final Map<String, Integer> fired = new HashMap<>();

    Firing(KieSession session, int bound, RuleListener listener) {
        this.session = session;
        this.bound = bound;
        this.listener = listener;
        session.addEventListener(this);
    }

    @Override
    public void afterMatchFired(AfterMatchFiredEvent event) {
        fired.merge(event.getMatch().getRule().getName(), 1, Integer::sum);
    }

    /**
     * Fires until nothing is left to fire.
     *
     * @throws RuntimeException if a condition throws; the session is then of no further use
     */
    void run() {
        Set<String> endless = new HashSet<>();
        int failures = 0;
        boolean done = false;
        while (!done && failures < bound) {
            try {
                int count = session.fireAllRules(
                        match -> !endless.contains(match.getRule().getName()), bound);
                done = count < bound || !stopBusiest(endless);
            } catch (ConsequenceException e) {
                failures++;
                String rule = e.getMatch().getRule().getName();
                listener.fault(new RuleFault(rule, RuleFault.Kind.CONSEQUENCE, name(e.getCause())));
            }
        }
        if (!fired.isEmpty()) {
            fired.clear();
        }
    }

    private boolean stopBusiest(Set<String> endless) {
        String busiest = fired.entrySet().stream()
                .filter(entry -> !endless.contains(entry.getKey()))
                .max(Map.Entry.<String, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .orElse("");
        if (!busiest.isEmpty()) {
            listener.fault(new RuleFault(busiest, RuleFault.Kind.ENDLESS, "fired " + fired.get(busiest) + " times"));
        }
        return !busiest.isEmpty() && endless.add(busiest);
    }

    /** The root of a failure, by class, without telling what it says, which may hold content. */
    static String name(@Nullable Throwable failure) {
        Throwable root = failure;
        while (root != null && root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root == null ? "unknown" : root.getClass().getSimpleName();
    }
}
