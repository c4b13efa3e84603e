// SPDX-License-Identifier: Apache-2.0
package io.tocsin.camel.slackops;

import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.util.URISupport;

/** Makes {@code slackops:} endpoints; its configuration is what their URIs leave out. */
@Component("slackops")
public class SlackOpsComponent extends DefaultComponent {

    @Metadata(description = "Options that endpoints take over unless their URI says otherwise.")
    private SlackOpsConfiguration configuration = new SlackOpsConfiguration();

    public SlackOpsConfiguration getConfiguration() {
        return configuration;
    }

    public void setConfiguration(SlackOpsConfiguration configuration) {
        this.configuration = configuration;
    }

    /** Camel hides option names it knows; this one has its own name whatever Camel's list becomes. */
    @Override
    protected void doBuild() throws Exception {
        super.doBuild();
        URISupport.addSanitizeKeywords("botToken");
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        SlackOpsEndpoint endpoint =
                new SlackOpsEndpoint(uri, this, SlackOpsOperation.of(remaining), configuration.copy());
        setProperties(endpoint, parameters);
        return endpoint;
    }
}
