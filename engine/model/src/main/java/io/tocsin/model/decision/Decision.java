// SPDX-License-Identifier: Apache-2.0
package io.tocsin.model.decision;

/**
 * What correlate and decide rules conclude about open alerts. Decisions hold exactly as long as their reasons do.
 */
public sealed interface Decision permits Decision.Notify, Decision.Propose, Decision.Hold {

    /** The alert it is about. */
    String alertId();

    /** Why, in one sentence for people. */
    String reason();

    /** The case handled by the matching function. */
    <T> T match(Cases<T> cases);

    /**
     * Tell people.
     *
     * @param alertId the alert
     * @param channel how urgently
     * @param reason why
     */
    record Notify(String alertId, Channel channel, String reason) implements Decision {
        @Override
        public <T> T match(Cases<T> cases) {
            return cases.notify(this);
        }
    }

    /**
     * Propose a runbook on the alert's scope.
     *
     * @param alertId the alert
     * @param runbook name of the runbook
     * @param reason why
     */
    record Propose(String alertId, String runbook, String reason) implements Decision {
        @Override
        public <T> T match(Cases<T> cases) {
            return cases.propose(this);
        }
    }

    /**
     * Tell nobody for now; a hold wins over a notification.
     *
     * @param alertId the alert
     * @param kind what holds it, such as {@code inhibited} or {@code maintenance}
     * @param reason why
     */
    record Hold(String alertId, String kind, String reason) implements Decision {
        @Override
        public <T> T match(Cases<T> cases) {
            return cases.hold(this);
        }
    }

    /** How urgently people are told. */
    enum Channel {
        /** Wake somebody. */
        PAGE,
        /** Post a message. */
        CHAT
    }

    /**
     * One function per kind of decision.
     *
     * @param <T> what each answers
     */
    interface Cases<T> {
        T notify(Notify notify);

        T propose(Propose propose);

        T hold(Hold hold);
    }
}
