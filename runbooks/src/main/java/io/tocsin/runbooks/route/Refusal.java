// SPDX-License-Identifier: Apache-2.0
package io.tocsin.runbooks.route;

/** A step of a route said no, in a sentence for people. Carries no stack: it is an answer, not a fault. */
final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;

    Refusal(String sentence) {
        super(sentence, null, false, false);
    }
}
