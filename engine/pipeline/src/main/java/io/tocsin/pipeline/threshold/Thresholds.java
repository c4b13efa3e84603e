// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.threshold;

import io.tocsin.model.fact.Limits;
import io.tocsin.model.scope.Scope;
import java.time.*;
import java.util.function.Predicate;

/** Stub. */
public class Thresholds {
    public static Thresholds load(java.nio.file.Path path) { return new Thresholds(); }
    public Limits limits(Scope scope, Instant at, Predicate<String> holding) {
        return name -> Double.NaN;
    }

    public Duration pendingFor(String rule, Scope scope) {
        return Duration.ZERO;
    }

    public Duration clearFor(String rule, Scope scope) {
        return Duration.ZERO;
    }

    public Duration quiet(String rule, Scope scope) {
        return Duration.ofMinutes(15);
    }
}
