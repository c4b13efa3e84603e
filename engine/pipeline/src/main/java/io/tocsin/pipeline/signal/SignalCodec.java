// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.signal;

import io.tocsin.model.signal.Signal;
import java.util.List;

/** Stub. */
public class SignalCodec {
    public static byte[] write(List<Signal> signals) {
        return new byte[0];
    }

    public static List<Signal> read(byte[] bytes) {
        return List.of();
    }
}
