// SPDX-License-Identifier: Apache-2.0
package io.tocsin.receivers.page;

import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What could not be written on one page, and what was written instead. Not thread-safe. */
final class Degraded {
    private @Nullable String reason;

    /** The text, or the other one when it cannot be made; the first failure is remembered. */
    @SuppressWarnings("IllegalCatch") // whatever is wrong with a template, people must hear of the alert
    String orElse(String part, Supplier<String> text, Supplier<String> instead) {
        try {
            return text.get();
        } catch (RuntimeException e) {
            if (reason == null) {
                reason = part + ": "
                        + (e instanceof MissingValueException
                                ? e.getMessage()
                                : e.getClass().getSimpleName());
            }
            return instead.get();
        }
    }

    Optional<String> reason() {
        return Optional.ofNullable(reason);
    }
}
