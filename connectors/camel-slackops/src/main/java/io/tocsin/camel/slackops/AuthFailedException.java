// SPDX-License-Identifier: Apache-2.0
package io.tocsin.camel.slackops;

/** The bot token is missing, not accepted or lacks a scope: every message will fail until somebody replaces it. */
public final class AuthFailedException extends SlackOpsException {

    private static final long serialVersionUID = 1L;

    AuthFailedException(String message, int status, String code) {
        super(message, status, code);
    }
}
