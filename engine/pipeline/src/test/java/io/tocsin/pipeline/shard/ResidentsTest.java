// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.shard;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.alert.Alert;
import io.tocsin.model.alert.AlertClass;
import io.tocsin.model.alert.Severity;
import io.tocsin.model.scope.Scope;
import io.tocsin.model.scope.ScopeKind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResidentsTest {
    private static final int MAX = 64;
    private static final int EIGHTH = MAX / 8;

    private final Residents<Guest> residents = new Residents<>(MAX);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void remembersNoMoreThanItMayHoweverManyCome(long seed) {
        SplittableRandom random = new SplittableRandom(seed);

        for (int i = 0; i < 5000; i++) {
            String tenant = "tenant-" + random.nextInt(5);
            heard(tenant, "guest-" + random.nextInt(500), i);
            assertThat(residents.size()).isLessThanOrEqualTo(MAX);
        }
        assertThat(residents.size()).isGreaterThan(MAX - EIGHTH - 1);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void forgetsTheEighthSilentLongestWhenThereIsNoRoom(long seed) {
        // Given
        List<Integer> order = shuffled(seed);
        order.forEach(number -> heard("tenant-" + number % 3, "guest-" + number, number));

        // When
        heard("tenant-0", "newcomer", MAX);

        // Then
        for (int number = 0; number < MAX; number++) {
            assertThat(known("tenant-" + number % 3, "guest-" + number)).isEqualTo(number >= EIGHTH);
        }
        assertThat(known("tenant-0", "newcomer")).isTrue();
        assertThat(residents.size()).isEqualTo(MAX - EIGHTH + 1);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void goesByNameAmongThoseEquallySilentWhateverTheOrderTheyCameIn(long seed) {
        shuffled(seed).forEach(number -> heard("default", name(number), 1));

        heard("default", "newcomer", 2);

        for (int number = 0; number < MAX; number++) {
            assertThat(known("default", name(number))).isEqualTo(number >= EIGHTH);
        }
    }

    @Test
    void forgetsNobodyWhileThereIsRoomOrWhenSomebodyKnownIsHeardAgain() {
        for (int number = 0; number < MAX; number++) {
            heard("default", name(number), number);
        }

        Guest again = heard("default", name(0), MAX);

        assertThat(again).isSameAs(residents.find(scope("default", name(0))));
        assertThat(residents.size()).isEqualTo(MAX);
    }

    @Test
    void neverForgetsThoseAboutWhomSomethingIsHeld() {
        // Given
        for (int number = 0; number < EIGHTH; number++) {
            held("default", name(number), number);
        }

        // When
        for (int number = EIGHTH; number < 10 * MAX; number++) {
            heard("default", name(number), number);
        }

        // Then
        assertThat(residents.size()).isLessThanOrEqualTo(MAX);
        assertThat(visited())
                .containsExactlyElementsOf(
                        IntStream.range(0, EIGHTH).mapToObj(ResidentsTest::name).toList());
        assertThat(residents.forget(guest -> true)).isTrue();
        assertThat(residents.size()).isEqualTo(EIGHTH);
        assertThat(residents.forget(guest -> true)).isFalse();
    }

    @Test
    void keepsEverybodyWhoIsHeldEvenBeyondItsBound() {
        for (int number = 0; number < MAX + EIGHTH; number++) {
            held("default", name(number), number);
        }

        assertThat(residents.size()).isEqualTo(MAX + EIGHTH);
        assertThat(visited()).hasSize(MAX + EIGHTH);
    }

    @Test
    void forgetsThemLikeAnybodyElseOnceNothingIsHeld() {
        for (int number = 0; number < MAX; number++) {
            held("default", name(number), number);
        }
        residents.visit(guest -> false);

        heard("default", "newcomer", MAX);

        assertThat(known("default", name(0))).isFalse();
        assertThat(residents.size()).isEqualTo(MAX - EIGHTH + 1);
    }

    @Test
    void visitsWhoStayedByNameThenTheNewlyTouchedAsTheyCame() {
        held("default", "zoe", 1);
        held("default", "anna", 1);
        heard("default", "bert", 1);

        residents.touch(guest("default", "yuri", 2));
        residents.touch(guest("default", "bert", 2));
        residents.touch(guest("default", "zoe", 2));

        assertThat(visited()).containsExactly("anna", "zoe", "yuri", "bert");
        assertThat(residents.busy()).isTrue();
        residents.visit(guest -> false);
        assertThat(residents.busy()).isFalse();
    }

    @Test
    void knowsTheSameAfterARestartAndStillVisitsThoseHeldOrWatched() throws IOException {
        // Given
        for (int number = 0; number < MAX; number++) {
            heard("tenant-" + number % 3, name(number), number);
        }
        guest("tenant-1", name(1), 1).watched = true;
        guest("tenant-0", name(3), 3).holds.add(new Holds.Hold("spend", alert(), Instant.EPOCH));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        residents.write(new DataOutputStream(bytes));

        // When
        Residents<Guest> again = new Residents<>(MAX);
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
        again.read(in, ScopeKind.USER, Guest::read);

        // Then
        assertThat(in.available()).isZero();
        assertThat(again.size()).isEqualTo(MAX);
        again.of("tenant-0", "newcomer", () -> new Guest(scope("tenant-0", "newcomer"), MAX));
        Set<Integer> forgotten = new TreeSet<>();
        for (int number = 0; number < MAX; number++) {
            if (again.find(scope("tenant-" + number % 3, name(number))) == null) {
                forgotten.add(number);
            }
        }
        assertThat(forgotten).containsExactly(0, 2, 4, 5, 6, 7, 8, 9);
        List<String> visited = new ArrayList<>();
        again.visit(guest -> visited.add(guest.scope.id()));
        assertThat(visited).containsExactly(name(3), name(1));
    }

    /** Heard of and judged, with nothing to hold. */
    private Guest heard(String tenant, String id, long at) {
        Guest guest = guest(tenant, id, at);
        boolean before = guest.active;
        residents.touch(guest);
        residents.visit(one -> one == guest ? before : one.active);
        return guest;
    }

    /** Heard of and judged, and from now on held. */
    private void held(String tenant, String id, long at) {
        residents.touch(guest(tenant, id, at));
        residents.visit(one -> true);
    }

    private Guest guest(String tenant, String id, long at) {
        Guest guest = residents.of(tenant, id, () -> new Guest(scope(tenant, id), at));
        guest.seen = at;
        return guest;
    }

    private boolean known(String tenant, String id) {
        return residents.find(scope(tenant, id)) != null;
    }

    private List<String> visited() {
        List<String> visited = new ArrayList<>();
        residents.visit(guest -> visited.add(guest.scope.id()));
        return visited;
    }

    private static List<Integer> shuffled(long seed) {
        List<Integer> numbers = new ArrayList<>(IntStream.range(0, MAX).boxed().toList());
        Collections.shuffle(numbers, new Random(seed));
        return numbers;
    }

    private static String name(int number) {
        return "guest-%04d".formatted(number);
    }

    private static Scope scope(String tenant, String id) {
        return new Scope(ScopeKind.USER, tenant, id);
    }

    private static Alert alert() {
        return new Alert(
                "cost.hourly-spend-spike",
                AlertClass.COST,
                Severity.CRITICAL,
                scope("tenant-0", name(3)),
                "",
                "spends much",
                Map.of(),
                List.of(),
                "",
                List.of(),
                0,
                0,
                null,
                false,
                true,
                false);
    }

    /** The plainest resident there can be. */
    private static final class Guest extends Resident {
        private long seen;
        private boolean watched;

        Guest(Scope scope, long seen) {
            this(scope, new Holds(), seen);
        }

        private Guest(Scope scope, Holds holds, long seen) {
            super(scope, holds);
            this.seen = seen;
        }

        @Override
        long lastSeen() {
            return seen;
        }

        @Override
        boolean watched() {
            return watched;
        }

        @Override
        void write(DataOutput out) throws IOException {
            holds.write(out);
            out.writeLong(seen);
            out.writeBoolean(watched);
        }

        static Guest read(Scope scope, DataInput in) throws IOException {
            Guest guest = new Guest(scope, Holds.read(in), in.readLong());
            guest.watched = in.readBoolean();
            return guest;
        }
    }
}
