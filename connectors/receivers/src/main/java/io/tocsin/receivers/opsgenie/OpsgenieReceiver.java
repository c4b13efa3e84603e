// SPDX-License-Identifier: Apache-2.0
package io.tocsin.receivers.opsgenie;

import io.tocsin.camel.opsgenie.OpsgenieConstants;
import io.tocsin.model.response.Delivery;
import io.tocsin.model.response.Page;
import io.tocsin.pipeline.response.Receiver;
import io.tocsin.receivers.Wire;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.CamelContext;

/**
 * Pages through Opsgenie or JSM Operations. The alias is the alert id, so that a page sent twice is one alert; an update
 * is a note, because JSM cannot change an alert. Accepted means queued: the vendor tells the outcome only on request, and
 * the reference is the id of that request. Thread-safe.
 */
final class OpsgenieReceiver implements Receiver {
    private final String name;
    private final Wire wire;

    OpsgenieReceiver(String name, CamelContext context, String scheme) {
        this.name = name;
        this.wire = new Wire(context, scheme);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Delivery deliver(Page page, Optional<String> reference) {
        Map<String, Object> body =
                page.action() == Page.Action.TRIGGER ? OpsgenieMessage.alert(page) : OpsgenieMessage.note(page);
        return wire.send(
                operation(page.action()),
                body,
                Map.of(OpsgenieConstants.ALIAS, page.alertId()),
                answer -> String.valueOf(answer.getHeader(OpsgenieConstants.REQUEST_ID)));
    }

    private static String operation(Page.Action action) {
        return switch (action) {
            case TRIGGER -> "create";
            case UPDATE -> "note";
            case ACKNOWLEDGE -> "acknowledge";
            case RESOLVE -> "close";
        };
    }
}
