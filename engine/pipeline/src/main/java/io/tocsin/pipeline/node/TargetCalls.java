// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.node;

import io.tocsin.pipeline.ledger.Owner;
import io.tocsin.pipeline.ledger.Planned;
import io.tocsin.pipeline.node.Effects.Attempt;
import io.tocsin.pipeline.response.Actuation;
import io.tocsin.pipeline.response.Targets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Calls what a walk collected, once it is written down as sent.
 *
 * <ol>
 *   <li>A target that said no is not asked again.
 *   <li>{@code keyed}: whoever may not have heard is called again under the same key, {@value #MOST_SENDS} times in all;
 *       then it is in doubt or, if nothing was ever sent, failed.
 *   <li>{@code once}: called one time. What was sent and not answered is in doubt. What was certainly not sent has failed
 *       and is not tried again either: the ledger says that it was sent, and after that only a human may.
 *   <li>A no to a second call says nothing of the first: that is in doubt.
 * </ol>
 *
 * Thread-safe; blocks.
 */
final class TargetCalls {
    /** With the pauses between them: about a minute, and the time the target takes. */
    static final int MOST_SENDS = 8;

    private static final String KEYED = "keyed";
    private static final Duration LONGEST_WISH = Duration.ofMinutes(1);

    private final Targets targets;
    private final Map<String, Sends> sends = new ConcurrentHashMap<>();

    TargetCalls(Targets targets) {
        this.targets = targets;
    }

    /** What came of it: over, or to be attempted again. */
    record Result(Optional<Actuation> over, Attempt again) {
        static Result over(Actuation actuation) {
            return new Result(Optional.of(actuation), Attempt.again(""));
        }
    }

    /** Whether an action waits to be called again. */
    boolean pending(String key) {
        return sends.containsKey(key);
    }

    /**
     * Makes the call of a walk, if it has one.
     *
     * @param walked what the walk came to
     * @param before whether the ledger knew it as sent
     */
    Result make(Planned planned, Owner owner, Actuation walked, boolean before) {
        Sends sent = sends.computeIfAbsent(planned.key(), key -> new Sends(before));
        if (!(walked instanceof Actuation.Done done) || done.calls().isEmpty()) {
            sends.remove(planned.key());
            boolean called = planned.kind().equals(KEYED) && sent.maybeTaken;
            return called && !(walked instanceof Actuation.Done) ? Result.over(changed()) : Result.over(walked);
        }
        Result result =
                targets.send(done.calls().get(0), planned.key(), owner.fence()).match(new Judge(done, planned, sent));
        if (result.over().isPresent()) {
            sends.remove(planned.key());
        }
        return result;
    }

    private static Actuation changed() {
        return new Actuation.Failed("it was sent before, and its route says no now", true);
    }

    /** Forgets an action that ended otherwise. */
    void forget(String key) {
        sends.remove(key);
    }

    /** How often one action was sent in this life. Confined to the lane of its run. */
    private static final class Sends {
        private boolean maybeTaken;
        private int count;

        Sends(boolean maybeTaken) {
            this.maybeTaken = maybeTaken;
        }
    }

    /** What a reply means. */
    private record Judge(Actuation.Done done, Planned planned, Sends sent) implements Targets.Reply.Cases<Result> {
        @Override
        public Result taken(Targets.Reply.Taken taken) {
            return Result.over(done);
        }

        @Override
        public Result refused(Targets.Reply.Refused refused) {
            return failed(refused.reason());
        }

        @Override
        public Result notSent(Targets.Reply.NotSent notSent) {
            return again(notSent.reason() + ", nothing was sent", Optional.empty());
        }

        @Override
        public Result unknown(Targets.Reply.Unknown unknown) {
            sent.maybeTaken = true;
            return again(unknown.reason(), unknown.retryAfter());
        }

        private Result again(String reason, Optional<Duration> wish) {
            sent.count++;
            if (!planned.repeatable() || sent.count >= MOST_SENDS) {
                return failed(reason);
            }
            Optional<Duration> wait = wish.map(w -> w.compareTo(LONGEST_WISH) > 0 ? LONGEST_WISH : w);
            return new Result(Optional.empty(), new Attempt(Optional.empty(), wait, reason));
        }

        private Result failed(String reason) {
            return Result.over(new Actuation.Failed(reason, sent.maybeTaken));
        }
    }
}
