// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server.intake;

import io.tocsin.pipeline.intake.Door;

/**
 * Where a body comes in.
 *
 * @param source who sent it, as counters and dead letters call it
 * @param tool the name of the door
 * @param door what reads it
 * @param tenant the tenant it is for; empty for the server's own
 * @param deliveryId the id under which the sender would repeat it; empty when it tells none
 */
record Inlet(String source, String tool, Door door, String tenant, String deliveryId) {
    /** Of a door that is a source of its own. */
    static Inlet of(String source, Door door) {
        return new Inlet(source, source, door, "", "");
    }
}
