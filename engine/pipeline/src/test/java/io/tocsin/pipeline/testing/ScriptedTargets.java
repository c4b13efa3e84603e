// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.testing;

import io.tocsin.pipeline.response.Actuation;
import io.tocsin.pipeline.response.Targets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** One target, {@code gateway}, that answers what it was told to, in this order, and then takes everything. */
public final class ScriptedTargets implements Targets {
    /** What it was sent, in order. */
    public final List<Sent> sent = new CopyOnWriteArrayList<>();

    /** Done in the middle of each call. */
    public volatile Runnable sending = () -> {};

    private final Deque<Reply> replies = new ArrayDeque<>();

    /** One call. */
    public record Sent(String action, String key, long fence) {}

    /** What it answers next. */
    public synchronized void answers(Reply... next) {
        replies.addAll(List.of(next));
    }

    private synchronized Reply next() {
        return replies.isEmpty() ? new Reply.Taken() : replies.remove();
    }

    @Override
    public Set<String> names() {
        return Set.of("gateway");
    }

    @Override
    public boolean honoursKeys(String name) {
        return true;
    }

    @Override
    public Reply send(Actuation.Call call, String key, long fence) {
        sent.add(new Sent(call.action(), key, fence));
        sending.run();
        return next();
    }
}
