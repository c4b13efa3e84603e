// SPDX-License-Identifier: Apache-2.0
package io.tocsin.camel.opsgenie;

import io.tocsin.camel.vendor.VendorEndpoint;
import io.tocsin.camel.vendor.VendorException;
import org.apache.camel.Category;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;

/**
 * Create, close, acknowledge and annotate alerts in Opsgenie or JSM Operations.
 *
 * <p>Producer only. Failures are {@link VendorException}s, so that a route can tell them apart.
 */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "opsgenie",
        title = "Opsgenie",
        syntax = "opsgenie:operation",
        producerOnly = true,
        category = {Category.MONITORING},
        headersClass = OpsgenieConstants.class)
public class OpsgenieEndpoint extends VendorEndpoint {

    @UriPath(enums = "create,close,acknowledge,note,requestStatus")
    @Metadata(required = true, description = "What to do with each message.")
    private final OpsgenieOperation operation;

    @UriParam
    private OpsgenieConfiguration configuration;

    OpsgenieEndpoint(
            String uri, OpsgenieComponent component, OpsgenieOperation operation, OpsgenieConfiguration configuration) {
        super(uri, component);
        this.operation = operation;
        this.configuration = configuration;
    }

    /**
     * Makes a producer with a connection pool of its own.
     *
     * @throws IllegalArgumentException when an option is out of range; the message names it
     */
    @Override
    public Producer createProducer() {
        return new OpsgenieProducer(this, new OpsgenieClient(configuration));
    }

    public OpsgenieOperation getOperation() {
        return operation;
    }

    public OpsgenieConfiguration getConfiguration() {
        return configuration;
    }

    public void setConfiguration(OpsgenieConfiguration configuration) {
        this.configuration = configuration;
    }
}
