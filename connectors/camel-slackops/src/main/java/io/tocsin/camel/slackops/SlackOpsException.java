// SPDX-License-Identifier: Apache-2.0
package io.tocsin.camel.slackops;

/**
 * Slack did not accept a message. The kind tells what helps: {@link RetryableException} time,
 * {@link AuthFailedException} another token, {@link PermanentException} another message.
 *
 * <p>Messages never hold the bot token.
 */
public abstract sealed class SlackOpsException extends RuntimeException
        permits RetryableException, PermanentException, AuthFailedException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    SlackOpsException(String message, int status, String code) {
        super(message);
        this.status = status;
        this.code = code;
    }

    SlackOpsException(String message, Throwable cause) {
        super(message, cause);
        this.status = 0;
        this.code = "";
    }

    /**
     * HTTP status of the answer; 0 when there was none, or when the message was refused before it was sent. Slack
     * answers 200 to most refusals: see {@link #code()}.
     */
    public int status() {
        return status;
    }

    /** Slack's own error code, such as {@code channel_not_found}; empty when it gave none. */
    public String code() {
        return code;
    }
}
