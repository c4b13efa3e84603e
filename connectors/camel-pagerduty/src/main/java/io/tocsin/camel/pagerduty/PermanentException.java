// SPDX-License-Identifier: Apache-2.0
package io.tocsin.camel.pagerduty;

/** The event itself was refused, by PagerDuty or before it was sent: sending it again cannot help. */
public final class PermanentException extends PagerDutyException {

    private static final long serialVersionUID = 1L;

    PermanentException(String message, int status) {
        super(message, status);
    }

    PermanentException(String message, Throwable cause) {
        super(message, cause);
    }
}
