// SPDX-License-Identifier: Apache-2.0
package io.tocsin.camel.pagerduty;

import java.net.http.HttpClient;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;
import org.jspecify.annotations.Nullable;

/** Options of a {@code pagerduty:} endpoint. A plain bean, as Camel wants it; not thread-safe, copied per endpoint. */
@UriParams
public class PagerDutyConfiguration implements Cloneable {

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

    @UriParam(label = "advanced", javaType = "java.time.Duration", defaultValue = "5000")
    @Metadata(description = "Longest wait for a connection.")
    private long connectTimeout = 5_000;

    @UriParam(label = "advanced", javaType = "java.time.Duration", defaultValue = "10000")
    @Metadata(description = "Longest wait for the whole answer, connecting included.")
    private long requestTimeout = 10_000;

    @UriParam(label = "advanced")
    @Metadata(description = "An HTTP client of your own, for proxies or mutual TLS. connectTimeout is then its own.")
    private @Nullable HttpClient httpClient;

    /** A copy that can be changed without changing this one. */
    public PagerDutyConfiguration copy() {
        try {
            return (PagerDutyConfiguration) clone();
        } catch (CloneNotSupportedException e) {
            throw new RuntimeCamelException(e);
        }
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

    public long getConnectTimeout() {
        return connectTimeout;
    }

    public void setConnectTimeout(long connectTimeout) {
        this.connectTimeout = connectTimeout;
    }

    public long getRequestTimeout() {
        return requestTimeout;
    }

    public void setRequestTimeout(long requestTimeout) {
        this.requestTimeout = requestTimeout;
    }

    public @Nullable HttpClient getHttpClient() {
        return httpClient;
    }

    public void setHttpClient(@Nullable HttpClient httpClient) {
        this.httpClient = httpClient;
    }
}
