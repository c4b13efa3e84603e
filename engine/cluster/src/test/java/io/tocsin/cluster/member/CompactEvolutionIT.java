// SPDX-License-Identifier: Apache-2.0
package io.tocsin.cluster.member;

import static io.tocsin.cluster.member.Members.LONG;
import static io.tocsin.cluster.member.Members.awaitSize;
import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.config.Config;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.nio.serialization.FieldKind;
import com.hazelcast.nio.serialization.compact.CompactReader;
import com.hazelcast.nio.serialization.compact.CompactSerializer;
import com.hazelcast.nio.serialization.compact.CompactWriter;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Two members of one cluster while it is updated: one writes a call with a field more. */
class CompactEvolutionIT {
    @Test
    void callsPassBetweenAVersionAndTheNext() throws Exception {
        try (Members members = new Members(2)) {
            HazelcastMember older = members.start();
            older.link().handle((byte) 1, (cell, payload) -> new byte[] {(byte) (payload[0] + cell)});
            HazelcastInstance newer = newer(members.settings("tocsin", 1));
            try {
                awaitSize(older, 2);
                assertThat(newer.getExecutorService(Executor.CALLS.id())
                                .submitToMember(
                                        new Call((byte) 1, 5, new byte[] {7}),
                                        newer.getCluster()
                                                .getMembers()
                                                .iterator()
                                                .next())
                                .get(30, TimeUnit.SECONDS))
                        .isEqualTo(Answer.of(new byte[] {12}));
                assertThat(older.link()
                                .call("b", Executor.CALLS, (byte) 2, 5, new byte[] {7}, LONG)
                                .get(30, TimeUnit.SECONDS))
                        .containsExactly(7, NewerSerializer.UNSAID);
            } finally {
                newer.getLifecycleService().terminate();
            }
        }
    }

    private static HazelcastInstance newer(MemberSettings settings) {
        Config config = HardenedConfig.of(settings, List.of(new NewerSerializer()));
        CallHandlers handlers = new CallHandlers("b");
        handlers.add((byte) 2, (cell, payload) -> payload);
        config.setUserContext(new ConcurrentHashMap<>());
        config.getUserContext().put(CallHandlers.KEY, handlers);
        return Hazelcast.newHazelcastInstance(config);
    }

    /** The next version's: it writes a priority, and hands it on behind the payload. */
    private static final class NewerSerializer implements CompactSerializer<Call> {
        static final byte UNSAID = 3;

        @Override
        public Call read(CompactReader reader) {
            byte priority =
                    reader.getFieldKind("priority") == FieldKind.NOT_AVAILABLE ? UNSAID : reader.readInt8("priority");
            Call call = new CallSerializer().read(reader);
            return new Call(call.kind(), call.cell(), new byte[] {call.payload()[0], priority});
        }

        @Override
        public void write(CompactWriter writer, Call call) {
            new CallSerializer().write(writer, call);
            writer.writeInt8("priority", (byte) 9);
        }

        @Override
        public String getTypeName() {
            return CallSerializer.TYPE;
        }

        @Override
        public Class<Call> getCompactClass() {
            return Call.class;
        }
    }
}
