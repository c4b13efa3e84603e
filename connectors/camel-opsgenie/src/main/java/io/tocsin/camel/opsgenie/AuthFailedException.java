// SPDX-License-Identifier: Apache-2.0
package io.tocsin.camel.opsgenie;

/** The API key is missing, malformed or not accepted: every request will fail until somebody replaces it. */
public final class AuthFailedException extends OpsgenieException {

    private static final long serialVersionUID = 1L;

    AuthFailedException(String message, int status) {
        super(message, status);
    }
}
