// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server.source;

import java.time.Instant;
import java.util.Optional;

/**
 * A proof whose secrets were replaced: the new ones hold, and for a while the old ones as well, so that nothing is lost while
 * the sender still has them. Thread-safe.
 *
 * @param now the proof that holds
 * @param before the proof that held before
 * @param until when that ends, by the clock of arrivals
 */
public record Rotated(Proof now, Proof before, Instant until) implements Proof {

    /** What holds from now on in place of another proof of the same kind. */
    public static Proof of(Proof now, Proof before, Instant until) {
        Proof held = before instanceof Rotated rotated ? rotated.now : before;
        return held.word().equals(now.word()) ? new Rotated(now, held, until) : now;
    }

    @Override
    public String word() {
        return now.word();
    }

    @Override
    public Verdict head(Head head) {
        Verdict verdict = now.head(head);
        return verdict.refusal() == null || !holds(head) ? verdict : genuineOr(before.head(head), verdict);
    }

    @Override
    public Verdict body(Head head, byte[] body) {
        Verdict first = now.head(head);
        Verdict verdict = first.refusal() == null ? now.body(head, body) : first;
        if (verdict.refusal() == null || !holds(head) || before.head(head).refusal() != null) {
            return verdict;
        }
        return genuineOr(before.body(head, body), verdict);
    }

    private boolean holds(Head head) {
        return head.at().isBefore(until);
    }

    private static Verdict genuineOr(Verdict verdict, Verdict otherwise) {
        return verdict.refusal() == null ? verdict : otherwise;
    }

    @Override
    public boolean waits() {
        return now.waits();
    }

    @Override
    public boolean inPath() {
        return now.inPath();
    }

    @Override
    public Optional<Confirmation> asks(byte[] body) {
        return now.asks(body);
    }
}
