// SPDX-License-Identifier: Apache-2.0
package io.tocsin.rulebase.session;

import io.tocsin.model.alert.Draft;
import io.tocsin.model.fact.Fact;
import io.tocsin.rulebase.RuleFault;
import io.tocsin.rulebase.RuleListener;
import io.tocsin.rulebase.compiled.LayerBase;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.kie.api.event.rule.DefaultRuleRuntimeEventListener;
import org.kie.api.event.rule.ObjectInsertedEvent;
import org.kie.api.runtime.KieSession;
import org.kie.api.runtime.rule.FactHandle;

/**
 * One long-lived session of one layer, empty between two runs. A rule whose condition throws is left out for that fact
 * alone, so that what a fact states does not depend on the facts before it. Confined to one thread.
 */
final class LayerSession implements AutoCloseable {
    private static final int MIN_BOUND = 200;

    private final LayerBase base;
    private final int bound;
    private final RuleListener listener;
    private Open open;

    LayerSession(LayerBase base, RuleListener listener) {
        this(base, listener, Math.max(MIN_BOUND, 2 * base.rules().size()));
    }

    LayerSession(LayerBase base, RuleListener listener, int bound) {
        this.base = base;
        this.listener = listener;
        this.bound = bound;
        this.open = new Open(Set.of());
    }

    /** What the layer's rules state on a fact, given drafts of the layers before. Usually empty. */
    List<Stated> run(Fact fact, Collection<Draft> drafts) {
        try {
            return open.run(fact, drafts);
        } catch (RuntimeException | StackOverflowError e) {
            renew();
            return without(new HashSet<>(), e, fact, drafts);
        }
    }

    private List<Stated> without(Set<String> failed, Throwable first, Fact fact, Collection<Draft> drafts) {
        Throwable failure = first;
        while (exclude(failed, failure)) {
            Open reduced = new Open(failed);
            try {
                return reduced.run(fact, drafts);
            } catch (RuntimeException | StackOverflowError e) {
                failure = e;
            } finally {
                reduced.dispose();
            }
        }
        listener.fault(new RuleFault("", RuleFault.Kind.CONDITION, Firing.name(failure)));
        return List.of();
    }

    private boolean exclude(Set<String> failed, Throwable failure) {
        Set<String> named = FailedRules.of(failure);
        named.stream()
                .filter(failed::add)
                .sorted()
                .forEach(rule ->
                        listener.fault(new RuleFault(rule, RuleFault.Kind.CONDITION, Firing.name(failure.getCause()))));
        return !named.isEmpty();
    }

    private void renew() {
        open.dispose();
        open = new Open(Set.of());
    }

    @Override
    public void close() {
        open.dispose();
    }

    /**
     * A draft and the rule that inserted it.
     *
     * @param draft the draft
     * @param rule the rule's id
     */
    record Stated(Draft draft, String rule) {}

    /** A session of the layer, with some rules left out. */
    private final class Open extends DefaultRuleRuntimeEventListener {
        private final KieSession session;
        private final Firing firing;
        private final List<Stated> stated = new ArrayList<>();
        private final List<FactHandle> handles = new ArrayList<>();

        Open(Set<String> less) {
            session = base.without(less).newKieSession();
            firing = new Firing(session, bound, listener);
            session.addEventListener(this);
        }

        @Override
        public void objectInserted(ObjectInsertedEvent event) {
            if (event.getRule() != null && event.getObject() instanceof Draft draft) {
                stated.add(new Stated(draft, event.getRule().getName()));
                handles.add(event.getFactHandle());
            }
        }

        List<Stated> run(Fact fact, Collection<Draft> drafts) {
            handles.add(session.insert(fact));
            for (Draft draft : drafts) {
                handles.add(session.insert(draft));
            }
            firing.run();
            return empty();
        }

        private List<Stated> empty() {
            for (FactHandle handle : handles) {
                session.delete(handle);
            }
            handles.clear();
            List<Stated> result = stated.isEmpty() ? List.of() : List.copyOf(stated);
            stated.clear();
            if (session.getFactCount() != 0) {
                renew();
            }
            return result;
        }

        void dispose() {
            session.dispose();
        }
    }
}
