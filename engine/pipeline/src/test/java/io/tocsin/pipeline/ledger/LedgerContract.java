// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every ledger promises. */
public abstract class LedgerContract {
    private static final int CONTESTANTS = 8;
    private static final int KEYS = 100;

    private ActionLedger ledger;

    /** An empty ledger. */
    protected abstract ActionLedger open() throws Exception;

    @BeforeEach
    void openLedger() throws Exception {
        ledger = open();
    }

    @AfterEach
    void closeLedger() {
        ledger.close();
    }

    @Test
    void nobodyOwnsACellAtFirst() {
        assertThat(ledger.owner(3)).isEmpty();
        ledger.probe();
    }

    @Test
    void eachOwnerHasAHigherFenceThanAnyBefore() {
        Owner first = ledger.own(0, "a");
        Owner other = ledger.own(1, "a");
        Owner second = ledger.own(0, "b");

        assertThat(List.of(first.fence(), other.fence(), second.fence()))
                .isSorted()
                .doesNotHaveDuplicates();
        assertThat(ledger.owner(0)).contains(second);
        assertThat(ledger.owner(1)).contains(other);
    }

    @Test
    void grantsAnActionToTheFirstOnly() {
        Owner owner = ledger.own(0, "a");

        assertThat(ledger.claim(planned("one"), owner)).isInstanceOf(Claim.Granted.class);
        assertThat(ledger.claim(planned("one"), owner)).isInstanceOf(Claim.Known.class);
        assertThat(ledger.claim(planned("two"), owner)).isInstanceOf(Claim.Granted.class);
    }

    @Test
    void refusesAClaimOfWhoeverLostTheCell() {
        // Given
        Owner old = ledger.own(0, "a");
        ledger.own(0, "b");

        // Then
        assertThat(ledger.claim(planned("one"), old)).isInstanceOf(Claim.Fenced.class);
        assertThat(ledger.take("one", old)).isEmpty();
        assertThat(ledger.actions(Set.of(), 10)).isEmpty();
    }

    @Test
    void refusesASendOfWhoeverLostTheCellSinceItStarted() {
        // Given
        Owner old = ledger.own(0, "a");
        started("one", old);

        // When
        ledger.own(0, "b");

        // Then
        assertThat(ledger.move("one", ActionState.STARTED, ActionState.SENT, old, ""))
                .isEqualTo(Move.FENCED);
        assertThat(state("one")).isEqualTo(ActionState.STARTED);
    }

    @Test
    void handsAnActionOverAsItIs() {
        // Given
        Owner old = ledger.own(0, "a");
        started("one", old);
        Owner heir = ledger.own(0, "b");

        // When
        Claim claim = ledger.claim(planned("one"), heir);

        // Then
        assertThat(claim).isInstanceOfSatisfying(Claim.Known.class, known -> {
            assertThat(known.action().state()).isEqualTo(ActionState.STARTED);
            assertThat(known.action().owner()).isEqualTo(old);
        });
        assertThat(ledger.move("one", ActionState.STARTED, ActionState.SENT, heir, ""))
                .isEqualTo(Move.DONE);
    }

    @Test
    void anHeirMustTakeAnActionBeforeItMovesIt() {
        started("one", ledger.own(0, "a"));
        Owner heir = ledger.own(0, "b");

        assertThat(ledger.move("one", ActionState.STARTED, ActionState.IN_DOUBT, heir, ""))
                .isEqualTo(Move.FENCED);
        assertThat(ledger.take("one", heir)).isPresent();
        assertThat(ledger.move("one", ActionState.STARTED, ActionState.IN_DOUBT, heir, ""))
                .isEqualTo(Move.DONE);
    }

    @Test
    void givesNoActionOfOneCellToAnother() {
        started("one", ledger.own(0, "a"));
        Owner neighbour = ledger.own(1, "b");

        assertThat(ledger.claim(planned("one"), neighbour)).isInstanceOf(Claim.Fenced.class);
        assertThat(ledger.take("one", neighbour)).isEmpty();
        assertThat(ledger.move("one", ActionState.STARTED, ActionState.SENT, neighbour, ""))
                .isEqualTo(Move.FENCED);
    }

