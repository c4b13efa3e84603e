// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.intake;

import java.util.List;

/** Which headers no door sees, however a message came. */
public final class HeaderNames {
    private static final List<String> SECRET =
            List.of("authorization", "cookie", "token", "secret", "password", "api-key", "apikey");
    private static final List<String> STEERING = List.of("camel", "org.apache.camel", "operationname");

    private HeaderNames() {}

    /**
     * Whether a header may be a credential, or one with which a sender could try to steer a routing framework behind the door
     * ({@code Camel*}, {@code org.apache.camel*}).
     *
     * @param name in lower case
     */
    public static boolean hidden(String name) {
        return STEERING.stream().anyMatch(name::startsWith) || SECRET.stream().anyMatch(name::contains);
    }
}
