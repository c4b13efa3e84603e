// SPDX-License-Identifier: Apache-2.0
package io.tocsin.model.fact;

import io.tocsin.model.scope.Scope;
import java.time.Instant;

/**
 * How long a source that used to report has been silent.
 *
 * @param scope whom it is about
 * @param at log time of the evaluation
 * @param limits the limits that bind the scope
 * @param silentSeconds seconds since its last signal
 * @param intervalSeconds its own usual pause between signals, one of the longer ones: at this hour of the week once that is
 *     known, until then at any time; NaN while it is learnt
 * @param timesInterval {@code silentSeconds / intervalSeconds}
 */
public record SourceSilence(
        Scope scope, Instant at, Limits limits, double silentSeconds, double intervalSeconds, double timesInterval)
        implements Fact {}
