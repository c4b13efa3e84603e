// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.response;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** What runbooks may call outside, by name: nothing else can be called. Thread-safe. */
public interface Targets {
    /** Nothing may be called. */
    Targets NONE = new Targets() {
        @Override
        public Set<String> names() {
            return Set.of();
        }

        @Override
        public boolean honoursKeys(String name) {
            return false;
        }

        @Override
        public Reply send(Actuation.Call call, String key, long fence) {
            return new Reply.NotSent("no target is named " + call.target());
        }
    };

    /** The names. */
    Set<String> names();

    /** Whether a target does what it is told twice under one key once; false for a name that is not known. */
    boolean honoursKeys(String name);

    /**
     * Calls a target, once. Blocks for at most the target's timeout; never throws.
     *
     * @param key the same for every attempt at the same action
     * @param fence of who acts; a target that has seen a higher one may refuse
     */
    Reply send(Actuation.Call call, String key, long fence);

    /** What came of calling a target. */
    sealed interface Reply {

        /** The case handled by the matching function. */
        <T> T match(Cases<T> cases);

        /** The target did it. */
        record Taken() implements Reply {
            @Override
            public <T> T match(Cases<T> cases) {
                return cases.taken(this);
            }
        }

        /**
         * The target said no, and will say so again.
         *
         * @param reason in words for people, without anything that the target wrote
         */
        record Refused(String reason) implements Reply {
            @Override
            public <T> T match(Cases<T> cases) {
                return cases.refused(this);
            }
        }

        /**
         * Nothing left this process: the target certainly did nothing.
         *
         * @param reason in words for people
         */
        record NotSent(String reason) implements Reply {
            @Override
            public <T> T match(Cases<T> cases) {
                return cases.notSent(this);
            }
        }

        /**
         * It was sent, and nobody knows whether the target did it.
         *
         * @param reason in words for people
         * @param retryAfter how long the target wants to be left alone
         */
        record Unknown(String reason, Optional<Duration> retryAfter) implements Reply {
            @Override
            public <T> T match(Cases<T> cases) {
                return cases.unknown(this);
            }
        }

        /**
         * One function per reply.
         *
         * @param <T> what each answers
         */
        interface Cases<T> {
            T taken(Taken taken);

            T refused(Refused refused);

            T notSent(NotSent notSent);

            T unknown(Unknown unknown);
        }
    }
}
