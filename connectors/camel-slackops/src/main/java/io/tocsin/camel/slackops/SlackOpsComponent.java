// SPDX-License-Identifier: Apache-2.0
package io.tocsin.camel.slackops;

import io.tocsin.camel.vendor.VendorComponent;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.annotations.Component;

/** Makes {@code slackops:} endpoints; its configuration is what their URIs leave out. */
@Component("slackops")
public class SlackOpsComponent extends VendorComponent {

    @Metadata(description = "Options that endpoints take over unless their URI says otherwise.")
    private SlackOpsConfiguration configuration = new SlackOpsConfiguration();

    public SlackOpsComponent() {
        super("botToken");
    }

    public SlackOpsConfiguration getConfiguration() {
        return configuration;
    }

    public void setConfiguration(SlackOpsConfiguration configuration) {
        this.configuration = configuration;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        SlackOpsEndpoint endpoint =
                new SlackOpsEndpoint(uri, this, SlackOpsOperation.of(remaining), configuration.copy());
        setProperties(endpoint, parameters);
        return endpoint;
    }
}
