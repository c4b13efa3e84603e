// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.yaml;

/**
 * Where something stands in a file.
 *
 * @param file the file, as the operator named it
 * @param line from 1; 0 when it is about the file as a whole
 * @param column from 1; 0 when it is about the file as a whole
 */
public record Place(String file, int line, int column) {

    /** The file as a whole. */
    public static Place of(String file) {
        return new Place(file, 0, 0);
    }

    /** What editors and terminals can jump to: {@code file:line:column}. */
    @Override
    public String toString() {
        return line == 0 ? file : file + ":" + line + ":" + column;
    }
}
