// SPDX-License-Identifier: Apache-2.0
package io.tocsin.camel.vendor;

import org.apache.camel.support.DefaultComponent;
import org.apache.camel.util.URISupport;

/** A component whose endpoints have one secret option, which no log shows. */
public abstract class VendorComponent extends DefaultComponent {

    private final String secretOption;

    protected VendorComponent(String secretOption) {
        this.secretOption = secretOption;
    }

    /** Camel hides the option names it knows; the vendors' own are not all among them. */
    @Override
    protected void doBuild() throws Exception {
        super.doBuild();
        URISupport.addSanitizeKeywords(secretOption);
    }
}
