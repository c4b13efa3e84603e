// SPDX-License-Identifier: Apache-2.0
package io.tocsin.camel.opsgenie;

import org.apache.camel.spi.Metadata;

/** Message headers of the {@code opsgenie:} component. */
public final class OpsgenieConstants {

    @Metadata(
            description = "Before: the key by which later requests find the alert; wins over the body's. After"
                    + " requestStatus: the alias of the alert it changed.",
            javaType = "String")
    public static final String ALIAS = "CamelOpsgenieAlias";

    @Metadata(description = "Before: the line people read first; wins over the body's.", javaType = "String")
    public static final String MESSAGE = "CamelOpsgenieMessage";

    @Metadata(description = "Before: P1 to P5; wins over the body's.", javaType = "String", enums = "P1,P2,P3,P4,P5")
    public static final String PRIORITY = "CamelOpsgeniePriority";

    @Metadata(description = "Before: a note that goes with the request.", javaType = "String")
    public static final String NOTE = "CamelOpsgenieNote";

    @Metadata(
            description = "Before requestStatus: the request to ask about. After: the id of the request just made.",
            javaType = "String")
    public static final String REQUEST_ID = "CamelOpsgenieRequestId";

    @Metadata(
            description = "After: the vendor's own words; for requestStatus the outcome, such as Created alert.",
            javaType = "String")
    public static final String RESULT = "CamelOpsgenieResult";

    @Metadata(description = "After requestStatus: whether the request took effect.", javaType = "Boolean")
    public static final String SUCCESS = "CamelOpsgenieSuccess";

    @Metadata(description = "After requestStatus: the vendor's id of the alert; empty on failure.", javaType = "String")
    public static final String ALERT_ID = "CamelOpsgenieAlertId";

    private OpsgenieConstants() {}
}
