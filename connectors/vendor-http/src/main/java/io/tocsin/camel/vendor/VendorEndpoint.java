// SPDX-License-Identifier: Apache-2.0
package io.tocsin.camel.vendor;

import org.apache.camel.Component;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultEndpoint;

/** An endpoint that only sends. */
public abstract class VendorEndpoint extends DefaultEndpoint {

    protected VendorEndpoint(String uri, Component component) {
        super(uri, component);
    }

    @Override
    public final Consumer createConsumer(Processor processor) {
        throw new UnsupportedOperationException("this endpoint only sends, it cannot be a route's from()");
    }
}
