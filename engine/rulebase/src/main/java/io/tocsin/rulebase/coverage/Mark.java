// SPDX-License-Identifier: Apache-2.0
package io.tocsin.rulebase.coverage;

import io.tocsin.rulebase.Coverage.ConditionSeen;
import io.tocsin.rulebase.drl.ConditionPlace;

/** What was seen of one condition. Not thread-safe. */
final class Mark {
    private final ConditionPlace place;
    private boolean seenTrue;
    private boolean seenFalse;

    Mark(ConditionPlace place) {
        this.place = place;
    }

    ConditionPlace place() {
        return place;
    }

    void saw(boolean holds) {
        seenTrue |= holds;
        seenFalse |= !holds;
    }

    boolean complete() {
        return seenTrue && seenFalse;
    }

    ConditionSeen seen() {
        return new ConditionSeen(place.text(), place.line(), place.column(), seenTrue, seenFalse);
    }
}
