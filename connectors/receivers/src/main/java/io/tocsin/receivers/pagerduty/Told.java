// SPDX-License-Identifier: Apache-2.0
package io.tocsin.receivers.pagerduty;

import java.util.LinkedHashMap;
import java.util.Map;

/** The last thousand things that were told, so that none is told twice by one process. Thread-safe. */
final class Told {
    private static final int MAX = 1_000;

    private final Map<String, Boolean> keys = new LinkedHashMap<>();

    /** Whether this is the first time. */
    synchronized boolean first(String key) {
        if (keys.putIfAbsent(key, true) != null) {
            return false;
        }
        if (keys.size() > MAX) {
            keys.remove(keys.keySet().iterator().next());
        }
        return true;
    }
}
