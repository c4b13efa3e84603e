// SPDX-License-Identifier: Apache-2.0
package io.tocsin.receivers.pagerduty;

import io.tocsin.camel.pagerduty.PagerDutyConstants;
import io.tocsin.model.response.Delivery;
import io.tocsin.model.response.Page;
import io.tocsin.pipeline.response.Receiver;
import io.tocsin.receivers.Wire;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pages through PagerDuty. The dedup key is the alert id, so that however often a page is sent there is one incident; an
 * update is a trigger of the same key. What a runbook did also becomes a change event, once, which notifies nobody. Thread-safe.
 */
final class PagerDutyReceiver implements Receiver {
    private static final Logger LOG = LoggerFactory.getLogger(PagerDutyReceiver.class);

    private final String name;
    private final Wire wire;
    private final Told told = new Told();

    PagerDutyReceiver(String name, CamelContext context, String scheme) {
        this.name = name;
        this.wire = new Wire(context, scheme);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Delivery deliver(Page page, Optional<String> reference) {
        Delivery delivery = wire.send(
                operation(page.action()),
                PagerDutyMessage.event(page),
                Map.of(PagerDutyConstants.DEDUP_KEY, page.alertId()),
                answer -> String.valueOf(answer.getHeader(PagerDutyConstants.DEDUP_KEY)));
        if (delivery instanceof Delivery.Accepted) {
            PagerDutyMessage.change(page)
                    .filter(change -> told.first(page.alertId() + change.get("summary")))
                    .ifPresent(change -> tellChange(page, change));
        }
        return delivery;
    }

    /** A change event that is lost costs a line on a timeline, so it never makes a page fail. */
    private void tellChange(Page page, Map<String, Object> change) {
        Delivery answer = wire.send("change", change, Map.of(), message -> "");
        if (!(answer instanceof Delivery.Accepted)) {
            LOG.atWarn()
                    .addKeyValue("receiver", name)
                    .addKeyValue("dedupKey", page.alertId())
                    .addKeyValue("answer", answer)
                    .log("change event not delivered");
        }
    }

    private static String operation(Page.Action action) {
        return action == Page.Action.UPDATE ? "trigger" : action.name().toLowerCase(Locale.ROOT);
    }
}
