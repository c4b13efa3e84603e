// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources.alertmanager;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The fingerprint that Prometheus and Alertmanager give a set of labels: 64 bits of FNV-1a over names and values in order of
 * names, so that an alert has the same one whoever tells it (prometheus/common, model/fnv.go and signature.go, read 2026-11-27).
 */
final class Fingerprint {
    private static final long OFFSET = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;
    private static final int SEPARATOR = 255;

    private Fingerprint() {}

    /** 16 hexadecimal digits. */
    static String of(Map<String, String> labels) {
        SortedMap<String, String> sorted = new TreeMap<>(labels);
        long hash = OFFSET;
        for (Map.Entry<String, String> label : sorted.entrySet()) {
            hash = add(add(hash, label.getKey()), label.getValue());
        }
        return String.format("%016x", hash);
    }

    private static long add(long before, String text) {
        long hash = before;
        for (byte next : text.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (next & 0xff)) * PRIME;
        }
        return (hash ^ SEPARATOR) * PRIME;
    }
}
