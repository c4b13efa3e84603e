// SPDX-License-Identifier: Apache-2.0
package io.tocsin.camel.opsgenie;

import io.tocsin.camel.vendor.Operation;

/** What an {@code opsgenie:} endpoint does with each exchange. */
public enum OpsgenieOperation implements Operation {
    /** Opens an alert, or counts up the open one with the same alias. */
    CREATE("create", ""),
    /** Closes the alert with this alias. */
    CLOSE("close", "close"),
    /** Says that somebody or something works on the alert. */
    ACKNOWLEDGE("acknowledge", "acknowledge"),
    /** Adds a note to the alert. */
    NOTE("note", "notes"),
    /** Reads what became of an earlier request. */
    REQUEST_STATUS("requestStatus", "");

    private final String wireName;
    private final String path;

    OpsgenieOperation(String wireName, String path) {
        this.wireName = wireName;
        this.path = path;
    }

    static OpsgenieOperation of(String name) {
        return Operation.named("opsgenie", values(), name);
    }

    /** The name in the endpoint URI. */
    @Override
    public String wireName() {
        return wireName;
    }

    /** Last part of the address of an action on an existing alert. */
    String path() {
        return path;
    }
}
