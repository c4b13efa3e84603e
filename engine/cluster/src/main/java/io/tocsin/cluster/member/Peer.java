// SPDX-License-Identifier: Apache-2.0
package io.tocsin.cluster.member;

import com.hazelcast.cluster.Member;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One member as the others see it. Immutable.
 *
 * @param name its stable name; empty for a stranger without one
 * @param address {@code host:port}
 * @param labels what it says of itself, as of its start
 * @param local whether it is this process
 */
public record Peer(String name, String address, Map<String, String> labels, boolean local) {
    static final String NAME = "tocsin.name";
    static final String LABEL = "tocsin.label.";

    /** Copies the labels. */
    public Peer {
        labels = Map.copyOf(labels);
    }

    static Peer of(Member member) {
        Map<String, String> labels = new LinkedHashMap<>();
        member.getAttributes().forEach((key, value) -> {
            if (key.startsWith(LABEL)) {
                labels.put(key.substring(LABEL.length()), value);
            }
        });
        return new Peer(
                nameOf(member),
                member.getAddress().getHost() + ":" + member.getAddress().getPort(),
                labels,
                member.localMember());
    }

    static String nameOf(Member member) {
        return member.getAttributes().getOrDefault(NAME, "");
    }
}
