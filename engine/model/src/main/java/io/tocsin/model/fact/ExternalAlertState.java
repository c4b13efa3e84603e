// SPDX-License-Identifier: Apache-2.0
package io.tocsin.model.fact;

import io.tocsin.model.scope.Scope;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * An alert of another monitoring tool, as last told.
 *
 * @param scope whom it is about
 * @param at log time of the evaluation
 * @param limits the limits that bind the scope
 * @param tool the tool
 * @param fingerprint the tool's identity of the alert
 * @param name its name there
 * @param firing whether it fires
 * @param severity the tool's word, lower case, or empty
 * @param summary one line
 * @param link where to look, or empty
 * @param labels its labels there, sorted by key, immutable
 */
public record ExternalAlertState(
        Scope scope,
        Instant at,
        Limits limits,
        String tool,
        String fingerprint,
        String name,
        boolean firing,
        String severity,
        String summary,
        String link,
        Map<String, String> labels)
        implements Fact {
    /** Copies the labels. */
    public ExternalAlertState {
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    }

    @Override
    public String facet() {
        return tool + "/" + fingerprint;
    }
}
