// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.intake;

/**
 * Reads the bodies of one kind of sender into signals. Implementations are pure, thread-safe and never block; bad input
 * is a {@link Reading.Rejected} or {@link Reading.DeadLetter}, never an exception.
 */
@FunctionalInterface
public interface Door {
    /** Reads one body. */
    Reading read(Message message);
}