    @Test
    void movesAnActionOnlyFromTheStateItIsIn() {
        Owner owner = ledger.own(0, "a");
        started("one", owner);

        assertThat(ledger.move("one", ActionState.CLAIMED, ActionState.STARTED, owner, ""))
                .isEqualTo(Move.ELSEWHERE);
        assertThat(ledger.move("none", ActionState.CLAIMED, ActionState.STARTED, owner, ""))
                .isEqualTo(Move.ELSEWHERE);
        assertThatThrownBy(() -> ledger.move("one", ActionState.STARTED, ActionState.VERIFIED, owner, ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("an action that is STARTED cannot become VERIFIED");
    }

    @Test
    void keepsWhatWasDecidedAndWhyItEnded() {
        // Given
        Owner owner = ledger.own(0, "a");
        started("one", owner);
        ledger.move("one", ActionState.STARTED, ActionState.FAILED, owner, "no such flag");

        // Then
        assertThat(ledger.actions(Set.of(ActionState.FAILED), 10))
                .singleElement()
                .satisfies(action -> {
                    assertThat(action.planned()).isEqualTo(planned("one"));
                    assertThat(action.owner()).isEqualTo(owner);
                    assertThat(action.note()).isEqualTo("no such flag");
                    assertThat(action.movedAt()).isAfterOrEqualTo(action.claimedAt());
                });
        assertThat(ledger.actions(Set.of(ActionState.SENT), 10)).isEmpty();
    }

    @Test
    void aHumanJudgesOnlyWhatIsInDoubt() {
        // Given
        Owner owner = ledger.own(0, "a");
        started("one", owner);

        // Then
        assertThat(ledger.judge("one", ActionState.SUCCEEDED, "anna")).isFalse();
        ledger.move("one", ActionState.STARTED, ActionState.IN_DOUBT, owner, "");
        assertThatThrownBy(() -> ledger.judge("one", ActionState.VERIFIED, "anna"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(ledger.judge("one", ActionState.SUCCEEDED, "anna")).isTrue();
        assertThat(state("one")).isEqualTo(ActionState.SUCCEEDED);
        assertThat(ledger.judge("one", ActionState.FAILED, "bert")).isFalse();
        assertThat(ledger.actions(Set.of(), 1).get(0).note()).isEqualTo("judged by anna");
    }

    @Test
    void findsWhatWasStartedAndHasNotEnded() {
        // Given
        Owner owner = ledger.own(0, "a");
        ledger.claim(planned("claimed"), owner);
        started("started", owner);
        started("sent", owner);
        ledger.move("sent", ActionState.STARTED, ActionState.SENT, owner, "");
        started("failed", owner);
        ledger.move("failed", ActionState.STARTED, ActionState.FAILED, owner, "");

        // Then
        assertThat(ledger.overdue(0, Duration.ZERO))
                .extracting(action -> action.planned().key())
                .containsExactlyInAnyOrder("started", "sent");
        assertThat(ledger.overdue(0, Duration.ofMinutes(1))).isEmpty();
        assertThat(ledger.overdue(1, Duration.ZERO)).isEmpty();
    }

    @Test
    void grantsActionsThatManyContestOnceEach() throws Exception {
        // Given
        List<Callable<Integer>> contestants = new ArrayList<>();
        for (int cell = 0; cell < CONTESTANTS; cell++) {
            Owner owner = ledger.own(cell, "member-" + cell);
            contestants.add(() -> granted(owner));
        }

        // When
        int granted =
                inParallel(contestants).stream().mapToInt(Integer::intValue).sum();

        // Then
        assertThat(granted).isEqualTo(KEYS);
    }

    @Test
    void sendsNothingTwiceWhileACellChangesHands() throws Exception {
        // Given
        List<Callable<Integer>> contestants = new ArrayList<>(Collections.nCopies(CONTESTANTS, this::sent));

        // When
        int sent = inParallel(contestants).stream().mapToInt(Integer::intValue).sum();

        // Then
        assertThat(sent)
                .isEqualTo(ledger.actions(Set.of(ActionState.SENT), 2 * KEYS).size());
    }

    private int granted(Owner owner) {
        List<Integer> order = new ArrayList<>(IntStream.range(0, KEYS).boxed().toList());
        Collections.shuffle(order);
        return (int) order.stream()
                .filter(key -> ledger.claim(planned("key-" + key), owner) instanceof Claim.Granted)
                .count();
    }

    /** Takes the cell again and again, and sends what it finds unsent; answers how often it was let. */
    private int sent() {
        int sent = 0;
        for (int key = 0; key < KEYS / 4; key++) {
            Owner owner = ledger.own(0, Thread.currentThread().getName());
            String name = "key-" + key;
            if (!(ledger.claim(planned(name), owner) instanceof Claim.Fenced)) {
                ledger.move(name, ActionState.CLAIMED, ActionState.STARTED, owner, "");
                sent += ledger.move(name, ActionState.STARTED, ActionState.SENT, owner, "") == Move.DONE ? 1 : 0;
            }
        }
        return sent;
    }

    private static List<Integer> inParallel(List<Callable<Integer>> tasks) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(tasks.size());
        List<Integer> results = new ArrayList<>();
        for (Future<Integer> result : threads.invokeAll(tasks)) {
            results.add(result.get());
        }
        threads.shutdown();
        return results;
    }

    private void started(String key, Owner owner) {
        ledger.claim(planned(key), owner);
        assertThat(ledger.move(key, ActionState.CLAIMED, ActionState.STARTED, owner, ""))
                .isEqualTo(Move.DONE);
    }

    private ActionState state(String key) {
        return ledger.actions(Set.of(), 100).stream()
                .filter(action -> action.planned().key().equals(key))
                .findFirst()
                .orElseThrow()
                .state();
    }

    private static Planned planned(String key) {
        return new Planned(key, "run." + key + ".ACT", "downgrade", "once", "default");
    }
}
