// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.intake;

import io.tocsin.model.signal.Signal;
import io.tocsin.pipeline.Command;
import java.util.List;

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
     */
    record Understood(List<Signal> signals, int rejected, String reason) implements Reading {
        /** Copies the list. */
        public Understood {
            signals = List.copyOf(signals);
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
