// SPDX-License-Identifier: Apache-2.0
package io.tocsin.camel.pagerduty;

import io.tocsin.camel.vendor.VendorEndpoint;
import io.tocsin.camel.vendor.VendorException;
import org.apache.camel.Category;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;

/**
 * Send alert and change events to PagerDuty's Events API v2.
 *
 * <p>Producer only. Failures are {@link VendorException}s, so that a route can tell them apart.
 */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "pagerduty",
        title = "PagerDuty",
        syntax = "pagerduty:operation",
        producerOnly = true,
        category = {Category.MONITORING},
        headersClass = PagerDutyConstants.class)
public class PagerDutyEndpoint extends VendorEndpoint {

    @UriPath(enums = "trigger,acknowledge,resolve,change")
    @Metadata(required = true, description = "What to do with each message.")
    private final PagerDutyOperation operation;

    @UriParam
    private PagerDutyConfiguration configuration;

    PagerDutyEndpoint(
            String uri,
            PagerDutyComponent component,
            PagerDutyOperation operation,
            PagerDutyConfiguration configuration) {
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
        return new PagerDutyProducer(this, new PagerDutyClient(configuration));
    }

    public PagerDutyOperation getOperation() {
        return operation;
    }

    public PagerDutyConfiguration getConfiguration() {
        return configuration;
    }

    public void setConfiguration(PagerDutyConfiguration configuration) {
        this.configuration = configuration;
    }
}
