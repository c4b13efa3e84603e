// SPDX-License-Identifier: Apache-2.0
package io.tocsin.cluster.cell;

import io.tocsin.pipeline.log.Written;
import io.tocsin.pipeline.store.Store;
import io.tocsin.pipeline.store.StoreException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Where the stores of the cells are on this member's disk: one folder a cell, and one for each log that was set aside
 * because its end is not part of the cell's log. Thread-safe for different cells.
 */
public final class Shelf {
    private static final String NOTE = "lineage";
    private static final String ASIDE = ".aside-";

    private final Path root;
    private final Function<Path, Store> opener;

    /**
     * In a folder.
     *
     * @param root the folder; made when it is not there
     * @param opener opens the store in a folder, and makes both when they are not there
     */
    public Shelf(Path root, Function<Path, Store> opener) {
        this.root = root;
        this.opener = opener;
    }

    /**
     * What is known of a log.
     *
     * @param lineage whose log it is
     * @param whole false while it is being filled
     * @param shared of a log set aside: the entries up to here are part of the cell's log
     */
    record Note(Lineage lineage, boolean whole, long shared) {
        static final Note NEW = new Note(Lineage.EMPTY, true, 0);

        Note with(Lineage changed) {
            return new Note(changed, whole, shared);
        }
    }

    /** The folder of a cell. */
    Path of(int cell) {
        return root.resolve(Integer.toString(cell));
    }

    /** What is noted in a folder; empty when no store is there. */
    Optional<Note> note(Path folder) {
        Path file = folder.resolve(NOTE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Written.read(
                    Files.readAllBytes(file), in -> new Note(Lineage.read(in), in.readBoolean(), in.readLong())));
        } catch (IOException e) {
            throw new StoreException("could not read " + file, e);
        }
    }

    /** Writes a note; it is on the disk on return. */
    void note(Path folder, Note note) {
        byte[] bytes = Written.bytes(out -> {
            note.lineage().write(out);
            out.writeBoolean(note.whole());
            out.writeLong(note.shared());
        });
        Path next = folder.resolve(NOTE + ".next");
        try {
            Files.createDirectories(folder);
            try (FileChannel file = FileChannel.open(
                    next, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
                file.write(ByteBuffer.wrap(bytes));
                file.force(true);
            }
            Files.move(next, folder.resolve(NOTE), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new StoreException("could not write " + next, e);
        }
    }

    /** Opens the store in a folder; makes it when it is not there. */
    Store open(Path folder) {
        return opener.apply(folder);
    }

    /** Sets a cell's folder aside; its store must be closed. */
    Path setAside(int cell, Note note) {
        Path folder = of(cell);
        note(folder, note);
        int number = 0;
        while (Files.exists(aside(cell, number))) {
            number++;
        }
        try {
            return Files.move(folder, aside(cell, number), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new StoreException("could not set " + folder + " aside", e);
        }
    }

    private Path aside(int cell, int number) {
        return root.resolve(cell + ASIDE + number);
    }

    /** The folders that were set aside, oldest first. */
    List<Path> asides() {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(root)) {
            return folders.filter(folder -> folder.getFileName().toString().contains(ASIDE))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new StoreException("could not look into " + root, e);
        }
    }

    /** Removes a folder; its store must be closed. */
    void remove(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(Shelf::delete);
        } catch (IOException e) {
            throw new StoreException("could not remove " + folder, e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
