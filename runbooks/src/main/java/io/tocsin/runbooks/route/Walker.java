// SPDX-License-Identifier: Apache-2.0
package io.tocsin.runbooks.route;

import io.tocsin.model.response.RunbookRun;
import io.tocsin.pipeline.response.Actuation;
import io.tocsin.runbooks.book.Runbook;
import io.tocsin.runbooks.book.StepKind;
import io.tocsin.runbooks.book.Surroundings;
import java.util.Collection;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.errorhandler.NoErrorHandlerDefinition;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Walks the routes of runbooks in a Camel context of its own. Every mode walks the same nodes: the mode is no header, so
 * that no route can tell a dry run from a real one, and the edge collects effects in all of them. Thread-safe; a walk
 * blocks until the route has ended.
 */
public final class Walker implements AutoCloseable {
    /** The headers a walk sets and a route may read; nothing else reaches a route. */
    public static final Set<String> HEADERS =
            Set.of("tocsinRun", "tocsinRunbook", "tocsinAlert", "tocsinTargetKind", "tocsinTarget");

    private static final Logger LOG = LoggerFactory.getLogger(Walker.class);

    private final Surroundings surroundings;
    private final CamelContext context;
    private final ProducerTemplate template;

    private Walker(Surroundings surroundings, CamelContext context) {
        this.surroundings = surroundings;
        this.context = context;
        this.template = context.createProducerTemplate();
    }

    /**
     * Starts a context with the routes of these runbooks.
     *
     * @throws IllegalStateException if Camel does not take a route, with its name
     */
    @SuppressWarnings("resource")
    public static Walker start(Collection<Runbook> runbooks, Surroundings surroundings) {
        DefaultCamelContext context = new DefaultCamelContext();
        context.getCamelContextExtension().setName("tocsin-runbooks");
        context.getCamelContextExtension().setErrorHandlerFactory(new NoErrorHandlerDefinition());
        context.getCamelContextExtension().addInterceptStrategy(new NodeTrace());
        context.getShutdownStrategy().setTimeout(5);
        context.addComponent(EdgeOperation.SCHEME, new EdgeComponent());
        runbooks.forEach(runbook -> load(context, runbook));
        context.start();
        return new Walker(surroundings, context);
    }

    private static void load(CamelContext context, Runbook runbook) {
        try {
            PluginHelper.getRoutesLoader(context)
                    .loadRoutes(ResourceHelper.fromString(runbook.name() + ".yaml", runbook.route()));
        } catch (Exception e) {
            throw new IllegalStateException("Camel does not take the route of " + runbook.name() + ": " + e, e);
        }
    }

    /** Walks the route of a runbook for a run. Never throws. */
    public Actuation walk(Runbook runbook, RunbookRun run, Actuation.Mode mode) {
        Walk walk = new Walk(runbook, run, mode, surroundings);
        try {
            return walked(walk);
        } catch (RuntimeException e) {
            return failed(walk, e);
        }
    }

    /** The number of endpoints its routes know, by scheme: what could be reached at all. */
    Collection<String> endpoints() {
        return context.getEndpoints().stream().map(e -> e.getEndpointUri()).toList();
    }

    Actuation walked(Walk walk) {
        Exchange exchange = new DefaultExchange(context);
        exchange.setProperty(Walk.PROPERTY, walk);
        RunbookRun run = walk.run();
        exchange.getMessage().setHeader("tocsinRun", run.id());
        exchange.getMessage().setHeader("tocsinRunbook", walk.runbook().name());
        exchange.getMessage().setHeader("tocsinAlert", run.alertId());
        exchange.getMessage().setHeader("tocsinTargetKind", run.target().kind().word());
        exchange.getMessage().setHeader("tocsinTarget", run.target().id());
        Exception exception =
                template.send("direct:" + walk.runbook().name(), exchange).getException();
        if (exception instanceof Refusal) {
            return new Actuation.Refused(String.valueOf(exception.getMessage()));
        }
        return exception == null ? ended(walk) : failed(walk, exception);
    }

    private static Actuation ended(Walk walk) {
        boolean acts = !walk.runbook().descriptor().stepKind().equals(StepKind.READ.word());
        return acts && walk.effects().isEmpty() && walk.calls().isEmpty()
                ? new Actuation.Refused("pre-flight: the route found nothing to do for "
                        + walk.run().target().label())
                : new Actuation.Done(walk.effects(), walk.calls());
    }

    /** Effects are collected and never carried out here, so a failed walk certainly changed nothing. */
    private static Actuation failed(Walk walk, Exception exception) {
        LOG.atError()
                .addKeyValue("runbook", walk.runbook().name())
                .addKeyValue("run", walk.run().id())
                .addKeyValue("trace", walk.trace())
                .setCause(exception)
                .log("A runbook's route failed");
        return new Actuation.Failed(
                "the route failed after " + walk.trace() + ": "
                        + exception.getClass().getSimpleName(),
                false);
    }

    @Override
    public void close() {
        context.stop();
    }
}
