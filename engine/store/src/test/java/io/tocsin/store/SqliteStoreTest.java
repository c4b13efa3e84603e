// SPDX-License-Identifier: Apache-2.0
package io.tocsin.store;

import io.tocsin.pipeline.store.Store;
import io.tocsin.pipeline.store.StoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteStoreTest extends StoreContract {
    @TempDir
    Path dataDir;

    @Override
    protected Store open() {
        return SqliteStore.open(dataDir);
    }

    @Override
    protected Store reopen(Store stopped) {
        stopped.close();
        return SqliteStore.open(dataDir);
    }
}
