// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.ledger;

/** What came of claiming an action. */
public sealed interface Claim {

    /** The case handled by the matching function. */
    <T> T match(Cases<T> cases);

    /** Nobody had claimed it; the owner who asked has it now. */
    record Granted() implements Claim {
        @Override
        public <T> T match(Cases<T> cases) {
            return cases.granted(this);
        }
    }

    /**
     * It was claimed before; the owner who asked has it now.
     *
     * @param action as it was found
     */
    record Known(Action action) implements Claim {
        @Override
        public <T> T match(Cases<T> cases) {
            return cases.known(this);
        }
    }

    /** Who asked no longer owns the cell, or the action is another cell's: it must not act. */
    record Fenced() implements Claim {
        @Override
        public <T> T match(Cases<T> cases) {
            return cases.fenced(this);
        }
    }

    /**
     * One function per result.
     *
     * @param <T> what each answers
     */
    interface Cases<T> {
        T granted(Granted granted);

        T known(Known known);

        T fenced(Fenced fenced);
    }
}
