// SPDX-License-Identifier: Apache-2.0
package io.tocsin.cluster.member;

import com.hazelcast.instance.EndpointQualifier;
import com.hazelcast.spi.MemberAddressProvider;
import java.net.InetSocketAddress;

/** Binds one address, also one of 127/8 that no interface lists, and is reached there. */
record OneAddress(String host, int port) implements MemberAddressProvider {
    @Override
    public InetSocketAddress getBindAddress() {
        return new InetSocketAddress(host, port);
    }

    @Override
    public InetSocketAddress getBindAddress(EndpointQualifier qualifier) {
        return getBindAddress();
    }

    @Override
    public InetSocketAddress getPublicAddress() {
        return getBindAddress();
    }

    @Override
    public InetSocketAddress getPublicAddress(EndpointQualifier qualifier) {
        return getBindAddress();
    }
}
