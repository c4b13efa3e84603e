// SPDX-License-Identifier: Apache-2.0
package io.tocsin.cluster.member;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceAware;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * One call on its way: all that members ever run for one another. It carries no code, only a number that the called
 * member knows a handler for. Its result is an {@link Answer} in bytes, also when the handler fails, so that no exception
 * is serialised.
 */
final class Call implements Callable<byte[]>, HazelcastInstanceAware {
    private final byte kind;
    private final int cell;
    private final byte[] payload;
    private @Nullable HazelcastInstance instance;

    Call(byte kind, int cell, byte[] payload) {
        this.kind = kind;
        this.cell = cell;
        this.payload = payload;
    }

    byte kind() {
        return kind;
    }

    int cell() {
        return cell;
    }

    byte[] payload() {
        return payload;
    }

    @Override
    public void setHazelcastInstance(HazelcastInstance hazelcast) {
        instance = hazelcast;
    }

    @Override
    public byte[] call() {
        HazelcastInstance here = instance;
        if (here == null) {
            throw new IllegalStateException("a call runs only on a member");
        }
        return CallHandlers.of(here).answer(this);
    }
}
