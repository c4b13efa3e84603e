// SPDX-License-Identifier: Apache-2.0
package io.tocsin.cluster.member;

/** There is no answer: no such member, it left, or it took too long. It may have done what it was asked to. */
public final class Unanswered extends RuntimeException {
    private static final long serialVersionUID = 1;

    Unanswered(String message) {
        super(message);
    }
}
