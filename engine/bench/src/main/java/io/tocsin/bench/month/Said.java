// SPDX-License-Identifier: Apache-2.0
package io.tocsin.bench.month;

import io.tocsin.model.alert.Alert;
import io.tocsin.model.scope.Scope;
import java.util.Map;

/**
 * What an alert says that the truth can be compared with.
 *
 * @param rule the rule that states it
 * @param scope whom it is about
 * @param labels what else it names
 */
record Said(String rule, Scope scope, Map<String, String> labels) {
    Said {
        labels = Map.copyOf(labels);
    }

    static Said by(Alert alert) {
        return new Said(alert.rule(), alert.scope(), alert.labels());
    }
}
