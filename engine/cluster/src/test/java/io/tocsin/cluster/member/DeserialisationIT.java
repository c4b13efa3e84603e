// SPDX-License-Identifier: Apache-2.0
package io.tocsin.cluster.member;

import static io.tocsin.cluster.member.Members.awaitSize;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hazelcast.client.HazelcastClient;
import com.hazelcast.client.config.ClientConfig;
import com.hazelcast.cluster.Member;
import com.hazelcast.core.IExecutorService;
import java.io.Serializable;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What a member sends that runs other code than this version's. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeserialisationIT {
    private static final AtomicInteger RUNS = new AtomicInteger();

    private final Members members = new Members(2);
    private final HazelcastMember a = members.start();
    private final HazelcastMember b = members.start();

    @AfterAll
    void end() {
        members.close();
    }

    @Test
    void noSerialisedTaskIsRun() {
        for (Callable<Integer> task :
                List.of(new SerialisedTask(), (Callable<Integer> & Serializable) RUNS::incrementAndGet)) {
            assertThatThrownBy(() -> submit(task)).hasStackTraceContaining("is not allowed");
        }
        assertThat(RUNS).hasValue(0);
    }

    @Test
    void noTaskTravelsAsCompactWithoutASerializer() {
        assertThatThrownBy(() -> submit(new RecordTask(1))).hasStackTraceContaining("or it is restricted");
        assertThat(RUNS).hasValue(0);
    }

    @Test
    void aSerialisedValueIsNotRead() {
        BitSet value = BitSet.valueOf(new long[] {1});
        a.instance().getMap("values").set("key", value);
        assertThatThrownBy(() -> b.instance().getMap("values").get("key"))
                .hasStackTraceContaining("Resolving class java.util.BitSet is not allowed");
    }

    @Test
    void noClientIsLetIn() {
        ClientConfig client = new ClientConfig().setClusterName("tocsin");
        client.getNetworkConfig().addAddress("127.0.0.1:" + a.settings().port()).setConnectionTimeout(1_000);
        client.getConnectionStrategyConfig().getConnectionRetryConfig().setClusterConnectTimeoutMillis(2_000);
        assertThatThrownBy(() -> HazelcastClient.newHazelcastClient(client))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Unable to connect");
    }

    private void submit(Callable<Integer> task) throws Exception {
        awaitSize(a, 2);
        IExecutorService executor = a.instance().getExecutorService(Executor.CALLS.id());
        Member other = a.named("b").orElseThrow();
        executor.submitToMember(task, other).get(30, TimeUnit.SECONDS);
    }

    private static final class SerialisedTask implements Callable<Integer>, Serializable {
        private static final long serialVersionUID = 1;

        @Override
        public Integer call() {
            return RUNS.incrementAndGet();
        }
    }

    private record RecordTask(int number) implements Callable<Integer> {
        @Override
        public Integer call() {
            return RUNS.addAndGet(number);
        }
    }
}
