// SPDX-License-Identifier: Apache-2.0
package io.tocsin.runbooks.guard;

import io.tocsin.model.scope.Scope;
import io.tocsin.model.scope.ScopeKind;
import io.tocsin.runbooks.book.Runbook;
import java.util.Optional;
import java.util.stream.Collectors;

/** A runbook acts only on the kinds of scope it declares, which keeps its blast radius small. */
final class TargetKind implements TargetGuard {
    @Override
    public Optional<String> refusal(Runbook runbook, Scope target) {
        if (runbook.kinds().contains(target.kind())) {
            return Optional.empty();
        }
        String kinds = runbook.kinds().stream().sorted().map(ScopeKind::word).collect(Collectors.joining(", "));
        return Optional.of("target: %s acts on %s only, not on %s".formatted(runbook.name(), kinds, target.label()));
    }
}
