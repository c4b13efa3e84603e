// SPDX-License-Identifier: Apache-2.0
package io.tocsin.camel.pagerduty;

import io.tocsin.fakes.ManualClock;
import io.tocsin.fakes.PagerDutyFake;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.jspecify.annotations.Nullable;

/** A Camel context whose {@code pagerduty:} component points at a fake. */
final class Bench implements AutoCloseable {

    static final String KEY = "0123456789abcdef0123456789abcdef";

    final ManualClock clock = ManualClock.at("2026-11-24T03:00:00Z");
    final PagerDutyFake pagerDuty = PagerDutyFake.start(0, clock);
    final CamelContext camel = new DefaultCamelContext();
    final PagerDutyConfiguration options = new PagerDutyConfiguration();

    Bench() {
        options.setRoutingKey(KEY);
        options.setBaseUri(pagerDuty.url().toString());
        PagerDutyComponent component = new PagerDutyComponent();
        component.setConfiguration(options);
        camel.addComponent("pagerduty", component);
        camel.start();
    }

    /** The exchange after it went through the endpoint, failed or not. */
    Exchange send(String uri, @Nullable Object body, Map<String, Object> headers) {
        return camel.createProducerTemplate().send(uri, exchange -> {
            exchange.getMessage().setBody(body);
            exchange.getMessage().setHeaders(new HashMap<>(headers));
        });
    }

    Exchange trigger(String dedupKey, String summary) {
        return send("pagerduty:trigger", summary, Map.of(PagerDutyConstants.DEDUP_KEY, dedupKey));
    }

    @Override
    public void close() {
        camel.stop();
        pagerDuty.close();
    }
}
