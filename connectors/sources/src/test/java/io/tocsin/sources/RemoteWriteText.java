// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The text form of a remote-write request of version 2 with one series, as far as the captured one goes, as its bytes. */
final class RemoteWriteText {
    private static final Pattern SYMBOL = Pattern.compile("(?m)^symbols: \"([^\"]*)\"");
    private static final Pattern REFERENCE = Pattern.compile("labels_refs: (\\d+)");
    private static final Pattern SAMPLE = Pattern.compile("samples \\{ value: (\\S+) timestamp: (\\d+) }");

    private RemoteWriteText() {}

    static byte[] bytes(String text) {
        Proto request = new Proto();
        SYMBOL.matcher(text).results().forEach(symbol -> request.text(4, symbol.group(1)));
        int[] references = REFERENCE
                .matcher(text)
                .results()
                .mapToInt(found -> Integer.parseInt(found.group(1)))
                .toArray();
        Matcher sample = SAMPLE.matcher(text);
        if (!sample.find() || !text.contains("type: METRIC_TYPE_COUNTER")) {
            throw new IllegalArgumentException("not the request that was captured");
        }
        Proto series = new Proto()
                .packed(1, references)
                .inside(
                        2,
                        new Proto()
                                .real(1, Double.parseDouble(sample.group(1)))
                                .whole(2, Long.parseLong(sample.group(2))))
                .inside(5, new Proto().whole(1, 1));
        return request.inside(5, series).bytes();
    }
}
