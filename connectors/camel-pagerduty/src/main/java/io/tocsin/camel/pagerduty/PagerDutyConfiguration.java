// SPDX-License-Identifier: Apache-2.0
package io.tocsin.camel.pagerduty;

import io.tocsin.camel.vendor.HttpConfiguration;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;
import org.jspecify.annotations.Nullable;

/** Options of a {@code pagerduty:} endpoint. A plain bean, as Camel wants it; not thread-safe, copied per endpoint. */
@UriParams
public class PagerDutyConfiguration extends HttpConfiguration {

    @UriParam(label = "security", secret = true)
    @Metadata(
            description = "The 32-character integration key of the PagerDuty service. A body may carry a routing_key"
                    + " instead; this one wins.")
    private @Nullable String routingKey;

    @UriParam(defaultValue = "https://events.pagerduty.com")
    @Metadata(description = "Address of the Events API, without a path. https://events.eu.pagerduty.com in Europe.")
    private String baseUri = "https://events.pagerduty.com";

    @UriParam(defaultValue = "camel")
    @Metadata(description = "The affected system, for events that do not name one.")
    private String source = "camel";

    @UriParam(defaultValue = "error", enums = "critical,error,warning,info")
    @Metadata(description = "Severity of events that do not name one.")
    private String severity = "error";

    @UriParam
    @Metadata(description = "Name of the sending tool, shown with a link to clientUrl.")
    private @Nullable String client;

    @UriParam
    @Metadata(description = "Address of the sending tool.")
    private @Nullable String clientUrl;

    /** A copy that can be changed without changing this one. */
    public PagerDutyConfiguration copy() {
        return (PagerDutyConfiguration) clone();
    }

    public @Nullable String getRoutingKey() {
        return routingKey;
    }

    public void setRoutingKey(@Nullable String routingKey) {
        this.routingKey = routingKey;
    }

    public String getBaseUri() {
        return baseUri;
    }

    public void setBaseUri(String baseUri) {
        this.baseUri = baseUri;
    }

    public String getSource() {
        return source;
    }

    public void setSource(String source) {
        this.source = source;
    }

    public String getSeverity() {
        return severity;
    }

    public void setSeverity(String severity) {
        this.severity = severity;
    }

    public @Nullable String getClient() {
        return client;
    }

    public void setClient(@Nullable String client) {
        this.client = client;
    }

    public @Nullable String getClientUrl() {
        return clientUrl;
    }

    public void setClientUrl(@Nullable String clientUrl) {
        this.clientUrl = clientUrl;
    }
}
