// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.wiring;

import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A node that listens. Closing stops intake first, then finishes what was accepted, then lets go of the rest. */
public final class RunningNode implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunningNode.class);

    private final List<AutoCloseable> lastFirst;
    private final URI address;
    private final int rules;
    private final BooleanSupplier ready;

    RunningNode(Collection<AutoCloseable> lastFirst, URI address, int rules, BooleanSupplier ready) {
        this.lastFirst = List.copyOf(lastFirst);
        this.address = address;
        this.rules = rules;
        this.ready = ready;
    }

    /** Where people reach it. */
    public URI address() {
        return address;
    }

    /** How many rules judge. */
    public int rules() {
        return rules;
    }

    /** Whether it takes signals now. */
    public boolean ready() {
        return ready.getAsBoolean();
    }

    @Override
    public void close() {
        close(lastFirst);
    }

    /** Closes parts in this order; one that fails does not keep the others. */
    static void close(Collection<AutoCloseable> parts) {
        for (AutoCloseable part : parts) {
            try {
                part.close();
            } catch (Exception e) {
                LOG.atError()
                        .setCause(e)
                        .addKeyValue("part", part.getClass().getSimpleName())
                        .log("did not close cleanly");
            }
        }
    }
}
