// SPDX-License-Identifier: Apache-2.0
package io.tocsin.rulebase.session;

import io.tocsin.rulebase.Correlator;
import io.tocsin.rulebase.Coverage;
import io.tocsin.rulebase.CoveredRulebase;
import io.tocsin.rulebase.Evaluator;
import io.tocsin.rulebase.RuleInfo;
import io.tocsin.rulebase.coverage.SeenRules;
import java.util.Map;

/** A rule set whose sessions are watched. Confined to one thread. */
final class WatchedRulebase implements CoveredRulebase {
    private final DroolsRulebase set;
    private final SeenRules seen;

    WatchedRulebase(DroolsRulebase set, SeenRules seen) {
        this.set = set;
        this.seen = seen;
    }

    @Override
    public Evaluator evaluator() {
        return set.evaluator(seen::sees);
    }

    @Override
    public Correlator correlator() {
        return set.correlator(seen::sees);
    }

    @Override
    public Map<String, RuleInfo> rules() {
        return set.rules();
    }

    @Override
    public String hash() {
        return set.hash();
    }

    @Override
    public CoveredRulebase covered() {
        return this;
    }

    @Override
    public Coverage coverage() {
        return seen;
    }
}
