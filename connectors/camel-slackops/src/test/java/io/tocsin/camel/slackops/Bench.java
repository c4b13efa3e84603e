// SPDX-License-Identifier: Apache-2.0
package io.tocsin.camel.slackops;

import io.tocsin.fakes.ManualClock;
import io.tocsin.fakes.SlackFake;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.jspecify.annotations.Nullable;

/** A Camel context whose {@code slackops:} component points at a fake without rate limits. */
final class Bench implements AutoCloseable {

    static final String TOKEN = "xoxb-0000-feedface";

    final ManualClock clock = ManualClock.at("2026-11-24T03:00:00Z");
    final SlackFake slack = SlackFake.start(0, clock).withoutRateLimits();
    final CamelContext camel = new DefaultCamelContext();
    final SlackOpsConfiguration options = new SlackOpsConfiguration();

    /** One for all exchanges: each template has producers, and so connections, of its own. */
    private final ProducerTemplate template = camel.createProducerTemplate();

    Bench() {
        options.setBotToken(TOKEN);
        options.setBaseUri(slack.apiUrl().toString());
        options.setChannel("#llm-ops");
        SlackOpsComponent component = new SlackOpsComponent();
        component.setConfiguration(options);
        camel.addComponent("slackops", component);
        camel.start();
    }

    /** The exchange after it went through the endpoint, failed or not. */
    Exchange send(String uri, @Nullable Object body, Map<String, Object> headers) {
        return template.send(uri, exchange -> {
            exchange.getMessage().setBody(body);
            exchange.getMessage().setHeaders(new HashMap<>(headers));
        });
    }

    Exchange post(String text) {
        return send("slackops:post", text, Map.of());
    }

    @Override
    public void close() {
        camel.stop();
        slack.close();
    }
}
