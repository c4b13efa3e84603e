// SPDX-License-Identifier: Apache-2.0
package io.tocsin.receivers;

import io.tocsin.pipeline.response.Receiver;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;

/** Every receiver of an installation and the Camel context they share. Thread-safe. */
public final class Receivers implements AutoCloseable {
    private final CamelContext context;
    private final List<Receiver> all;

    private Receivers(CamelContext context, List<Receiver> all) {
        this.context = context;
        this.all = List.copyOf(all);
    }

    /** Starts a receiver for each settings, on the system's clock. @throws IllegalArgumentException if two have one name */
    public static Receivers open(List<? extends ReceiverSettings> settings) {
        return open(settings, Clock.systemUTC());
    }

    /**
     * Starts a receiver for each settings. No vendor is asked yet.
     *
     * @param clock the clock that pages are dated by
     * @throws IllegalArgumentException if two have one name
     */
    public static Receivers open(List<? extends ReceiverSettings> settings, Clock clock) {
        Set<String> names = new HashSet<>();
        for (ReceiverSettings one : settings) {
            Expect.that(names.add(one.name()), one.name(), "name", "is given twice");
        }
        DefaultCamelContext context = new DefaultCamelContext();
        context.getCamelContextExtension().setName("tocsin-receivers");
        context.getShutdownStrategy().setTimeout(5);
        List<Receiver> all = new ArrayList<>();
        settings.forEach(one -> all.add(one.receiver(context, clock)));
        context.start();
        return new Receivers(context, all);
    }

    /** The receivers, in the order of their settings. */
    public List<Receiver> all() {
        return all;
    }

    @Override
    public void close() {
        context.stop();
    }
}
