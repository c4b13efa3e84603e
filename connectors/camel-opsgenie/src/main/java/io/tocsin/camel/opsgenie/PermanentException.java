// SPDX-License-Identifier: Apache-2.0
package io.tocsin.camel.opsgenie;

/** The request itself was refused, by Opsgenie or before it was sent: sending it again cannot help. */
public final class PermanentException extends OpsgenieException {

    private static final long serialVersionUID = 1L;

    PermanentException(String message, int status) {
        super(message, status);
    }

    PermanentException(String message, Throwable cause) {
        super(message, cause);
    }
}
