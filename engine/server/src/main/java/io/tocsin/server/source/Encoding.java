// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server.source;

import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/** How a signature is written. */
public enum Encoding {
    /** Hexadecimal digits, upper or lower case. */
    HEX,
    /** Base64 with padding. */
    BASE64;

    /** Every signature in a header that begins with the prefix and can be decoded. */
    List<byte[]> signatures(String header, String separator, String prefix) {
        List<byte[]> found = new ArrayList<>();
        for (String part : header.split(separator, -1)) {
            String text = part.strip();
            if (text.startsWith(prefix)) {
                decode(text.substring(prefix.length()), found);
            }
        }
        return found;
    }

    private void decode(String text, List<byte[]> into) {
        try {
            into.add(
                    this == HEX
                            ? HexFormat.of().parseHex(text)
                            : Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException e) {
            // What cannot be decoded is no signature; that none is left is what counts.
        }
    }
}
