// SPDX-License-Identifier: Apache-2.0
package io.tocsin.camel.pagerduty;

/** The routing key is missing, malformed or not accepted: every event will fail until somebody replaces it. */
public final class AuthFailedException extends PagerDutyException {

    private static final long serialVersionUID = 1L;

    AuthFailedException(String message, int status) {
        super(message, status);
    }
}
