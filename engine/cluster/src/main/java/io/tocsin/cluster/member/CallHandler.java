// SPDX-License-Identifier: Apache-2.0
package io.tocsin.cluster.member;

/** Answers one kind of call. Called by many threads at once; it may block. */
@FunctionalInterface
public interface CallHandler {
    /**
     * Answers.
     *
     * @param cell the cell it is about
     * @param payload what was sent; owned by the handler
     * @return the answer
     * @throws Exception whose message reaches the caller as a {@link RemoteFailure}; so without secrets
     */
    byte[] handle(int cell, byte[] payload) throws Exception;
}
