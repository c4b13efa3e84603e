// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.store;

class InMemoryStoreTest extends StoreContract {
    @Override
    protected Store open() {
        return new InMemoryStore();
    }

    @Override
    protected Store reopen(Store stopped) {
        stopped.close();
        return stopped;
    }
}
