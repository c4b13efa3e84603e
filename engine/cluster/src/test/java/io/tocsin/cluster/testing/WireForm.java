// SPDX-License-Identifier: Apache-2.0
package io.tocsin.cluster.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Properties;

/** Messages between members as version 0.1.0 wrote them, byte for byte. */
public final class WireForm {
    private static final Properties FORMS = read();

    private WireForm() {}

    /** The bytes of one. */
    public static byte[] of(String name) {
        return HexFormat.of().parseHex(Objects.requireNonNull(FORMS.getProperty(name), name));
    }

    private static Properties read() {
        Properties forms = new Properties();
        try (InputStream in = WireForm.class.getResourceAsStream("/wire-0.1.0.properties")) {
            forms.load(Objects.requireNonNull(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return forms;
    }
}
