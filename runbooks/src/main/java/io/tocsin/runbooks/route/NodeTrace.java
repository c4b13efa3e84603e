// SPDX-License-Identifier: Apache-2.0
package io.tocsin.runbooks.route;

import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.processor.DelegateAsyncProcessor;

/** Writes the id of every node a walk reaches into the walk. */
final class NodeTrace implements InterceptStrategy {
    @Override
    public Processor wrapProcessorInInterceptors(
            CamelContext context, NamedNode node, Processor target, Processor nextTarget) {
        return new DelegateAsyncProcessor(target) {
            @Override
            public boolean process(Exchange exchange, AsyncCallback callback) {
                exchange.getProperty(Walk.PROPERTY, Walk.class).reached(node.getId());
                return super.process(exchange, callback);
            }
        };
    }
}
