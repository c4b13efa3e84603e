// SPDX-License-Identifier: Apache-2.0
package io.tocsin.camel.slackops;

/** The message itself was refused, by Slack or before it was sent: sending it again cannot help. */
public final class PermanentException extends SlackOpsException {

    private static final long serialVersionUID = 1L;

    PermanentException(String message, int status, String code) {
        super(message, status, code);
    }

    PermanentException(String message) {
        super(message, 0, "");
    }

    PermanentException(String message, Throwable cause) {
        super(message, cause);
    }
}
