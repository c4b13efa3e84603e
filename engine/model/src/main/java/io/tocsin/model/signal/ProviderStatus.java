// SPDX-License-Identifier: Apache-2.0
package io.tocsin.model.signal;

import org.jspecify.annotations.Nullable;

/**
 * One component of a provider's status page.
 *
 * @param origin where it comes from
 * @param who on whose behalf it happened
 * @param provider the provider
 * @param component the component's name
 * @param level how well it works
 * @param incident title of the incident; null when there is none
 */
public record ProviderStatus(
        Origin origin,
        Attribution who,
        String provider,
        String component,
        Level level,
        @Nullable String incident) implements Signal {
    /** How well a component works, best first. */
    public enum Level {
        OPERATIONAL,
        MAINTENANCE,
        DEGRADED,
        PARTIAL_OUTAGE,
        MAJOR_OUTAGE
    }

    @Override
    public <T> T match(Cases<T> cases) {
        return cases.providerStatus(this);
    }
}
