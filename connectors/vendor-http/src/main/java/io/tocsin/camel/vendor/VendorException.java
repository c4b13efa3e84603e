// SPDX-License-Identifier: Apache-2.0
package io.tocsin.camel.vendor;

/**
 * A vendor did not accept a request. The kind tells what helps: {@link RetryableException} time,
 * {@link AuthFailedException} another key, {@link PermanentException} another request.
 *
 * <p>Messages name the vendor and never hold its key.
 */
public abstract sealed class VendorException extends RuntimeException
        permits RetryableException, PermanentException, AuthFailedException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    VendorException(String message, int status, String code) {
        super(message);
        this.status = status;
        this.code = code;
    }

    VendorException(String message, Throwable cause) {
        super(message, cause);
        this.status = 0;
        this.code = "";
    }

    /**
     * HTTP status of the answer; 0 when there was none, or when the request was refused before it was sent. Some vendors
     * refuse with 200: see {@link #code()}.
     */
    public int status() {
        return status;
    }

    /** The vendor's own error code, such as {@code channel_not_found}; empty when it gave none. */
    public String code() {
        return code;
    }
}
