// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline;

import java.util.Locale;

/** What a human tells the engine. Who it is for is its type: an id that is missing never means everybody. */
public sealed interface Command {

    /** Who says so. */
    String by();

    /** For people, such as {@code acknowledge 4f2a-g1c-0 by anna}. */
    default String inWords() {
        String verb = getClass().getSimpleName().toLowerCase(Locale.ROOT);
        return (this instanceof OfOne one ? verb + " " + one.about() : verb) + " by " + by();
    }

    /** About one thing, for the tenant it belongs to. */
    sealed interface OfOne extends Command {
        /** Id of the alert or the run. */
        String about();
    }

    /** About one run of an automation. */
    sealed interface OfRun extends OfOne {
        /** Id of the run. */
        String runId();

        @Override
        default String about() {
            return runId();
        }
    }

    /** For every tenant there is or will be. */
    sealed interface Everywhere extends Command {}

    /** Takes an alert. */
    record Acknowledge(String alertId, String by) implements OfOne {
        @Override
        public String about() {
            return alertId;
        }
    }

    /**
     * Closes an alert. While the rules go on stating it, it stays closed for the repeat interval; once it was over and
     * comes back, it is a new one.
     */
    record Resolve(String alertId, String by) implements OfOne {
        @Override
        public String about() {
            return alertId;
        }
    }

    /** Approves a run that waits for it. */
    record Approve(String runId, String by) implements OfRun {}

    /** Denies a run that waits for approval. */
    record Deny(String runId, String by) implements OfRun {}

    /** Takes a run's effect back before its lease ends. */
    record Revert(String runId, String by) implements OfRun {}

    /** Stops all automations, until released by hand. */
    record Stop(String reason, String by) implements Everywhere {}

    /** Lets automations run again. */
    record Release(String by) implements Everywhere {}
}
