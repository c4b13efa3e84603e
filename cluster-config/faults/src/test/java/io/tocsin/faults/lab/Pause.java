// SPDX-License-Identifier: Apache-2.0
package io.tocsin.faults.lab;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Time that must pass because a fault lasts that long: nothing could be awaited instead. */
public final class Pause {
    private Pause() {}

    /** Lets time pass. */
    public static void of(Duration duration) throws InterruptedException {
        if (new CountDownLatch(1).await(duration.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException("nobody counts down");
        }
    }
}
