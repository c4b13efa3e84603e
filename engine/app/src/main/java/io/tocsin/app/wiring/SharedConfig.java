// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.wiring;

import io.tocsin.app.settings.Settings;
import java.util.function.Supplier;

/**
 * Hash of the settings that members of a cluster should share, as they are in force: who may push may change while the node
 * runs, everything else is as it was read at the start. Thread-safe.
 */
final class SharedConfig implements Supplier<String> {
    private final String lasting;
    private volatile String now;

    /** Reads the files that the settings name. */
    SharedConfig(Settings settings) {
        this.lasting = Fingerprints.lasting(settings);
        this.now = Fingerprints.config(lasting, settings);
    }

    /** Those who may push by these settings may do so from now on. */
    void pushing(Settings read) {
        now = Fingerprints.config(lasting, read);
    }

    /** 64 hex digits. */
    @Override
    public String get() {
        return now;
    }
}
