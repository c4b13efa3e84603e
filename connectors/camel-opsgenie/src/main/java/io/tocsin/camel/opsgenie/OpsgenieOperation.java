// SPDX-License-Identifier: Apache-2.0
package io.tocsin.camel.opsgenie;

import java.util.Arrays;
import java.util.stream.Collectors;

/** What an {@code opsgenie:} endpoint does with each exchange. */
public enum OpsgenieOperation {
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
        return Arrays.stream(values())
                .filter(operation -> operation.wireName.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("opsgenie operation must be one of "
                        + Arrays.stream(values())
                                .map(OpsgenieOperation::wireName)
                                .collect(Collectors.joining(", "))
                        + ", was " + name));
    }

    /** The name in the endpoint URI. */
    String wireName() {
        return wireName;
    }

    /** Last part of the address of an action on an existing alert. */
    String path() {
        return path;
    }
}
