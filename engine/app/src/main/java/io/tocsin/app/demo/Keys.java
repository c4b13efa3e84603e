// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** What is typed on the terminal, a line at a time. */
final class Keys {
    private Keys() {}

    /** Listens for as long as the program runs; without a keyboard nothing ever comes. */
    static BlockingQueue<String> listen() {
        BlockingQueue<String> keys = new LinkedBlockingQueue<>();
        Thread reader = new Thread(() -> read(keys), "tocsin-keys");
        reader.setDaemon(true);
        reader.start();
        return keys;
    }

    private static void read(BlockingQueue<String> keys) {
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
        try {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                keys.add(line.strip().toLowerCase(java.util.Locale.ROOT));
            }
        } catch (IOException closed) {
            keys.clear();
        }
    }
}
