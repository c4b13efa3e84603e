// SPDX-License-Identifier: Apache-2.0
package io.tocsin.cluster.member;

import java.util.List;
import java.util.function.Function;

/** Where a member looks for the others. */
public sealed interface Join {

    /**
     * A fixed list.
     *
     * @param addresses {@code host:port} of every member, this one included or not
     */
    record Hosts(List<String> addresses) implements Join {
        /** Copies the list. */
        public Hosts {
            addresses = List.copyOf(addresses);
        }

        @Override
        public <T> T match(Function<Hosts, T> onHosts, Function<Headless, T> onHeadless) {
            return onHosts.apply(this);
        }
    }

    /**
     * A DNS name with one address for each member, such as a headless service of Kubernetes. Only the name server is
     * asked. All members listen on the same port.
     *
     * @param service the name
     */
    record Headless(String service) implements Join {
        @Override
        public <T> T match(Function<Hosts, T> onHosts, Function<Headless, T> onHeadless) {
            return onHeadless.apply(this);
        }
    }

    /** Picks by kind. */
    <T> T match(Function<Hosts, T> onHosts, Function<Headless, T> onHeadless);
}
