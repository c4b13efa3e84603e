// SPDX-License-Identifier: Apache-2.0
package io.tocsin.model.fact;

import io.tocsin.model.scope.Scope;
import java.time.Instant;

/**
 * A provider's status page, judged by its worst component.
 *
 * @param scope whom it is about
 * @param at log time of the evaluation
 * @param limits the limits that bind the scope
 * @param level the worst level, such as {@code PARTIAL_OUTAGE}
 * @param component the component it is true of
 * @param incident title of the incident, or empty
 * @param operational whether every component is operational or in planned maintenance
 */
public record ProviderState(
        Scope scope, Instant at, Limits limits, String level, String component, String incident, boolean operational)
        implements Fact {}
