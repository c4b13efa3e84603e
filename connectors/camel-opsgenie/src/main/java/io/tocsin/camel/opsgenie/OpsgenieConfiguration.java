// SPDX-License-Identifier: Apache-2.0
package io.tocsin.camel.opsgenie;

import io.tocsin.camel.vendor.HttpConfiguration;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;
import org.jspecify.annotations.Nullable;

/** Options of an {@code opsgenie:} endpoint. A plain bean, as Camel wants it; not thread-safe, copied per endpoint. */
@UriParams
public class OpsgenieConfiguration extends HttpConfiguration {

    @UriParam(label = "security", secret = true)
    @Metadata(description = "The key of an API integration. Keys of other kinds cannot create or close alerts.")
    private @Nullable String apiKey;

    @UriParam(defaultValue = "opsgenie", enums = "opsgenie,jsm")
    @Metadata(description = "Which product answers: Opsgenie, or JSM Operations which replaces it.")
    private OpsgenieFlavour flavour = OpsgenieFlavour.OPSGENIE;

    @UriParam(defaultValueNote = "The flavour's own address")
    @Metadata(description = "Address of the Alert API, without /v2/alerts. https://api.eu.opsgenie.com in Europe.")
    private @Nullable String baseUri;

    @UriParam(defaultValue = "camel")
    @Metadata(description = "Source of requests that do not name one.")
    private String source = "camel";

    @UriParam(enums = "P1,P2,P3,P4,P5", defaultValueNote = "The vendor's, which is P3")
    @Metadata(description = "Priority of alerts that do not name one.")
    private @Nullable String priority;

    /** A copy that can be changed without changing this one. */
    public OpsgenieConfiguration copy() {
        return (OpsgenieConfiguration) clone();
    }

    public @Nullable String getApiKey() {
        return apiKey;
    }

    public void setApiKey(@Nullable String apiKey) {
        this.apiKey = apiKey;
    }

    public OpsgenieFlavour getFlavour() {
        return flavour;
    }

    public void setFlavour(OpsgenieFlavour flavour) {
        this.flavour = flavour;
    }

    public @Nullable String getBaseUri() {
        return baseUri;
    }

    public void setBaseUri(@Nullable String baseUri) {
        this.baseUri = baseUri;
    }

    public String getSource() {
        return source;
    }

    public void setSource(String source) {
        this.source = source;
    }

    public @Nullable String getPriority() {
        return priority;
    }

    public void setPriority(@Nullable String priority) {
        this.priority = priority;
    }
}
