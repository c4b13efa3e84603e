// SPDX-License-Identifier: Apache-2.0
package io.tocsin.camel.opsgenie;

/**
 * Opsgenie did not accept a request. The kind tells what helps: {@link RetryableException} time,
 * {@link AuthFailedException} another key, {@link PermanentException} another request.
 *
 * <p>Messages never hold the API key.
 */
public abstract sealed class OpsgenieException extends RuntimeException
        permits RetryableException, PermanentException, AuthFailedException {

    private static final long serialVersionUID = 1L;

    private final int status;

    OpsgenieException(String message, int status) {
        super(message);
        this.status = status;
    }

    OpsgenieException(String message, Throwable cause) {
        super(message, cause);
        this.status = 0;
    }

    /** HTTP status of the answer; 0 when there was none, or when the request was refused before it was sent. */
    public int status() {
        return status;
    }
}
