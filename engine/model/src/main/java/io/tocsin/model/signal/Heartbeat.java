// SPDX-License-Identifier: Apache-2.0
package io.tocsin.model.signal;

import java.time.Duration;

/**
 * A sign of life of a named job.
 *
 * @param origin where it comes from
 * @param who on whose behalf it happened
 * @param job the job
 * @param interval the longest pause between two beats that is still healthy
 */
public record Heartbeat(Origin origin, Attribution who, String job, Duration interval) implements Signal {

    @Override
    public <T> T match(Cases<T> cases) {
        return cases.heartbeat(this);
    }
}
