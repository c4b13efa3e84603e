// SPDX-License-Identifier: Apache-2.0
package io.tocsin.model.alert;

/** What kind of trouble an alert is. */
public enum AlertClass {
    COST,
    RATE_LIMIT,
    PROVIDER,
    ERROR,
    CONTEXT,
    LATENCY,
    QUALITY,
    SECURITY,
    COMPLIANCE,
    BUSINESS,
    PLATFORM
}
