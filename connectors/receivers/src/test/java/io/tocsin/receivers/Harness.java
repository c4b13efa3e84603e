// SPDX-License-Identifier: Apache-2.0
package io.tocsin.receivers;

import io.tocsin.model.response.Delivery;
import io.tocsin.model.response.Page;
import io.tocsin.pipeline.response.Receiver;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** One receiver and what the engine would remember of it. */
public final class Harness implements AutoCloseable {
    private final Receivers receivers;
    private final Receiver receiver;
    private Optional<String> reference = Optional.empty();

    /** On a clock that stands where the sample pages are made. */
    public Harness(ReceiverSettings settings) {
        this(settings, Clock.fixed(Samples.NOW, ZoneOffset.UTC));
    }

    public Harness(ReceiverSettings settings, Clock clock) {
        receivers = Receivers.open(List.of(settings), clock);
        receiver = receivers.all().get(0);
    }

    /** Delivers the sample page of an action, with the reference of the first answer. */
    public Delivery deliver(Page.Action action) {
        return deliver(Samples.page(action));
    }

    public Delivery deliver(Page page) {
        Delivery delivery = receiver.deliver(page, reference);
        if (delivery instanceof Delivery.Accepted accepted
                && reference.isEmpty()
                && !accepted.reference().isEmpty()) {
            reference = Optional.of(accepted.reference());
        }
        return delivery;
    }

    /** As if an earlier answer had carried this reference. */
    public void remember(String earlier) {
        reference = Optional.of(earlier);
    }

    /** As if no answer had carried a reference. */
    public void forget() {
        reference = Optional.empty();
    }

    @Override
    public void close() {
        receivers.close();
    }
}
