// SPDX-License-Identifier: Apache-2.0
package io.tocsin.camel.pagerduty;

import io.tocsin.camel.vendor.VendorComponent;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.annotations.Component;

/** Makes {@code pagerduty:} endpoints; its configuration is what their URIs leave out. */
@Component("pagerduty")
public class PagerDutyComponent extends VendorComponent {

    @Metadata(description = "Options that endpoints take over unless their URI says otherwise.")
    private PagerDutyConfiguration configuration = new PagerDutyConfiguration();

    public PagerDutyComponent() {
        super("routingKey");
    }

    public PagerDutyConfiguration getConfiguration() {
        return configuration;
    }

    public void setConfiguration(PagerDutyConfiguration configuration) {
        this.configuration = configuration;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        PagerDutyEndpoint endpoint =
                new PagerDutyEndpoint(uri, this, PagerDutyOperation.of(remaining), configuration.copy());
        setProperties(endpoint, parameters);
        return endpoint;
    }
}
