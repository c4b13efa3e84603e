// SPDX-License-Identifier: Apache-2.0
package io.tocsin.camel.opsgenie;

/**
 * Which product answers. Opsgenie is switched off on 5 April 2027; JSM Operations takes the same five calls with the
 * same bodies at another address (support.atlassian.com, read 2026-11-23).
 */
public enum OpsgenieFlavour {
    /** Opsgenie proper; accounts in Europe set {@code baseUri=https://api.eu.opsgenie.com}. */
    OPSGENIE("https://api.opsgenie.com"),
    /** Jira Service Management Operations, integration events; one address for all regions. */
    JSM("https://api.atlassian.com/jsm/ops/integration");

    private final String baseUri;

    OpsgenieFlavour(String baseUri) {
        this.baseUri = baseUri;
    }

    /** The address used when the endpoint names none. */
    String baseUri() {
        return baseUri;
    }
}
