// SPDX-License-Identifier: Apache-2.0
package io.tocsin.camel.opsgenie;

import io.tocsin.fakes.ManualClock;
import io.tocsin.fakes.OpsgenieFake;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.jspecify.annotations.Nullable;

/** A Camel context whose {@code opsgenie:} component points at a fake that processes requests after one second. */
final class Bench implements AutoCloseable {

    static final String KEY = "00000000-0000-0000-0000-feedfacefeed";

    final ManualClock clock = ManualClock.at("2026-11-24T03:00:00Z");
    final OpsgenieFake opsgenie = OpsgenieFake.start(0, clock);
    final CamelContext camel = new DefaultCamelContext();
    final OpsgenieConfiguration options = new OpsgenieConfiguration();

    Bench() {
        options.setApiKey(KEY);
        options.setBaseUri(opsgenie.url().toString());
        OpsgenieComponent component = new OpsgenieComponent();
        component.setConfiguration(options);
        camel.addComponent("opsgenie", component);
        camel.start();
    }

    /** The exchange after it went through the endpoint, failed or not. */
    Exchange send(String uri, @Nullable Object body, Map<String, Object> headers) {
        return camel.createProducerTemplate().send(uri, exchange -> {
            exchange.getMessage().setBody(body);
            exchange.getMessage().setHeaders(new HashMap<>(headers));
        });
    }

    Exchange create(String alias, String message) {
        return send("opsgenie:create", message, Map.of(OpsgenieConstants.ALIAS, alias));
    }

    @Override
    public void close() {
        camel.stop();
        opsgenie.close();
    }
}
