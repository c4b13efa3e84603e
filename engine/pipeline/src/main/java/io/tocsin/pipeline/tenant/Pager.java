// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.tenant;

import io.tocsin.model.alert.AlertState;
import io.tocsin.model.decision.Decision.Channel;
import io.tocsin.model.response.Page;
import io.tocsin.model.response.RunbookRun;
import io.tocsin.pipeline.response.PageWriter;
import io.tocsin.pipeline.store.OutboxItem;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Tells people about alerts: once when an alert fires, again when nobody took it for long, and when it is taken or over.
 * Every page has an identity of its own, so that deciding it twice sends it once. Confined to the tenant's fold.
 */
final class Pager {
    private final String tenant;
    private final Routing routing;
    private final PageWriter writer;
    private final TenantOutput output;

    Pager(String tenant, Routing routing, PageWriter writer, TenantOutput output) {
        this.tenant = tenant;
        this.routing = routing;
        this.writer = writer;
        this.output = output;
    }

    /**
     * Tells the receivers of a channel, unless they know or a dry run is worth a short wait. What was posted and has become
     * worth a page since is paged, without any wait, also when somebody had taken the post.
     */
    void tell(Episode episode, Channel channel, Optional<Run> run, Instant at) {
        boolean rises = episode.toldOn == Channel.CHAT && channel == Channel.PAGE;
        if (!episode.told.isEmpty() && !rises) {
            return;
        }
        boolean waits = !rises && run.isPresent() && run.get().state == RunbookRun.State.PROPOSED;
        if (waits && episode.pageDueAt == null) {
            episode.pageDueAt = at.plus(routing.pageWait());
        }
        if (waits && episode.pageDueAt != null && at.isBefore(episode.pageDueAt)) {
            return;
        }
        for (String receiver : routing.receivers(episode.alert(), channel)) {
            episode.told.add(receiver);
            send(episode, receiver, Page.Action.TRIGGER, rises ? "louder" : "first", run, at);
        }
        if (rises) {
            episode.untaken();
        }
        episode.toldAt = at;
        episode.toldOn = channel;
    }

    /** Whether it is time to tell again what nobody has taken. */
    boolean repeatIsDue(Episode episode, Instant at) {
        Instant told = episode.toldAt;
        return told != null
                && episode.state == AlertState.FIRING
                && episode.overAt == null
                && !at.isBefore(told.plus(routing.repeatInterval()));
    }

    /** Tells again. */
    void repeat(Episode episode, Optional<Run> run, Instant at) {
        episode.toldAt = at;
        for (String receiver : List.copyOf(episode.told)) {
            send(episode, receiver, Page.Action.TRIGGER, "repeat-" + at.getEpochSecond(), run, at);
        }
    }

    /** Tells whoever was told that something about the alert changed. */
    void follow(Episode episode, Page.Action action, String why, Optional<Run> run, Instant at) {
        for (String receiver : List.copyOf(episode.told)) {
            send(episode, receiver, action, why, run, at);
        }
    }

    /** Another receiver refused: the fallback hears of it. Pages fail open. */
    void fallBack(Episode episode, String refusedBy, Optional<Run> run, Instant at) {
        routing.fallback().ifPresent(receiver -> {
            if (!receiver.equals(refusedBy) && episode.told.add(receiver)) {
                send(episode, receiver, Page.Action.TRIGGER, "fallback", run, at);
            }
        });
    }

    private void send(Episode episode, String receiver, Page.Action action, String why, Optional<Run> run, Instant at) {
        Page page = writer.page(action, episode.live(), run.map(Run::view), at);
        String id = "page." + episode.id + "." + receiver + "." + action + "." + why;
        episode.note(at, "paged", action.name().toLowerCase(Locale.ROOT) + " to " + receiver + ": " + page.title());
        output.intent(new OutboxItem(id, "page", PageIntent.write(new PageIntent(receiver, tenant, page)), at));
    }
}
