// SPDX-License-Identifier: Apache-2.0
package io.tocsin.cluster.member;

import static io.tocsin.cluster.member.Members.LONG;
import static io.tocsin.cluster.member.Members.awaitSize;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.hazelcast.config.Config;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class HazelcastMemberIT {
    @Test
    void membersSeeOneAnotherOldestFirst() {
        try (Members members = new Members(3)) {
            HazelcastMember a = members.start();
            HazelcastMember b = members.start();
            HazelcastMember c = members.start();
            for (HazelcastMember each : List.of(a, b, c)) {
                awaitSize(each, 3);
                assertThat(each.members()).extracting(Peer::name).containsExactly("a", "b", "c");
            }
            assertThat(b.members()).extracting(Peer::local).containsExactly(false, true, false);
            assertThat(b.members().get(2).labels()).isEqualTo(Map.of("settings", "hash-c"));
            assertThat(b.members().get(2).address())
                    .isEqualTo("127.0.0.1:" + c.settings().port());
            assertThat(List.of(a.isOldest(), b.isOldest(), c.isOldest())).containsExactly(true, false, false);
        }
    }

    @Test
    void aMemberOfAnotherClusterIsNotLetIn() {
        try (Members members = new Members(2)) {
            HazelcastMember a = members.start();
            HazelcastMember stranger = members.startForeign("another");
            assertThat(stranger.members()).extracting(Peer::name).containsExactly("b");
            assertThat(a.members()).extracting(Peer::name).containsExactly("a");
        }
    }

    @Test
    void theDeathOfAMemberIsToldAndTheNextIsOldest() {
        try (Members members = new Members(3)) {
            HazelcastMember a = members.start();
            HazelcastMember b = members.start();
            HazelcastMember c = members.start();
            awaitSize(b, 3);
            awaitSize(c, 3);
            List<List<Peer>> told = new CopyOnWriteArrayList<>();
            b.onMembers(told::add);
            a.terminate();
            await().atMost(LONG).until(() -> !told.isEmpty());
            assertThat(told.get(0)).extracting(Peer::name).containsExactly("b", "c");
            assertThat(b.isOldest()).isTrue();
            assertThat(a.members()).isEmpty();
            assertThat(a.running()).isFalse();
            assertThat(a.isOldest()).isFalse();
        }
    }

    @Test
    void aMajorityIsMoreThanHalfOfAWholeCluster() {
        try (Members members = new Members(3)) {
            HazelcastMember a = members.start();
            assertThat(a.seesMajority()).isFalse();
            HazelcastMember b = members.start();
            awaitSize(a, 2);
            assertThat(a.seesMajority()).isTrue();
            b.close();
            awaitSize(a, 1);
            assertThat(a.seesMajority()).isFalse();
            a.close();
            assertThat(a.seesMajority()).isFalse();
        }
    }

    @Test
    void theClustersTimeCanBeReadAlsoAfterTheMemberWasClosed() {
        try (Members members = new Members(2)) {
            members.start();
            HazelcastMember b = members.start();
            Clock clock = ClusterClock.of(b);
            Instant before = clock.instant();
            assertThat(before).isCloseTo(Instant.now(), within(1, ChronoUnit.SECONDS));
            b.close();
            assertThat(clock.instant()).isAfterOrEqualTo(before);
        }
    }

    @Test
    void everyCellHasAPlaceAndBothMembersHaveSome() {
        try (Members members = new Members(2)) {
            HazelcastMember a = members.start();
            HazelcastMember b = members.start();
            awaitSize(a, 2);
            await().atMost(LONG)
                    .untilAsserted(
                            () -> assertThat(places(a)).isEqualTo(places(b)).containsExactlyInAnyOrder("a", "b"));
            assertThatThrownBy(() -> a.placeOf(8))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("cell must lie in 0..7, was 8");
        }
    }

    @Test
    void membersFindOneAnotherByAName() {
        int port = Members.freePorts(1).get(0);
        HazelcastMember a = HazelcastMember.start(byName("a", "127.0.0.1", port), List.of());
        HazelcastMember b = HazelcastMember.start(byName("b", "127.1.0.2", port), List.of());
        try {
            awaitSize(a, 2);
            assertThat(b.members()).extracting(Peer::address).containsExactly("127.0.0.1:" + port, "127.1.0.2:" + port);
        } finally {
            b.terminate();
            a.terminate();
        }
    }

    @Test
    void sidesThatFindEachOtherAgainBecomeOneAndTheLoserIsTold() {
        int port = Members.freePorts(1).get(0);
        List<Config> configs = new ArrayList<>();
        HazelcastMember a = HazelcastMember.start(alone("a", "127.1.0.1", port), List.of(), configs::add);
        HazelcastMember b = HazelcastMember.start(alone("b", "127.1.0.2", port), List.of(), configs::add);
        try {
            assertThat(b.members()).hasSize(1);
            AtomicInteger merges = new AtomicInteger();
            a.onMerged(merges::incrementAndGet);
            b.onMerged(merges::incrementAndGet);
            configs.get(0).getAdvancedNetworkConfig().getJoin().getTcpIpConfig().addMember("127.1.0.2:" + port);
            configs.get(1).getAdvancedNetworkConfig().getJoin().getTcpIpConfig().addMember("127.1.0.1:" + port);
            await().atMost(LONG).until(() -> merges.get() == 1);
            awaitSize(a, 2);
            awaitSize(b, 2);
            assertThat(a.members()).extracting(Peer::name).containsExactlyInAnyOrder("a", "b");
        } finally {
            b.terminate();
            a.terminate();
        }
    }

    private static MemberSettings alone(String name, String host, int port) {
        return new MemberSettings(
                "tocsin", name, host, port, new Join.Hosts(List.of(host + ":" + port)), 2, 8, Map.of());
    }

    private static MemberSettings byName(String name, String host, int port) {
        return new MemberSettings("tocsin", name, host, port, new Join.Headless("localhost"), 2, 8, Map.of());
    }

    private static Set<String> places(HazelcastMember member) {
        Set<String> names = new HashSet<>();
        for (int cell = 0; cell < 8; cell++) {
            member.placeOf(cell).ifPresent(peer -> names.add(peer.name()));
        }
        return names;
    }
}
