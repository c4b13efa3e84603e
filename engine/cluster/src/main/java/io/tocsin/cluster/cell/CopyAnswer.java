// SPDX-License-Identifier: Apache-2.0
package io.tocsin.cluster.cell;

/** What a copy answers to its owner. The order is part of the protocol. */
enum CopyAnswer {
    /** It is on the disk. */
    DONE(CopySender.Outcome.DONE),
    /** No such session, or something before it is missing. */
    UNKNOWN(CopySender.Outcome.UNKNOWN),
    /** A greater term is known here. */
    OVER(CopySender.Outcome.OVER),
    /** Not now; ask again. */
    BUSY(CopySender.Outcome.AGAIN);

    private final CopySender.Outcome outcome;

    CopyAnswer(CopySender.Outcome outcome) {
        this.outcome = outcome;
    }

    CopySender.Outcome outcome() {
        return outcome;
    }

    byte[] bytes() {
        return new byte[] {(byte) ordinal()};
    }
}
