// SPDX-License-Identifier: Apache-2.0
package io.tocsin.camel.opsgenie;

import io.tocsin.camel.vendor.VendorComponent;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.annotations.Component;

/** Makes {@code opsgenie:} endpoints; its configuration is what their URIs leave out. */
@Component("opsgenie")
public class OpsgenieComponent extends VendorComponent {

    @Metadata(description = "Options that endpoints take over unless their URI says otherwise.")
    private OpsgenieConfiguration configuration = new OpsgenieConfiguration();

    public OpsgenieComponent() {
        super("apiKey");
    }

    public OpsgenieConfiguration getConfiguration() {
        return configuration;
    }

    public void setConfiguration(OpsgenieConfiguration configuration) {
        this.configuration = configuration;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        OpsgenieEndpoint endpoint =
                new OpsgenieEndpoint(uri, this, OpsgenieOperation.of(remaining), configuration.copy());
        setProperties(endpoint, parameters);
        return endpoint;
    }
}
