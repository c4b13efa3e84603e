// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline;

/** What a human tells the engine. Every command is an entry of the log. */
public sealed interface Command {

    /** Who says so. */
    String by();

    /** Id of the alert or of the run it is about; empty when it is for every tenant there is or will be. */
    String about();

    /** Takes an alert. */
    record Acknowledge(String alertId, String by) implements Command {
        @Override
        public String about() {
            return alertId;
        }
    }

    /** Approves a run that waits for it. */
    record Approve(String runId, String by) implements Command {
        @Override
        public String about() {
            return runId;
        }
    }

    /** Denies a run that waits for approval. */
    record Deny(String runId, String by) implements Command {
        @Override
        public String about() {
            return runId;
        }
    }

    /** Takes a run's effect back before its lease ends. */
    record Revert(String runId, String by) implements Command {
        @Override
        public String about() {
            return runId;
        }
    }

    /** Stops all automations, until released by hand. */
    record Stop(String reason, String by) implements Command {
        @Override
        public String about() {
            return "";
        }
    }

    /** Lets automations run again. */
    record Release(String by) implements Command {
        @Override
        public String about() {
            return "";
        }
    }
}
