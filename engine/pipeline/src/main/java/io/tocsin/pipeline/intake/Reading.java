// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.intake;

import io.tocsin.model.signal.Signal;
import io.tocsin.pipeline.Command;
import java.util.List;
import java.util.Map;

/** What a door made of a message. */
public sealed interface Reading {

    /** The case handled by the matching function. */
    <T> T match(Cases<T> cases);

    /** The same for a sender that drops what is refused: what was rejected is a dead letter. */
    default Reading kept() {
        return this instanceof Rejected rejected ? new DeadLetter(rejected.problem()) : this;
    }

    /**
     * Signals, in the order they were sent.
     *
     * @param signals what was understood; may be empty
     * @param rejected how many records of the message were not understood, for protocols with partial success
     * @param reason why the first of them was not; empty when none
     * @param taken how many things of the protocol's own were taken, by its word for them; empty for protocols that do not tell
     */
    record Understood(List<Signal> signals, int rejected, String reason, Map<String, Integer> taken)
            implements Reading {
        /** Copies the collections. */
        public Understood {
            signals = List.copyOf(signals);
            taken = Map.copyOf(taken);
        }

        /** For a protocol that does not tell what was taken. */
        public Understood(List<Signal> signals, int rejected, String reason) {
            this(signals, rejected, reason, Map.of());
        }

        /** Everything was understood. */
        public static Understood all(List<Signal> signals) {
            return new Understood(signals, 0, "");
        }

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.understood(this);
        }
    }

    /**
     * What people did, in a tool that pages them, with pages of ours: to be done to the alert as well.
     *
     * @param commands in the order they are to be given; may be empty
     */
    record Orders(List<Command> commands) implements Reading {
        /** Copies the list. */
        public Orders {
            commands = List.copyOf(commands);
        }

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.orders(this);
        }
    }

    /**
     * Nothing is taken; the sender is told why.
     *
     * @param problem why
     */
    record Rejected(Problem problem) implements Reading {
        @Override
        public <T> T match(Cases<T> cases) {
            return cases.rejected(this);
        }
    }

    /**
     * Authentic but not understood: kept where a human sees it, so that a sender which drops on 4xx loses nothing.
     *
     * @param problem why it was not understood
     */
    record DeadLetter(Problem problem) implements Reading {
        @Override
        public <T> T match(Cases<T> cases) {
            return cases.deadLetter(this);
        }
    }

    /**
     * One function per reading.
     *
     * @param <T> what each answers
     */
    interface Cases<T> {
        T understood(Understood understood);

        T orders(Orders orders);

        T rejected(Rejected rejected);

        T deadLetter(DeadLetter deadLetter);
    }
}
