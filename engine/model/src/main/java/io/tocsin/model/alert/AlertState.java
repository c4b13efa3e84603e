// SPDX-License-Identifier: Apache-2.0
package io.tocsin.model.alert;

/** Where an alert is in its life. */
public enum AlertState {
    /** Stated, but not for long enough to bother anybody. */
    PENDING,
    /** It is true now. */
    FIRING,
    /** It is true now and a human has taken it. */
    ACKNOWLEDGED,
    /** It is no longer true. */
    RESOLVED;

    /** Whether it is true now and known to people. */
    public boolean open() {
        return this == FIRING || this == ACKNOWLEDGED;
    }
}
