// SPDX-License-Identifier: Apache-2.0
package io.tocsin.model.fact;

import io.tocsin.model.scope.Scope;
import java.time.Instant;

/**
 * How long a named job has not told that it is alive.
 *
 * @param scope whom it is about
 * @param at log time of the evaluation
 * @param limits the limits that bind the scope
 * @param silentSeconds seconds since its last heartbeat, or since it was first expected
 * @param intervalSeconds the longest healthy pause between two heartbeats
 * @param overdueSeconds {@code silentSeconds - intervalSeconds}, negative while all is well; NaN once the job is given up
 * @param expected whether the operator expects this job by name, not only its own heartbeats
 * @param heard whether it ever told that it is alive
 */
public record JobSilence(
        Scope scope,
        Instant at,
        Limits limits,
        double silentSeconds,
        double intervalSeconds,
        double overdueSeconds,
        boolean expected,
        boolean heard)
        implements Fact {}
