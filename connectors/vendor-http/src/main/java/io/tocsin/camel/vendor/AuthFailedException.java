// SPDX-License-Identifier: Apache-2.0
package io.tocsin.camel.vendor;

/**
 * The key or token is missing, malformed, not accepted or lacks a right: every request will fail until somebody replaces
 * it.
 */
public final class AuthFailedException extends VendorException {

    private static final long serialVersionUID = 1L;

    /** Missing, so that nothing was sent. */
    public AuthFailedException(String message) {
        super(message, 0, "");
    }

    AuthFailedException(String message, int status, String code) {
        super(message, status, code);
    }
}
