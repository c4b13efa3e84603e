// SPDX-License-Identifier: Apache-2.0
package io.tocsin.camel.pagerduty;

import org.apache.camel.spi.Metadata;

/** Message headers of the {@code pagerduty:} component. */
public final class PagerDutyConstants {

    @Metadata(
            description = "Before: the key that joins events to one incident. After: the key PagerDuty used,"
                    + " which it makes up for a trigger without one.",
            javaType = "String")
    public static final String DEDUP_KEY = "CamelPagerDutyDedupKey";

    @Metadata(description = "Before: the line people read first; wins over the body's.", javaType = "String")
    public static final String SUMMARY = "CamelPagerDutySummary";

    @Metadata(description = "Before: the affected system; wins over the body's.", javaType = "String")
    public static final String SOURCE = "CamelPagerDutySource";

    @Metadata(
            description = "Before: critical, error, warning or info; wins over the body's.",
            javaType = "String",
            enums = "critical,error,warning,info")
    public static final String SEVERITY = "CamelPagerDutySeverity";

    @Metadata(description = "After: HTTP status of PagerDuty's answer.", javaType = "Integer")
    public static final String STATUS = "CamelPagerDutyStatus";

    @Metadata(description = "After: PagerDuty's own words, such as Event processed.", javaType = "String")
    public static final String MESSAGE = "CamelPagerDutyMessage";

    private PagerDutyConstants() {}
}
