// SPDX-License-Identifier: Apache-2.0
package io.tocsin.fakes;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides which requests of one fake fail, and how. Requests without a planned fault are answered. Thread-safe. */
public final class FaultPlan {

    private final Map<Integer, Fault> byNumber = new HashMap<>();
    private final Deque<Fault> next = new ArrayDeque<>();
    private @Nullable Fault always;

    FaultPlan() {}

    /** Fails the request with this number; 1 is the first request the fake receives. */
    public synchronized FaultPlan on(int requestNumber, Fault fault) {
        if (requestNumber < 1) {
            throw new IllegalArgumentException("requestNumber must be at least 1, was " + requestNumber);
        }
        byNumber.put(requestNumber, fault);
        return this;
    }

    /** Fails the coming requests, one fault each, in this order. */
    public synchronized FaultPlan next(Fault... faults) {
        next.addAll(List.of(faults));
        return this;
    }

    /** Fails every request that has no fault of its own, until {@link #clear()}. */
    public synchronized FaultPlan always(Fault fault) {
        always = fault;
        return this;
    }

    /** Forgets every planned fault. */
    public synchronized void clear() {
        byNumber.clear();
        next.clear();
        always = null;
    }

    synchronized Optional<Fault> take(int requestNumber) {
        Fault planned = byNumber.remove(requestNumber);
        if (planned == null) {
            planned = next.pollFirst();
        }
        return Optional.ofNullable(planned == null ? always : planned);
    }
}
