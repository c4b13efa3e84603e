// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.replay;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The lines of a file with their numbers, whatever ends them. Not thread-safe; blocks on the disk. */
final class TraceFile implements AutoCloseable {
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final InputStream in;
    private final long size;
    private long bytes;
    private long line;

    TraceFile(Path file) throws IOException {
        this.size = Files.size(file);
        this.in = new BufferedInputStream(Files.newInputStream(file));
    }

    /** The next line that is not blank; empty at the end. */
    Optional<String> next() throws IOException {
        Optional<String> text = nextLine();
        while (text.isPresent() && text.get().isBlank()) {
            text = nextLine();
        }
        return text;
    }

    private Optional<String> nextLine() throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        int next = in.read();
        if (next < 0) {
            return Optional.empty();
        }
        while (next >= 0 && next != '\n') {
            bytes++;
            text.write(next);
            next = in.read();
        }
        bytes++;
        line++;
        String read = text.toString(StandardCharsets.UTF_8);
        return Optional.of(line == 1 && read.startsWith(BYTE_ORDER_MARK) ? read.substring(1) : read);
    }

    /** Number of the line that was read last, 1 for the first. */
    long number() {
        return line;
    }

    /** Bytes read so far. */
    long bytes() {
        return bytes;
    }

    /** Bytes of the file. */
    long size() {
        return size;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
