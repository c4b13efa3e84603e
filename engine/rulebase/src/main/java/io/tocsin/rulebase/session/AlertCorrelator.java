// SPDX-License-Identifier: Apache-2.0
package io.tocsin.rulebase.session;

import io.tocsin.model.alert.LiveAlert;
import io.tocsin.model.decision.Decision;
import io.tocsin.model.fact.ProviderState;
import io.tocsin.rulebase.Correlator;
import io.tocsin.rulebase.RuleFault;
import io.tocsin.rulebase.RuleListener;
import io.tocsin.rulebase.compiled.LayerBase;
import io.tocsin.rulebase.drl.Layer;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.kie.api.runtime.KieSession;
import org.kie.api.runtime.rule.FactHandle;

/**
 * Correlates open alerts in a stateful session. What it concludes depends on the facts it holds and not on the order it
 * heard of them. When a condition fails, the session is made anew without that rule from what was told.
 */
final class AlertCorrelator implements Correlator {
    private static final int BOUND = 100_000;
    private static final Comparator<Decision> ORDER =
            Comparator.comparing(Decision::alertId).thenComparing(Decision::toString);

    private final LayerBase base;
    private final RuleListener listener;
    private final Watch watch;
    private final Map<String, Object> told = new TreeMap<>();
    private final Map<String, FactHandle> handles = new HashMap<>();
    private final Set<String> failed = new TreeSet<>();
    private KieSession session;
    private Firing firing;

    AlertCorrelator(LayerBase base, RuleListener listener, Watch watch) {
        this.base = base;
        this.listener = listener;
        this.watch = watch;
        this.session = base.whole().newKieSession();
        this.firing = new Firing(session, BOUND, listener);
    }

    @Override
    public void alert(LiveAlert alert) {
        tell("alert " + alert.id(), alert, alert.state().open());
    }

    @Override
    public void provider(ProviderState state) {
        tell("provider " + state.scope().key(), state, true);
    }

    @Override
    public List<Decision> decide() {
        watch.sees(Layer.RESPOND, told.values());
        for (int attempts = base.rules().size(); attempts >= 0; attempts--) {
            try {
                firing.run();
                break;
            } catch (RuntimeException e) {
                rebuild(e);
            }
        }
        return session.getObjects(Decision.class::isInstance).stream()
                .map(Decision.class::cast)
                .distinct()
                .sorted(ORDER)
                .toList();
    }

    @Override
    public void close() {
        session.dispose();
    }

    private void tell(String key, Object fact, boolean holds) {
        if (holds && fact.equals(told.get(key))) {
            return;
        }
        FactHandle before = handles.remove(key);
        if (before != null) {
            session.delete(before);
        }
        told.remove(key);
        if (holds) {
            told.put(key, fact);
            insert(key, fact);
        }
    }

    private void insert(String key, Object fact) {
        try {
            handles.put(key, session.insert(fact));
        } catch (RuntimeException e) {
            rebuild(e);
        }
    }

    private void rebuild(RuntimeException failure) {
        Set<String> named = FailedRules.of(failure);
        if (!failed.addAll(named)) {
            throw failure;
        }
        named.forEach(
                rule -> listener.fault(new RuleFault(rule, RuleFault.Kind.CONDITION, Firing.name(failure.getCause()))));
        session.dispose();
        session = base.without(failed).newKieSession();
        firing = new Firing(session, BOUND, listener);
        handles.clear();
        told.forEach(this::insert);
    }
}
