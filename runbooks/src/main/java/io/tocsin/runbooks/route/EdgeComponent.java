// SPDX-License-Identifier: Apache-2.0
package io.tocsin.runbooks.route;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;

/** The Camel component behind {@code tocsin-edge:<operation>}: the only place a runbook's route can end. */
final class EdgeComponent extends DefaultComponent {
    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
        EdgeOperation operation = EdgeOperation.of(remaining)
                .orElseThrow(() -> new IllegalArgumentException("the edge knows no operation " + remaining));
        Map<String, String> words = new LinkedHashMap<>();
        parameters.forEach((name, value) -> words.put(name, String.valueOf(value)));
        parameters.clear();
        return new EdgeEndpoint(uri, this, operation, Map.copyOf(words));
    }

    private static final class EdgeEndpoint extends DefaultEndpoint {
        private final EdgeOperation operation;
        private final Map<String, String> parameters;

        EdgeEndpoint(String uri, EdgeComponent component, EdgeOperation operation, Map<String, String> parameters) {
            super(uri, component);
            this.operation = operation;
            this.parameters = parameters;
        }

        @Override
        public Producer createProducer() {
            return new EdgeProducer(this);
        }

        @Override
        public Consumer createConsumer(Processor processor) {
            throw new UnsupportedOperationException("nothing comes in from the edge");
        }
    }

    private static final class EdgeProducer extends DefaultProducer {
        private final EdgeEndpoint edge;

        EdgeProducer(EdgeEndpoint edge) {
            super(edge);
            this.edge = edge;
        }

        @Override
        public void process(Exchange exchange) throws Refusal {
            edge.operation.step().take(exchange.getProperty(Walk.PROPERTY, Walk.class), edge.parameters);
        }
    }
}
