// SPDX-License-Identifier: Apache-2.0
package io.tocsin.camel.opsgenie;

import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.util.URISupport;

/** Makes {@code opsgenie:} endpoints; its configuration is what their URIs leave out. */
@Component("opsgenie")
public class OpsgenieComponent extends DefaultComponent {

    @Metadata(description = "Options that endpoints take over unless their URI says otherwise.")
    private OpsgenieConfiguration configuration = new OpsgenieConfiguration();

    public OpsgenieConfiguration getConfiguration() {
        return configuration;
    }

    public void setConfiguration(OpsgenieConfiguration configuration) {
        this.configuration = configuration;
    }

    /** Camel hides option names it knows; this one has its own name whatever Camel's list becomes. */
    @Override
    protected void doBuild() throws Exception {
        super.doBuild();
        URISupport.addSanitizeKeywords("apiKey");
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        OpsgenieEndpoint endpoint =
                new OpsgenieEndpoint(uri, this, OpsgenieOperation.of(remaining), configuration.copy());
        setProperties(endpoint, parameters);
        return endpoint;
    }
}
