// SPDX-License-Identifier: Apache-2.0
package io.tocsin.camel.vendor;

import java.util.Arrays;
import java.util.stream.Collectors;

/** What an endpoint does with each exchange: the part of its URI after the scheme. */
public interface Operation {

    /** The name in the endpoint URI. */
    String wireName();

    /**
     * The operation with this name.
     *
     * @throws IllegalArgumentException when there is none; the message lists those there are
     */
    static <O extends Operation> O named(String scheme, O[] all, String name) {
        return Arrays.stream(all)
                .filter(operation -> operation.wireName().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(scheme + " operation must be one of "
                        + Arrays.stream(all).map(Operation::wireName).collect(Collectors.joining(", "))
                        + ", was " + name));
    }
}
