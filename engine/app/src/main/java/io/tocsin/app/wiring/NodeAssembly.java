// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.wiring;

import io.tocsin.app.settings.HttpSettings;
import io.tocsin.app.settings.Settings;
import io.tocsin.app.settings.bind.Bound;
import io.tocsin.app.terminal.Console;
import io.tocsin.app.terminal.Exit;
import io.tocsin.app.terminal.Failure;
import io.tocsin.pipeline.Engine;
import io.tocsin.pipeline.intake.Door;
import io.tocsin.pipeline.node.DriftWatch;
import io.tocsin.pipeline.node.LedgerWatch;
import io.tocsin.pipeline.node.SkewWatch;
import io.tocsin.pipeline.response.Receiver;
import io.tocsin.pipeline.response.Targets;
import io.tocsin.pipeline.route.RouteAdvisor;
import io.tocsin.pipeline.shard.Placement;
import io.tocsin.pipeline.store.StoreException;
import io.tocsin.receivers.Receivers;
import io.tocsin.receivers.page.PageRenderer;
import io.tocsin.runbooks.CamelRunbooks;
import io.tocsin.runbooks.RunbooksInvalid;
import io.tocsin.server.Server;
import io.tocsin.server.ServerSettings;
import io.tocsin.server.source.Source;
import io.tocsin.sources.generic.Mappings;
import io.tocsin.sources.poll.Pollers;
import io.tocsin.streams.Streams;
import java.net.URI;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Makes a running node of settings: every file is read before the store is opened, the store before a socket. What was
 * started is taken apart again, last first, when a later part fails. Used once; not thread-safe.
 */
public final class NodeAssembly {
    private final Settings settings;
    private final Console console;
    private final Clock clock;
    private final Supplier<Bound<Settings>> again;
    private final Bound<Settings> bound;
    private final Kept kept = new Kept();

    private NodeAssembly(Bound<Settings> bound, Supplier<Bound<Settings>> again, Console console, Clock clock) {
        this.bound = bound;
        this.again = again;
        this.settings = bound.value();
        this.console = console;
        this.clock = clock;
    }

    /**
     * Starts a node. Blocks until it listens; a member of a cluster takes signals once every cell has an owner.
     *
     * @param bound what the operator wants
     * @param again reads it again, for what may change while it runs
     * @param console shows the progress of a compilation of rules
     * @param clock wall clock
     * @throws Failure if a file does not load, the data directory is in use, or the port is taken
     */
    public static RunningNode start(
            Bound<Settings> bound, Supplier<Bound<Settings>> again, Console console, Clock clock) {
        NodeAssembly assembly = new NodeAssembly(bound, again, console, clock);
        try {
            return assembly.start();
        } catch (RuntimeException | Error e) {
            RunningNode.close(assembly.kept.lastFirst());
            throw assembly.explained(e);
        }
    }

    private RunningNode start() {
        List<io.tocsin.receivers.ReceiverSettings> people = People.receivers(settings);
        Targets targets = Automations.targets(settings);
        Optional<Membership> membership = Membership.of(settings.cluster(), Placement.CELLS, Map.of());
        DataFolder.writable(settings.dataDir());
        DataFolder.fit(settings.dataDir(), membership.isPresent());
        int port =
                Port.free("server", settings.server().host(), settings.server().port());
        membership.ifPresent(member -> Port.free(
                "cluster", settings.cluster().host(), settings.cluster().port()));
        URI address = settings.server().reachedAt(port);
        Mappings mappings = Entrances.mappings(settings);
        CompletableFuture<Ruleset> loading = CompletableFuture.supplyAsync(() -> Ruleset.load(settings, console));
        Present present = new Present();
        CamelRunbooks runbooks = kept.keep(CamelRunbooks.open(settings.runbooksDir(), present, targets));
        Receivers receivers = kept.keep(Receivers.open(people));
        Ruleset ruleset = loaded(loading);
        Map<String, Door> doors = Entrances.of(ruleset.policy().prices(), mappings);
        EngineParts parts = new EngineParts(
                ruleset,
                People.routing(settings.routes()),
                byName(receivers.all()),
                PageRenderer.at(address),
                runbooks);
        SharedConfig shared = new SharedConfig(settings);
        StartedEngine started = membership
                .map(member -> MemberAssembly.start(settings, shared, member, parts, kept))
                .orElseGet(() -> SoleAssembly.start(settings, parts, clock, kept));
        Engine engine = started.engine();
        present.is(engine);
        String tenant = settings.server().tenant();
        kept.keep(LedgerWatch.start(started.reach(), engine, started.clock(), tenant));
        if (membership.isPresent()) {
            kept.keep(DriftWatch.start(engine, started.clock(), tenant));
            kept.keep(SkewWatch.start(engine, started.clock(), tenant));
        }
        Rotation rotation = new Rotation(bound, again, shared, started.clock());
        Server server = kept.keep(Server.start(
                serverSettings(port, address, rotation.sources()),
                engine,
                started.ledger(),
                doors,
                kept.keep(new RouteAdvisor(ruleset.policy(), ruleset.rulebase().evaluator())),
                started.clock()));
        server.reloads(rotation);
        kept.keep(rotation.start(server::admit));
        kept.keep(Streams.open(Topics.of(settings), doors, engine, started.clock()));
        kept.keep(Pollers.start(Asking.pollers(settings, ruleset.policy().prices(), engine, started.clock())));
        return new RunningNode(
                kept.lastFirst(), address, ruleset.rulebase().rules().size(), engine::ready);
    }

    private static Ruleset loaded(CompletableFuture<Ruleset> loading) {
        try {
            return loading.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof Failure failure) {
                throw failure;
            }
            throw e;
        }
    }

    private static Map<String, Receiver> byName(Collection<Receiver> receivers) {
        return receivers.stream().collect(Collectors.toMap(Receiver::name, Function.identity()));
    }

    private ServerSettings serverSettings(int port, URI address, List<Source> sources) {
        HttpSettings http = settings.server();
        Map<String, String> tokens = new TreeMap<>();
        http.tokens().forEach((name, token) -> tokens.put(name, token.reveal()));
        return new ServerSettings(
                http.host(),
                port,
                tokens,
                sources,
                (int) http.maxBody().bytes(),
                (int) http.maxWebhookBody().bytes(),
                ServerSettings.defaults().eventLoops(),
                http.maxConnections(),
                http.requestTimeout(),
                http.tenant(),
                address,
                http.grpcPort() == 0 ? ServerSettings.NO_GRPC : http.grpcPort());
    }

    private RuntimeException explained(Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        } else if (thrown instanceof StoreException) {
            return new Failure(Exit.WRONG, String.valueOf(thrown.getMessage()), "Another --data is another node.");
        } else if (thrown instanceof RunbooksInvalid) {
            return new Failure(Exit.WRONG, "the runbooks do not load\n" + thrown.getMessage(), "");
        }
        return (RuntimeException) thrown;
    }
}
