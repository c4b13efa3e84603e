// SPDX-License-Identifier: Apache-2.0
package io.tocsin.runbooks.guard;

import io.tocsin.model.scope.Scope;
import io.tocsin.runbooks.book.Runbook;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** A target must name somebody: what means nobody or everybody is refused, because an empty selection must never mean all. */
final class NamedTarget implements TargetGuard {
    private static final int MAX_LENGTH = 200;
    private static final Set<String> NOBODY =
            Set.of("*", "all", "any", "everyone", "-", "none", "null", "undefined", "unknown", "unset", "n/a");

    @Override
    public Optional<String> refusal(Runbook runbook, Scope target) {
        String id = target.id().strip();
        if (id.isEmpty() || NOBODY.contains(id.toLowerCase(Locale.ROOT))) {
            return Optional.of("target: " + target.kind().word() + " '" + id + "' names nobody in particular");
        }
        if (id.length() > MAX_LENGTH) {
            return Optional.of(
                    "target: its name has %d characters, at most %d are taken".formatted(id.length(), MAX_LENGTH));
        }
        boolean odd = id.codePoints().anyMatch(c -> Character.isWhitespace(c) || unprintable(c));
        return odd
                ? Optional.of("target: its name holds white space or control characters, which no flag key can")
                : Optional.empty();
    }

    private static boolean unprintable(int codePoint) {
        int type = Character.getType(codePoint);
        return type == Character.CONTROL
                || type == Character.FORMAT
                || type == Character.UNASSIGNED
                || type == Character.SURROGATE;
    }
}
