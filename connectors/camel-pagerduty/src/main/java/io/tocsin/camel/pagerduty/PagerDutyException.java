// SPDX-License-Identifier: Apache-2.0
package io.tocsin.camel.pagerduty;

/**
 * PagerDuty did not accept an event. The kind tells what helps: {@link RetryableException} time,
 * {@link AuthFailedException} another key, {@link PermanentException} another event.
 *
 * <p>Messages never hold the routing key.
 */
public abstract sealed class PagerDutyException extends RuntimeException
        permits RetryableException, PermanentException, AuthFailedException {

    private static final long serialVersionUID = 1L;

    private final int status;

    PagerDutyException(String message, int status) {
        super(message);
        this.status = status;
    }

    PagerDutyException(String message, Throwable cause) {
        super(message, cause);
        this.status = 0;
    }

    /** HTTP status of the answer; 0 when there was none, or when the event was refused before it was sent. */
    public int status() {
        return status;
    }
}
