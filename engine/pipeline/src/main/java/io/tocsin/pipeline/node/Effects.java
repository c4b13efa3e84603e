// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.node;

import io.tocsin.model.response.Delivery;
import io.tocsin.model.response.Page;
import io.tocsin.pipeline.log.LogEntry;
import io.tocsin.pipeline.response.Actuation;
import io.tocsin.pipeline.response.Actuation.Mode;
import io.tocsin.pipeline.response.Receiver;
import io.tocsin.pipeline.response.Runbooks;
import io.tocsin.pipeline.store.OutboxItem;
import io.tocsin.pipeline.tenant.PageIntent;
import io.tocsin.pipeline.tenant.RunIntent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes intents happen: sends pages, walks runbooks. Pages fail open: they are sent again until a vendor takes or refuses
 * them. Actions fail closed, see {@link Actions}. Thread-safe; every call blocks.
 */
final class Effects {
    private static final Logger LOGGER = LoggerFactory.getLogger(Effects.class);

    /** The outcome of a page that a vendor has not taken for long, and may yet. */
    static final String DELAYED = "delayed";

    private final Map<String, Receiver> receivers;
    private final Runbooks runbooks;
    private final Actions actions;
    private final Map<String, String> references = new ConcurrentHashMap<>();

    Effects(NodeParts parts) {
        this.receivers = parts.receivers();
        this.runbooks = parts.runbooks();
        this.actions = new Actions(parts.ledger(), parts.ownership(), parts.runbooks());
    }

    /** What a vendor called the first page of an alert, in an earlier life. */
    void know(String receiver, String alertId, String reference) {
        references.put(receiver + "/" + alertId, reference);
    }

    /** An earlier life decided this and may have done it. */
    void earlier(OutboxItem item) {
        actions.earlier(item.id());
    }

    /** What is to be done one after the other: pages of one alert to one receiver, steps of one run. */
    static String lane(OutboxItem item) {
        if (item.kind().equals("page")) {
            PageIntent intent = PageIntent.read(item.body());
            return intent.receiver() + "/" + intent.page().alertId();
        }
        return RunIntent.read(item.body()).run().id();
    }

    /** Whether it asks the action ledger, which may be slow or away while pages must go out. */
    static boolean acts(OutboxItem item) {
        return !item.kind().equals("page")
                && (item.kind().equals("verdict") || RunIntent.read(item.body()).mode() != Mode.DRY_RUN);
    }

    /** Does it once. */
    Attempt attempt(OutboxItem item) {
        return switch (item.kind()) {
            case "page" -> page(item);
            case "verdict" -> actions.verdict(item, RunIntent.read(item.body()));
            default -> run(item);
        };
    }

    /** Finds actions that never ended; answers what is to be told about them. */
    List<LogEntry.Settled> sweep() {
        return actions.sweep();
    }

    private Attempt page(OutboxItem item) {
        PageIntent intent = PageIntent.read(item.body());
        Receiver receiver = receivers.get(intent.receiver());
        if (receiver == null) {
            return Attempt.over(settled(item, intent.tenant(), "refused", "no receiver of that name", List.of()));
        }
        String lane = intent.receiver() + "/" + intent.page().alertId();
        Delivery delivery = deliver(receiver, intent, Optional.ofNullable(references.get(lane)));
        return delivery.match(new Delivery.Cases<>() {
            @Override
            public Attempt accepted(Delivery.Accepted accepted) {
                if (intent.page().action() == Page.Action.RESOLVE) {
                    references.remove(lane);
                } else if (!accepted.reference().isEmpty()) {
                    references.putIfAbsent(lane, accepted.reference());
                }
                return Attempt.over(settled(item, intent.tenant(), "accepted", accepted.reference(), List.of()));
            }

            @Override
            public Attempt refused(Delivery.Refused refused) {
                LOGGER.atError()
                        .addKeyValue("receiver", intent.receiver())
                        .addKeyValue("dedupKey", intent.page().alertId())
                        .addKeyValue("reason", refused.reason())
                        .log("page refused");
                return Attempt.over(settled(item, intent.tenant(), "refused", refused.reason(), List.of()));
            }

            @Override
            public Attempt unreachable(Delivery.Unreachable unreachable) {
                LOGGER.atWarn()
                        .addKeyValue("receiver", intent.receiver())
                        .addKeyValue("dedupKey", intent.page().alertId())
                        .addKeyValue("reason", unreachable.reason())
                        .log("page not delivered yet");
                return new Attempt(Optional.empty(), unreachable.retryAfter(), unreachable.reason());
            }
        });
    }

    @SuppressWarnings("IllegalCatch")
    private static Delivery deliver(Receiver receiver, PageIntent intent, Optional<String> reference) {
        try {
            return receiver.deliver(intent.page(), reference);
        } catch (RuntimeException e) {
            return new Delivery.Unreachable(e.getClass().getSimpleName(), Optional.empty());
        }
    }

    private Attempt run(OutboxItem item) {
        RunIntent intent = RunIntent.read(item.body());
        return intent.mode() == Mode.DRY_RUN
                ? Attempt.over(settled(item, intent, runbooks.walk(intent.run(), intent.mode())))
                : actions.attempt(item, intent);
    }

    /** What is to be told about walking a route. */
    static LogEntry.Settled settled(OutboxItem item, RunIntent intent, Actuation actuation) {
        String tenant = intent.run().target().tenant();
        return actuation.match(new Actuation.Cases<>() {
            @Override
            public LogEntry.Settled done(Actuation.Done done) {
                return settled(item, tenant, "done", done.called(), done.effects());
            }

            @Override
            public LogEntry.Settled refused(Actuation.Refused refused) {
                return settled(item, tenant, "refused", refused.reason(), List.of());
            }

            @Override
            public LogEntry.Settled failed(Actuation.Failed failed) {
                String outcome = failed.maybeActed() ? "in-doubt" : "failed";
                return settled(item, tenant, outcome, failed.reason(), List.of());
            }
        });
    }

    static LogEntry.Settled settled(
            OutboxItem item, String tenant, String outcome, String text, List<Actuation.Effect> effects) {
        return new LogEntry.Settled(item.id(), tenant, outcome, text, effects);
    }

    /** Whether an entry says that an effect has happened or never will; a delay is neither. */
    static boolean isOver(LogEntry entry) {
        return entry instanceof LogEntry.Settled settled && !settled.outcome().equals(DELAYED);
    }

    /** The tenant an intent belongs to. */
    static String tenant(OutboxItem item) {
        return item.kind().equals("page")
                ? PageIntent.read(item.body()).tenant()
                : RunIntent.read(item.body()).run().target().tenant();
    }

    /**
     * What came of one attempt.
     *
     * @param settled what to write into the log when it is over
     * @param retryAfter how long the vendor wants to be left alone
     * @param reason why it is not over
     */
    record Attempt(Optional<LogEntry.Settled> settled, Optional<Duration> retryAfter, String reason) {
        static Attempt over(LogEntry.Settled settled) {
            return new Attempt(Optional.of(settled), Optional.empty(), "");
        }

        static Attempt again(String reason) {
            return new Attempt(Optional.empty(), Optional.empty(), reason);
        }
    }
}
