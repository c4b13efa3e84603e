// SPDX-License-Identifier: Apache-2.0
package io.tocsin.runbooks.route;

import io.tocsin.runbooks.book.StepKind;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a route may ask of the edge, as in {@code tocsin-edge:flag}. */
@SuppressWarnings("ImmutableEnumChecker") // the sets are unmodifiable and the steps hold no state
public enum EdgeOperation {
    /** Refuses targets that the runbook must not touch. */
    GUARD("guard", StepKind.READ, Set.of(), new GuardStep()),
    /** Refuses a flag that another decision holds or that has the value already. */
    UNCLAIMED("unclaimed", StepKind.READ, Set.of("flag", "value"), new UnclaimedStep()),
    /** Refuses a tier whose context window is smaller than the contexts in flight. */
    TIER_FITS("tier-fits", StepKind.READ, Set.of("tier"), new TierFitsStep()),
    /** Collects the setting of a decision flag or, when taking back, its clearing. */
    FLAG("flag", StepKind.SET, Set.of("flag", "value"), new FlagStep()),
    /** Collects a call at a target outside or, when taking back, the call that undoes it. Each says its own kind. */
    CALL("call", StepKind.ONCE, Set.of("target", "kind", "action", "inverse"), new CallStep());

    /** The scheme of the edge's endpoints. */
    public static final String SCHEME = "tocsin-edge";

    private final String word;
    private final StepKind kind;
    private final Set<String> parameters;
    private final EdgeStep step;

    EdgeOperation(String word, StepKind kind, Set<String> parameters, EdgeStep step) {
        this.word = word;
        this.kind = kind;
        this.parameters = parameters;
        this.step = step;
    }

    /** The word used in routes, such as {@code flag}. */
    public String word() {
        return word;
    }

    /** What may happen when it is done twice, at worst. */
    public StepKind kind() {
        return kind;
    }

    /** The names of its parameters, all of them mandatory; immutable. */
    public Set<String> parameters() {
        return parameters;
    }

    EdgeStep step() {
        return step;
    }

    /** The operation of that word, if there is one. */
    public static Optional<EdgeOperation> of(String word) {
        return Arrays.stream(values()).filter(o -> o.word.equals(word)).findFirst();
    }

    /** Every word. */
    public static List<String> words() {
        return Arrays.stream(values()).map(EdgeOperation::word).toList();
    }
}
