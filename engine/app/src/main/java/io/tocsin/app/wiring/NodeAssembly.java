// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.wiring;

import io.tocsin.app.settings.HttpSettings;
import io.tocsin.app.settings.Settings;
import io.tocsin.app.terminal.Console;
import io.tocsin.app.terminal.Exit;
import io.tocsin.app.terminal.Failure;
import io.tocsin.pipeline.intake.Door;
import io.tocsin.pipeline.ledger.ActionLedger;
import io.tocsin.pipeline.ledger.SoleOwner;
import io.tocsin.pipeline.node.LedgerWatch;
import io.tocsin.pipeline.node.LiveEngine;
import io.tocsin.pipeline.node.NodeParts;
import io.tocsin.pipeline.response.Receiver;
import io.tocsin.pipeline.store.Store;
import io.tocsin.pipeline.store.StoreException;
import io.tocsin.receivers.Receivers;
import io.tocsin.receivers.page.PageRenderer;
import io.tocsin.runbooks.CamelRunbooks;
import io.tocsin.runbooks.RunbooksInvalid;
import io.tocsin.server.Server;
import io.tocsin.server.ServerSettings;
import io.tocsin.store.SqliteStore;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Makes a running node of settings: every file is read before the store is opened, the store before a socket. What was
 * started is taken apart again, last first, when a later part fails. Used once; not thread-safe.
 */
public final class NodeAssembly {
    private static final String MEMBER = "node";

    private final Settings settings;
    private final Console console;
    private final Clock clock;
    private final Deque<AutoCloseable> started = new ArrayDeque<>();

    private NodeAssembly(Settings settings, Console console, Clock clock) {
        this.settings = settings;
        this.console = console;
        this.clock = clock;
    }

    /**
     * Starts a node. Blocks until it takes signals.
     *
     * @param settings what the operator wants
     * @param console shows the progress of a compilation of rules
     * @param clock wall clock
     * @throws Failure if a file does not load, the data directory is in use, or the port is taken
     */
    public static RunningNode start(Settings settings, Console console, Clock clock) {
        NodeAssembly assembly = new NodeAssembly(settings, console, clock);
        try {
            return assembly.start();
        } catch (RuntimeException | Error e) {
            RunningNode.close(assembly.started);
            throw assembly.explained(e);
        }
    }

    private RunningNode start() {
        List<io.tocsin.receivers.ReceiverSettings> people = People.receivers(settings);
        DataFolder.writable(settings.dataDir());
        int port = Port.free(settings.server().host(), settings.server().port());
        URI address = settings.server().reachedAt(port);
        CompletableFuture<Ruleset> loading = CompletableFuture.supplyAsync(() -> Ruleset.load(settings, console));
        Present present = new Present();
        CamelRunbooks runbooks = keep(CamelRunbooks.open(settings.runbooksDir(), present));
        Receivers receivers = keep(Receivers.open(people));
        Ruleset ruleset = loaded(loading);
        Map<String, Door> doors = Entrances.of(ruleset.policy().prices());
        Store store =
                SqliteStore.open(settings.dataDir(), settings.maxDataSize().bytes());
        ActionLedger ledger = ledger(store);
        LiveEngine engine = engine(
                store,
                new NodeParts(
                        store,
                        ruleset.rulebase(),
                        ruleset.policy(),
                        People.routing(settings.routes()),
                        byName(receivers.all()),
                        PageRenderer.at(address),
                        runbooks,
                        ledger,
                        new SoleOwner(ledger, MEMBER)));
        present.is(engine);
        keep(LedgerWatch.start(ledger, engine, clock, settings.server().tenant(), MEMBER));
        keep(Server.start(serverSettings(settings.server(), port, address), engine, doors, clock));
        return new RunningNode(started, address, ruleset.rulebase().rules().size());
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

    private ActionLedger ledger(Store store) {
        try {
            return keep(Ledgers.open(settings));
        } catch (RuntimeException | Error e) {
            store.close();
            throw e;
        }
    }

    private LiveEngine engine(Store store, NodeParts parts) {
        try {
            return keep(LiveEngine.start(parts, clock, settings.workers()));
        } catch (RuntimeException | Error e) {
            store.close();
            throw e;
        }
    }

    private <T extends AutoCloseable> T keep(T part) {
        started.push(part);
        return part;
    }

    private static Map<String, Receiver> byName(Collection<Receiver> receivers) {
        return receivers.stream().collect(Collectors.toMap(Receiver::name, Function.identity()));
    }

    private static ServerSettings serverSettings(HttpSettings settings, int port, URI address) {
        Map<String, String> tokens = new TreeMap<>();
        settings.tokens().forEach((name, token) -> tokens.put(name, token.reveal()));
        Map<String, List<String>> keys = new TreeMap<>();
        settings.webhooks()
                .forEach((source, secrets) -> keys.put(
                        source, secrets.stream().map(secret -> secret.reveal()).toList()));
        return new ServerSettings(
                settings.host(),
                port,
                tokens,
                keys,
                (int) settings.maxBody().bytes(),
                (int) settings.maxWebhookBody().bytes(),
                ServerSettings.defaults().eventLoops(),
                settings.maxConnections(),
                settings.requestTimeout(),
                settings.tenant(),
                address);
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
