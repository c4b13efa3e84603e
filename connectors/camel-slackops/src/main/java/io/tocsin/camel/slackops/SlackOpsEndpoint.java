// SPDX-License-Identifier: Apache-2.0
package io.tocsin.camel.slackops;

import io.tocsin.camel.vendor.VendorEndpoint;
import io.tocsin.camel.vendor.VendorException;
import org.apache.camel.Category;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;

/**
 * Post, update, thread, whisper and find messages with Slack's Web API.
 *
 * <p>Producer only. Failures are {@link VendorException}s, so that a route can tell them apart.
 */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "slackops",
        title = "Slack Ops",
        syntax = "slackops:operation",
        producerOnly = true,
        category = {Category.CHAT},
        headersClass = SlackOpsConstants.class)
public class SlackOpsEndpoint extends VendorEndpoint {

    @UriPath(enums = "post,update,thread,ephemeral,find")
    @Metadata(required = true, description = "What to do with each message.")
    private final SlackOpsOperation operation;

    @UriParam
    private SlackOpsConfiguration configuration;

    SlackOpsEndpoint(
            String uri, SlackOpsComponent component, SlackOpsOperation operation, SlackOpsConfiguration configuration) {
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
        return new SlackOpsProducer(this, new SlackOpsClient(configuration));
    }

    public SlackOpsOperation getOperation() {
        return operation;
    }

    public SlackOpsConfiguration getConfiguration() {
        return configuration;
    }

    public void setConfiguration(SlackOpsConfiguration configuration) {
        this.configuration = configuration;
    }
}
