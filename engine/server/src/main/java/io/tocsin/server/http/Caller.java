// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server.http;

import org.jspecify.annotations.Nullable;

/** Who gives a command, as it is recorded. */
public final class Caller {
    private static final int MAX_CHARS = 80;

    private Caller() {}

    /**
     * The authenticated name, or what the caller calls itself when nobody is authenticated; both when they differ, because
     * one token may be shared.
     *
     * @param said what the caller calls itself; empty when it does not say
     * @return null when nobody is authenticated and the caller does not say, or says it badly
     */
    public static @Nullable String by(Exchange exchange, String said) {
        String name = said.strip();
        if (name.length() > MAX_CHARS || name.chars().anyMatch(Character::isISOControl)) {
            return null;
        }
        String authenticated = exchange.caller();
        if (authenticated.isEmpty()) {
            return name.isEmpty() ? null : name;
        }
        return name.isEmpty() || name.equals(authenticated) ? authenticated : name + " (" + authenticated + ")";
    }

    /** What is said to a caller whom {@link #by} does not know. */
    public static Refusal unknown() {
        return Refusal.field(
                "by", "by must name who gives the command, 1 to 80 characters", "send {\"by\": \"your name\"}");
    }
}
