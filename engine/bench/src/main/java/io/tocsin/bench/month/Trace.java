// SPDX-License-Identifier: Apache-2.0
package io.tocsin.bench.month;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Sizes of real requests, to draw from: context and generated tokens belong together. From a file in the form of the Azure
 * LLM inference trace ({@code TIMESTAMP,ContextTokens,GeneratedTokens}), else from a small sample of the same shape.
 *
 * @param name where they are from
 * @param sizes the sizes
 */
record Trace(String name, List<Size> sizes) {
    private static final int COLUMNS = 3;

    /** Rounded deciles of context and output as coding services see them; made for this test, taken from no trace. */
    private static final Trace SAMPLE = new Trace(
            "a built-in sample",
            List.of(
                    new Size(110, 30),
                    new Size(460, 12),
                    new Size(830, 22),
                    new Size(1_200, 8),
                    new Size(1_500, 26),
                    new Size(1_900, 11),
                    new Size(2_400, 40),
                    new Size(3_100, 9),
                    new Size(4_500, 17),
                    new Size(7_200, 120)));

    Trace {
        sizes = List.copyOf(sizes);
    }

    /**
     * The sizes of a file, or the sample when none is named.
     *
     * @throws IOException if the file cannot be read or holds no sizes
     */
    static Trace of(Optional<Path> named) throws IOException {
        if (named.isEmpty()) {
            return SAMPLE;
        }
        Path file = named.get();
        List<Size> sizes = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            String[] cells = line.split(",");
            if (cells.length == COLUMNS && cells[1].matches("\\d+") && cells[2].matches("\\d+")) {
                sizes.add(new Size(Long.parseLong(cells[1]), Long.parseLong(cells[2])));
            }
        }
        if (sizes.isEmpty()) {
            throw new IOException(file + " holds no line of the form TIMESTAMP,ContextTokens,GeneratedTokens");
        }
        return new Trace(String.valueOf(file.getFileName()), sizes);
    }

    /**
     * One request.
     *
     * @param context context tokens
     * @param generated generated tokens
     */
    record Size(long context, long generated) {}
}
