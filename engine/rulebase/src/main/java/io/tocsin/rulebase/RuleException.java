// SPDX-License-Identifier: Apache-2.0
package io.tocsin.rulebase;

/**
 * A rule set that does not load. The message says file, line and reason, for people; nothing was activated.
 */
public final class RuleException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With {@code file:line: reason}. */
    public RuleException(String message) {
        super(message);
    }
}
