// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.response;

import java.util.List;
import java.util.Map;

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
     * The route reached its edge.
     *
     * @param effects what the edge did or, in a dry run, would have done; never empty for a useful runbook
     */
    record Done(List<Effect> effects) implements Actuation {
        /** Copies the list. */
        public Done {
            effects = List.copyOf(effects);
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
