// SPDX-License-Identifier: Apache-2.0
package io.tocsin.camel.vendor;

/** The request itself was refused, by the vendor or before it was sent: sending it again cannot help. */
public final class PermanentException extends VendorException {

    private static final long serialVersionUID = 1L;

    /** Refused before it was sent. */
    public PermanentException(String message) {
        super(message, 0, "");
    }

    /** Refused before it was sent, because of {@code cause}. */
    public PermanentException(String message, Throwable cause) {
        super(message, cause);
    }

    PermanentException(String message, int status, String code) {
        super(message, status, code);
    }
}
