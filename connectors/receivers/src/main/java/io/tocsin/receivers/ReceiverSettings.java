// SPDX-License-Identifier: Apache-2.0
package io.tocsin.receivers;

import io.tocsin.pipeline.response.Receiver;
import java.time.Clock;
import org.apache.camel.CamelContext;

/** What one configured receiver needs to know. Implementations are records that validate before any socket opens. */
public interface ReceiverSettings {

    /** Its name in the configuration: lower-case letters, digits and dashes. */
    String name();

    /**
     * Adds a Camel component of its own to the context, under its own scheme, and answers the receiver that uses it. The
     * context is not started yet.
     *
     * @param clock the clock that pages are dated by
     */
    Receiver receiver(CamelContext context, Clock clock);
}
