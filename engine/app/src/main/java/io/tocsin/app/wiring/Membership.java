// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.wiring;

import io.tocsin.app.settings.ClusterSettings;
import io.tocsin.cluster.member.Heartbeats;
import io.tocsin.cluster.member.Join;
import io.tocsin.cluster.member.MemberSettings;
import io.tocsin.server.tunnel.TunnelSettings;
import io.tocsin.server.tunnel.TunnelSettings.Credentials;
import io.tocsin.server.tunnel.TunnelSettings.Endpoint;
import io.tocsin.server.tunnel.TunnelSettings.Passage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the settings of a cluster mean for this member. With a tunnel every member has a loopback address by its place in
 * the list: members bind and call only those, and the tunnel takes them to the listed hosts. Start the tunnel first.
 * Immutable.
 *
 * @param member how to start the member
 * @param tunnel how to open its end of the tunnel, if there is one
 */
public record Membership(MemberSettings member, Optional<TunnelSettings> tunnel) {
    private static final String INSIDE = "127.1.0.";
    private static final int INSIDE_PORT = 5701;

    /**
     * Reads the settings.
     *
     * @param cells Hazelcast partitions, the same on every member
     * @param labels what the others may read of this member
     * @return empty when the node is on its own
     */
    public static Optional<Membership> of(ClusterSettings settings, int cells, Map<String, String> labels) {
        if (!settings.enabled()) {
            return Optional.empty();
        }
        List<Listed> members = settings.members().stream().map(Listed::parse).toList();
        Optional<TunnelSettings> tunnel = tunnel(settings, members);
        Endpoint own = tunnel.map(TunnelSettings::inner).orElse(new Endpoint(settings.host(), settings.port()));
        Join join = settings.kubernetes()
                .service()
                .<Join>map(Join.Headless::new)
                .orElseGet(() -> new Join.Hosts(addresses(members, tunnel.isPresent())));
        MemberSettings member = new MemberSettings(
                settings.name(),
                own(settings),
                own.host(),
                own.port(),
                join,
                settings.whole(),
                cells,
                new Heartbeats(settings.heartbeat(), settings.missingAfter()),
                labels);
        return Optional.of(new Membership(member, tunnel));
    }

    private static Optional<TunnelSettings> tunnel(ClusterSettings settings, List<Listed> members) {
        ClusterSettings.Tunnel files = settings.tunnel();
        if (!files.enabled()) {
            return Optional.empty();
        }
        List<Passage> others = new ArrayList<>();
        Endpoint inner = inside(0);
        for (int i = 0; i < members.size(); i++) {
            Listed one = members.get(i);
            if (one.name().equals(own(settings))) {
                inner = inside(i);
            } else {
                others.add(new Passage(one.name(), inside(i), one.address()));
            }
        }
        Credentials credentials = new Credentials(
                files.key().orElseThrow(),
                files.certificate().orElseThrow(),
                files.trust().orElseThrow());
        return Optional.of(
                new TunnelSettings(new Endpoint(settings.host(), settings.port()), inner, others, credentials));
    }

    private static List<String> addresses(List<Listed> members, boolean tunnelled) {
        List<String> addresses = new ArrayList<>();
        for (int i = 0; i < members.size(); i++) {
            Endpoint address = tunnelled ? inside(i) : members.get(i).address();
            addresses.add(address.toString());
        }
        return addresses;
    }

    private static Endpoint inside(int place) {
        return new Endpoint(INSIDE + (place + 1), INSIDE_PORT);
    }

    private static String own(ClusterSettings settings) {
        return settings.member().orElseThrow();
    }

    /** One line of the list of members, which the settings have checked. */
    private record Listed(String name, Endpoint address) {
        static Listed parse(String written) {
            int at = written.indexOf('@');
            int colon = written.lastIndexOf(':');
            return new Listed(
                    written.substring(0, at),
                    new Endpoint(written.substring(at + 1, colon), Integer.parseInt(written.substring(colon + 1))));
        }
    }
}
