// SPDX-License-Identifier: Apache-2.0
package io.tocsin.runbooks.guard;

import io.tocsin.model.scope.Scope;
import io.tocsin.runbooks.book.Runbook;
import java.util.Optional;

/** Protected targets are never touched; letters' case makes no difference. */
final class ProtectedTarget implements TargetGuard {
    @Override
    public Optional<String> refusal(Runbook runbook, Scope target) {
        return runbook.descriptor().protectedTargets().stream()
                .filter(label -> label.equalsIgnoreCase(target.label()))
                .findFirst()
                .map(label -> "protected: " + runbook.name() + " never touches " + label);
    }
}
