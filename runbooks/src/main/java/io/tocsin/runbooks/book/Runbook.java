// SPDX-License-Identifier: Apache-2.0
package io.tocsin.runbooks.book;

import io.tocsin.model.scope.ScopeKind;
import io.tocsin.pipeline.response.RunbookDescriptor;
import java.util.Set;

/**
 * One automation as loaded: what it may do, on whom, and the route that does it.
 *
 * @param descriptor what it may do and how far
 * @param autonomy how far it may go without a human; the same as the descriptor's word
 * @param kinds the kinds of scope it may act on, never empty
 * @param routeFile name of the file the route was read from, for messages
 * @param route the Camel YAML of its route, checked
 */
public record Runbook(
        RunbookDescriptor descriptor, Autonomy autonomy, Set<ScopeKind> kinds, String routeFile, String route) {

    /** Copies the set. */
    public Runbook {
        kinds = Set.copyOf(kinds);
    }

    /** Its name, such as {@code tier-downgrade}. */
    public String name() {
        return descriptor.name();
    }
}
