// SPDX-License-Identifier: Apache-2.0
package io.tocsin.faults.lab;

import static java.util.Objects.requireNonNull;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.app.node.Client;
import io.tocsin.faults.lab.Violation.Kind;
import io.tocsin.pipeline.shard.Placement;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Three members of a laboratory as one cluster, with a ledger. The laboratory ends the members, closing this ends the way
 * to the ledger. Not thread-safe, except for {@link #client()}.
 */
public final class Cluster implements AutoCloseable {
    /** Its members. */
    public static final List<String> NAMES = List.of("a", "b", "c");

    /** The cell in which alerts and automations of the tenant {@code default} live. */
    private static final int ALERTS = Placement.cell(Placement.ofTenant("default"));

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final int PORT = 5701;
    private static final Duration OFTEN = Duration.ofMillis(100);

    private final Lab lab;
    private final Ledger ledger = new Ledger();
    private final Map<String, Member> members = new LinkedHashMap<>();
    private final Map<String, Path> data = new TreeMap<>();
    private @Nullable Islands islands;
    private final List<Cut> cuts = new ArrayList<>();

    /** A span in which a member is in a minority; what it claims then is against the rules. */
    private record Cut(String member, Instant from, Instant to) {}

    /** What else stands under {@code cluster} in the settings of a member. */
    @FunctionalInterface
    public interface More {
        /** Begins with a comma, such as {@code ", heartbeat: 5s"}. */
        String of(String member, String address) throws InterruptedException;
    }

    private Cluster(Lab lab) throws IOException {
        this.lab = lab;
    }

    /** Three members on the loopback interface, whole and taking signals. */
    public static Cluster start(Lab lab) throws IOException {
        return start(lab, Map.of());
    }

    /** Three members, one of which keeps its data in a folder of its own. */
    public static Cluster startWithData(Lab lab, String member, Path data) throws IOException {
        return start(lab, Map.of(), Map.of(member, data));
    }

    /** Three members, some of them started by something, such as {@code env FAKETIME=+10m}. */
    public static Cluster start(Lab lab, Map<String, List<String>> wrappers) throws IOException {
        return start(lab, wrappers, Map.of());
    }

    private static Cluster start(Lab lab, Map<String, List<String>> wrappers, Map<String, Path> data)
            throws IOException {
        Cluster cluster = new Cluster(lab);
        cluster.data.putAll(data);
        Map<String, String> addresses = new LinkedHashMap<>();
        for (String name : NAMES) {
            addresses.put(name, "127.0.0.1:" + freePort());
        }
        addresses.keySet().forEach(name -> cluster.add(name, addresses, wrappers.getOrDefault(name, List.of()), ""));
        return cluster.startAll();
    }

    /** Three members on machines of their own, whole and taking signals. */
    public static Cluster startApart(Lab lab) throws IOException, InterruptedException {
        return startApart(lab, (member, address) -> "");
    }

    /** The same, with something special about the members. */
    public static Cluster startApart(Lab lab, More more) throws IOException, InterruptedException {
        Cluster cluster = new Cluster(lab);
        cluster.islands = new Islands(NAMES);
        Map<String, String> addresses = new LinkedHashMap<>();
        for (String name : NAMES) {
            addresses.put(name, cluster.net().address(name) + ":" + PORT);
        }
        for (String name : NAMES) {
            cluster.add(
                    name,
                    addresses,
                    List.of("ip", "netns", "exec", cluster.net().namespace(name)),
                    more.of(name, cluster.net().address(name)));
            cluster.islands.connect(
                    name,
                    cluster.member(name).address().getPort(),
                    List.of(lab.vendor().url().getPort(), cluster.ledger.proxy().port()));
        }
        return cluster.startAll();
    }

    private void add(String name, Map<String, String> addresses, List<String> wrapper, String more) {
        String[] own = addresses.getOrDefault(name, "").split(":");
        List<String> listed = addresses.entrySet().stream()
                .map(entry -> entry.getKey() + "@" + entry.getValue())
                .toList();
        String settings = "cluster: {enabled: true, member: %s, host: %s, port: %s, members: [\"%s\"]%s}\n"
                .formatted(name, own[0], own[1], String.join("\", \"", listed), more);
        Member.Place place =
                lab.place(name).withSettings(settings + ledger.settings()).by(wrapper);
        members.put(name, lab.member(name, place.withData(data.getOrDefault(name, place.data()))));
    }

    /** The cables between members on machines of their own. */
    public Netns net() {
        return requireNonNull(islands, "the members are on one machine").net();
    }

    private Cluster startAll() {
        members.values().forEach(Member::start);
        members.values().forEach(Member::awaitReady);
        awaitWhole();
        return this;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** One of them. */
    public Member member(String name) {
        Member member = members.get(name);
        if (member == null) {
            throw new IllegalArgumentException("there is no member " + name + ", only " + members.keySet());
        }
        return member;
    }

    /** All of them, whether they run or not. */
    public List<Member> members() {
        return List.copyOf(members.values());
    }

    /** All but one. */
    public List<Member> others(Member one) {
        return members.values().stream().filter(member -> member != one).toList();
    }

    /** Speaks to any that runs. */
    public Client client() {
        List<Member> alive = members.values().stream().filter(Member::isAlive).toList();
        List<Member> some = alive.isEmpty() ? members() : alive;
        return some.get(ThreadLocalRandom.current().nextInt(some.size())).client();
    }

    /** Its ledger. */
    public Ledger ledger() {
        return ledger;
    }

    /** The owner of a cell as a member sees it; empty when it has none. */
    public static String owner(Member through, int cell) throws IOException, InterruptedException {
        return through.client()
                .get("/api/v1/cluster")
                .path("cells")
                .path(cell)
                .path("owner")
                .asText();
    }

    /** The member in whose cell the alerts live and the automations act; waits for one while the cell is on the move. */
    public Member acting() {
        String owner = await("an owner of the alerts")
                .atMost(PATIENCE)
                .pollInterval(OFTEN)
                .ignoreExceptions()
                .until(() -> owner(alive(), ALERTS), name -> !name.isEmpty());
        return member(owner);
    }

    private Member alive() {
        return members.values().stream().filter(Member::isAlive).findFirst().orElseThrow();
    }

    /** Waits until each member that runs sees all others that run, and every cell an owner with a copy that has it all. */
    public void awaitWhole() {
        await("a whole cluster")
                .atMost(PATIENCE)
                .pollInterval(OFTEN)
                .ignoreExceptions()
                .until(() -> {
                    for (Member member : members.values()) {
                        if (member.isAlive() && !isWhole(member.client().get("/api/v1/cluster"))) {
                            return false;
                        }
                    }
                    return true;
                });
    }

    private boolean isWhole(JsonNode view) {
        long running = members.values().stream().filter(Member::isAlive).count();
        return StreamSupport.stream(view.path("members").spliterator(), false)
                                .filter(member -> member.path("answers").asBoolean())
                                .count()
                        == running
                && StreamSupport.stream(view.path("cells").spliterator(), false)
                        .allMatch(cell -> !cell.path("owner").asText().isEmpty()
                                && cell.path("inSync").asBoolean());
    }

    /** How long it takes from a moment until a batch for all cells is accepted by one of the members that run. */
    public Duration untilAcceptedEverywhere(Member through, Instant since) throws InterruptedException {
        lab.traffic().offerEverywhereUntilAccepted(through.client());
        return Duration.between(since, Instant.now());
    }

    /** A member was in a minority; nothing that it claims then is right. */
    public void wasCutOff(Member member, Instant from, Instant to) {
        cuts.add(new Cut(member.name(), from, to));
    }

    /** Waits until everything is settled; says what is wrong. Ledger and actions must agree as well. */
    public Verdict verdict() throws InterruptedException {
        lab.verdict(alive());
        List<Ledger.Row> rows = ledger.rows();
        rows.forEach(row -> row.actingRun().ifPresent(lab.history()::claimed));
        Verdict seen = lab.history().verdict();
        List<Violation> violations = new ArrayList<>(seen.violations());
        for (Cut cut : cuts) {
            List<Ledger.Row> wrong = rows.stream()
                    .filter(row -> row.member().equals(cut.member())
                            && row.claimed().isAfter(cut.from())
                            && row.claimed().isBefore(cut.to()))
                    .toList();
            if (!wrong.isEmpty()) {
                violations.add(
                        new Violation(Kind.MINORITY, wrong.size(), cut.member() + " claimed while cut off: " + wrong));
            }
        }
        return new Verdict(seen.accepted(), violations);
    }

    /** What the members said last, for people who look for a cause. */
    public String said() {
        return members.values().stream()
                .map(member -> "--- " + member.name() + "\n" + member.said())
                .collect(Collectors.joining("\n"));
    }

    /** Ends the members as well, so that their machines can be taken down. */
    @Override
    public void close() throws IOException, InterruptedException {
        for (Member member : members.values()) {
            if (member.isAlive()) {
                member.kill();
            }
        }
        ledger.close();
        if (islands != null) {
            islands.close();
        }
    }
}
