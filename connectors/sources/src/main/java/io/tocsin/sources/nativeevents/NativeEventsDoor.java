// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources.nativeevents;

import io.tocsin.pipeline.intake.Door;
import io.tocsin.pipeline.intake.Message;
import io.tocsin.pipeline.intake.Reading;
import io.tocsin.pipeline.pricing.PriceBook;
import io.tocsin.pipeline.signal.SignalCodec;

/** Reads events in the native format: an object, an array, or lines. All of a message is taken or none. Thread-safe. */
public final class NativeEventsDoor implements Door {
    private final PriceBook prices;

    /** A door that prices calls by this book. */
    public NativeEventsDoor(PriceBook prices) {
        this.prices = prices;
    }

    @Override
    public Reading read(Message message) {
        return SignalCodec.readNative(message, prices);
    }
}
