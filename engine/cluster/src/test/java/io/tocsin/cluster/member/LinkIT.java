// SPDX-License-Identifier: Apache-2.0
package io.tocsin.cluster.member;

import static io.tocsin.cluster.member.Members.LONG;
import static io.tocsin.cluster.member.Members.awaitSize;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LinkIT {
    private static final byte ECHO = 1;
    private static final byte FAIL = 2;
    private static final byte WAIT = 3;
    private static final byte BUG = 4;
    private static final int MANY = 200;

    private final Members members = new Members(3);
    private final HazelcastMember a = members.start();
    private final HazelcastMember b = members.start();
    private final CountDownLatch released = new CountDownLatch(1);

    @BeforeAll
    void handle() {
        awaitSize(a, 2);
        for (HazelcastMember member : new HazelcastMember[] {a, b}) {
            member.link()
                    .handle(
                            ECHO,
                            (cell, payload) -> (member.name() + cell + new String(payload, UTF_8)).getBytes(UTF_8));
        }
        b.link().handle(FAIL, (cell, payload) -> {
            throw new IOException("cell " + cell + " is not here");
        });
        b.link().handle(BUG, (cell, payload) -> {
            throw new StackOverflowError("too deep");
        });
        b.link().handle(WAIT, (cell, payload) -> {
            released.await();
            return payload;
        });
    }

    @AfterAll
    void end() {
        released.countDown();
        members.close();
    }

    @Test
    void aCallIsAnsweredByTheMemberItNames() throws Exception {
        for (Executor executor : Executor.values()) {
            assertThat(call("b", executor, ECHO, 5, LONG).get(30, TimeUnit.SECONDS))
                    .asString(UTF_8)
                    .isEqualTo("b5hi");
        }
        assertThat(call("a", Executor.CALLS, ECHO, 7, LONG).get(30, TimeUnit.SECONDS))
                .asString(UTF_8)
                .isEqualTo("a7hi");
    }

    @Test
    void aFailureArrivesAsItsMessageAlone() {
        assertThatThrownBy(call("b", Executor.CALLS, FAIL, 4, LONG)::join)
                .hasCauseInstanceOf(RemoteFailure.class)
                .hasRootCauseMessage("cell 4 is not here");
    }

    @Test
    void anErrorArrivesToo() {
        assertThatThrownBy(call("b", Executor.CALLS, BUG, 4, LONG)::join)
                .hasCauseInstanceOf(RemoteFailure.class)
                .hasRootCauseMessage("too deep");
    }

    @Test
    void aKindNobodyHandlesIsAFailure() {
        assertThatThrownBy(call("b", Executor.CALLS, (byte) 99, 0, LONG)::join)
                .hasCauseInstanceOf(RemoteFailure.class)
                .hasRootCauseMessage("member b has no handler for calls of kind 99");
    }

    @Test
    void aCallTimesOutWhileItIsStillHandled() {
        assertThatThrownBy(call("b", Executor.STEPS, WAIT, 0, Duration.ofMillis(200))::join)
                .hasCauseInstanceOf(Unanswered.class)
                .hasRootCauseMessage("member b gave no answer within 200 ms");
    }

    @Test
    void anUnknownMemberIsRefusedAtOnce() {
        CompletableFuture<byte[]> call = call("nobody", Executor.CALLS, ECHO, 0, LONG);
        assertThat(call).isCompletedExceptionally();
        assertThatThrownBy(call::join)
                .hasCauseInstanceOf(Unanswered.class)
                .hasRootCauseMessage("member nobody is not in the cluster");
    }

    @Test
    void theDeathOfTheCalledMemberEndsTheCallBeforeItsTimeout() {
        HazelcastMember c = members.start();
        awaitSize(a, 3);
        CountDownLatch begun = new CountDownLatch(1);
        c.link().handle(WAIT, (cell, payload) -> {
            begun.countDown();
            released.await();
            return payload;
        });
        CompletableFuture<byte[]> call = call("c", Executor.CALLS, WAIT, 0, Duration.ofMinutes(5));
        assertThat(begun)
                .satisfies(
                        latch -> assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue());
        c.terminate();
        assertThatThrownBy(() -> call.get(30, TimeUnit.SECONDS)).hasCauseInstanceOf(Unanswered.class);
    }

    @Test
    void aCallStartsNoThreadOfItsOwn() {
        call("b", Executor.CALLS, ECHO, 0, LONG).join();
        long before = ManagementFactory.getThreadMXBean().getTotalStartedThreadCount();

        for (int number = 0; number < MANY; number++) {
            call("b", Executor.CALLS, ECHO, number, LONG).join();
        }

        long started = ManagementFactory.getThreadMXBean().getTotalStartedThreadCount() - before;
        assertThat(started).isLessThan(MANY / 2);
    }

    @Test
    void aKindHasOneHandler() {
        assertThatThrownBy(() -> b.link().handle(ECHO, (cell, payload) -> payload))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("calls of kind 1 have a handler already");
    }

    private CompletableFuture<byte[]> call(String name, Executor executor, byte kind, int cell, Duration timeout) {
        return a.link().call(name, executor, kind, cell, "hi".getBytes(UTF_8), timeout);
    }
}
