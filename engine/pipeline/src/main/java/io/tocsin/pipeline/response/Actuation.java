// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.response;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What came of walking a runbook's route. */
public sealed interface Actuation {

    /** The case handled by the matching function. */
    <T> T match(Cases<T> cases);

    /** How a route is walked. */
    enum Mode {
        /** The same route and guards; the edge records instead of acting. */
        DRY_RUN,
        /** For real. */
        ACT,
        /** The inverse, for real. */
        REVERT
    }

    /**
     * The route reached its edge, where all of this was collected and none of it done.
     *
     * @param effects the flags to set or to clear
     * @param calls the targets to call; at most one, because one action of the ledger stands for one call
     */
    record Done(List<Effect> effects, List<Call> calls) implements Actuation {
        /** Copies the lists. @throws IllegalArgumentException if there is more than one call */
        public Done {
            effects = List.copyOf(effects);
            calls = List.copyOf(calls);
            if (calls.size() > 1) {
                throw new IllegalArgumentException("a walk may end in one call, was " + calls.size());
            }
        }

        /** With no call. */
        public Done(List<Effect> effects) {
            this(effects, List.of());
        }

        /** What is called, in words for people; empty when nothing is. */
        public String called() {
            return calls.stream().map(Call::sentence).collect(Collectors.joining(", "));
        }

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.done(this);
        }
    }

    /**
     * A guard or pre-flight check said no; nothing was done.
     *
     * @param reason which and why
     */
    record Refused(String reason) implements Actuation {
        @Override
        public <T> T match(Cases<T> cases) {
            return cases.refused(this);
        }
    }

    /**
     * The route failed.
     *
     * @param reason what went wrong
     * @param maybeActed true when nobody knows whether the effect took place
     */
    record Failed(String reason, boolean maybeActed) implements Actuation {
        @Override
        public <T> T match(Cases<T> cases) {
            return cases.failed(this);
        }
    }

    /**
     * One effect at the edge: a decision flag to set or, with an empty value, to clear.
     *
     * @param flag key of the flag, such as {@code llm.tier.search}
     * @param value its value; empty clears it
     * @param metadata who and why
     */
    record Effect(String flag, String value, Map<String, String> metadata) {
        /** Copies the metadata. */
        public Effect {
            metadata = Map.copyOf(metadata);
        }
    }

    /**
     * One call at a target outside.
     *
     * @param target name of the target in the settings
     * @param kind {@code keyed} or {@code once}
     * @param action what the target shall do, one word that it knows
     * @param values on whom and why, by name; no secrets, and no text of prompts or completions
     */
    record Call(String target, String kind, String action, Map<String, String> values) {
        /** How the sentence about a call begins. */
        public static final String VERB = "call ";

        /** Copies the values. */
        public Call {
            values = Map.copyOf(values);
        }

        String sentence() {
            return VERB + target + ": " + action + " (" + kind + ")";
        }
    }

    /**
     * One function per result.
     *
     * @param <T> what each answers
     */
    interface Cases<T> {
        T done(Done done);

        T refused(Refused refused);

        T failed(Failed failed);
    }
}
