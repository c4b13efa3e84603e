// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.settings;

import static io.tocsin.app.settings.bind.InvalidSetting.unless;

import io.tocsin.app.settings.bind.InvalidSetting;
import io.tocsin.app.settings.bind.Setting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How this node is one of several. What is set is checked even while the cluster is not enabled; what is missing only when
 * it is.
 *
 * @param enabled whether it is
 * @param name which cluster
 * @param member which of its members
 * @param size how many members it has when it is whole; 0 for as many as are listed
 * @param host address to listen on for the others
 * @param port TCP port to listen on for the others
 * @param members all of them, as {@code name@host:port}
 * @param heartbeat how often members tell one another that they are there
 * @param missingAfter how long a member may be silent before the others go on without it
 * @param kubernetes where they are found instead of by the list
 * @param tunnel mutual TLS between them
 */
public record ClusterSettings(
        @Setting(value = "Whether this node is a member of a cluster.", fallback = "false")
        boolean enabled,

        @Setting(
                value = "Name of the cluster. Members of another one are not let in; it is not a secret.",
                fallback = "tocsin")
        String name,

        @Setting("Name of this member, the same after a restart. Needed in a cluster.")
        Optional<String> member,

        @Setting(
                value = "Members of the cluster when it is whole; automations need more than half of them. 0: as many"
                        + " as are listed under members.",
                fallback = "0")
        int size,

        @Setting(
                value = "Address to listen on for the other members, and without a tunnel the one they reach.",
                fallback = "127.0.0.1")
        String host,

        @Setting(value = "TCP port to listen on for the other members.", fallback = "5701")
        int port,

        @Setting("All members as name@host:port, the same list in the same order on each of them.")
        List<String> members,

        @Setting(
                value = "How often members tell one another that they are there: 1s to 10s, in whole seconds.",
                fallback = "1s")
        Duration heartbeat,

        @Setting(
                value =
                        "How long a member may be silent before the others go on without it: at least three heartbeats, at"
                                + " most 2m, in whole seconds. What it owns is not taken for so long; a pause longer than"
                                + " this makes others take over.",
                fallback = "5s")
        Duration missingAfter,

        @Setting("Where Kubernetes tells the members, instead of the list.")
        Kubernetes kubernetes,

        @Setting("Mutual TLS between members.") Tunnel tunnel) {

    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");
    private static final Pattern MEMBER =
            Pattern.compile("([A-Za-z0-9][A-Za-z0-9._-]*)@([A-Za-z0-9._-]+):([1-9][0-9]{0,4})");
    private static final int MAX_PORT = 65_535;
    private static final int MAX_MEMBERS = 64;
    private static final int LONGEST_HEARTBEAT = 10;
    private static final int LEAST_HEARTBEATS = 3;
    private static final int LONGEST_SILENCE = 120;

    /** @throws InvalidSetting if a value is out of range or what a cluster needs is missing */
    public ClusterSettings {
        members = List.copyOf(members);
        unless(WORD.matcher(name).matches(), "name", "must be letters, digits, '.', '_' and '-', was '" + name + "'");
        member.ifPresent(word -> unless(
                WORD.matcher(word).matches(),
                "member",
                "must be letters, digits, '.', '_' and '-', was '" + word + "'"));
        unless(size >= 0 && size <= MAX_MEMBERS, "size", "must lie in 0..64, was " + size);
        unless(port >= 1 && port <= MAX_PORT, "port", "must lie in 1..65535, was " + port);
        unless(
                inWholeSeconds(heartbeat, 1, LONGEST_HEARTBEAT),
                "heartbeat",
                "must be whole seconds, 1s to 10s, was " + heartbeat.toMillis() + "ms");
        long least = LEAST_HEARTBEATS * heartbeat.toSeconds();
        unless(
                inWholeSeconds(missingAfter, least, LONGEST_SILENCE),
                "missing-after",
                "must be whole seconds, from three heartbeats, which is " + least + "s, to 120s, was "
                        + missingAfter.toMillis() + "ms");
        members.forEach(ClusterSettings::listed);
        unless(
                members.stream().map(ClusterSettings::nameOf).distinct().count() == members.size(),
                "members",
                "must name each member once");
        if (enabled) {
            complete(member, size, host, members, kubernetes, tunnel);
        }
    }

    /** Members when it is whole. */
    public int whole() {
        return size == 0 ? members.size() : size;
    }

    /**
     * Where Kubernetes tells the members.
     *
     * @param service DNS name of a headless service
     */
    public record Kubernetes(
            @Setting("DNS name of a headless service that lists members before they are ready; all listen on port.")
            Optional<String> service) {}

    /**
     * Mutual TLS between members.
     *
     * @param enabled whether members speak through it
     * @param key private key
     * @param certificate certificate of the key
     * @param trust who signs members' certificates
     */
    public record Tunnel(
            @Setting(
                    value = "Whether members speak through a tunnel of mutual TLS. Host and port are then those of its"
                            + " end, and members are listed.",
                    fallback = "false")
            boolean enabled,

            @Setting("Private key in PEM, PKCS #8 without a password.")
            Optional<Path> key,

            @Setting("Certificate of the key in PEM; it must name the host by which the others call this member.")
            Optional<Path> certificate,

            @Setting("Certificates in PEM of who signs members' certificates; whoever they sign for is let in.")
            Optional<Path> trust) {

        /** @throws InvalidSetting if it is enabled and a file is not named */
        public Tunnel {
            if (enabled) {
                unless(key.isPresent(), "key", "must be set when the tunnel is enabled");
                unless(certificate.isPresent(), "certificate", "must be set when the tunnel is enabled");
                unless(trust.isPresent(), "trust", "must be set when the tunnel is enabled");
            }
        }
    }

    private static void complete(
            Optional<String> member,
            int size,
            String host,
            List<String> members,
            Kubernetes kubernetes,
            Tunnel tunnel) {
        unless(member.isPresent(), "member", "must be set in a cluster: the name of this member, such as tocsin-1");
        unless(
                members.isEmpty() != kubernetes.service().isEmpty(),
                "members",
                "or kubernetes.service must be set in a cluster, one of the two");
        unless(!tunnel.enabled() || !members.isEmpty(), "members", "must be set when the tunnel is enabled");
        unless(
                tunnel.enabled() || Stream.of("0.0.0.0", "::").noneMatch(host::equals),
                "host",
                "is " + host + ", but without a tunnel must be the one address by which the others reach this member");
        unless(
                members.isEmpty() || size == 0 || size == members.size(),
                "size",
                "must be " + members.size() + ", the number of members, or left out, was " + size);
        unless(!members.isEmpty() || size > 0, "size", "must be set when members are not listed");
        String name = member.orElse("");
        unless(
                members.isEmpty()
                        || members.stream().anyMatch(one -> nameOf(one).equals(name)),
                "member",
                "is '" + name + "', which is not under members");
    }

    private static boolean inWholeSeconds(Duration span, long least, long most) {
        return span.toMillis() % 1_000 == 0 && span.toSeconds() >= least && span.toSeconds() <= most;
    }

    private static void listed(String one) {
        unless(
                MEMBER.matcher(one).matches() && Integer.parseInt(one.substring(one.lastIndexOf(':') + 1)) <= MAX_PORT,
                "members",
                "must be name@host:port, such as tocsin-1@10.0.0.1:5701, was '" + one + "'");
    }

    private static String nameOf(String one) {
        return one.substring(0, one.indexOf('@'));
    }
}
