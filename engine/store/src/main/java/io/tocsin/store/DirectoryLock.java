// SPDX-License-Identifier: Apache-2.0
package io.tocsin.store;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import io.tocsin.pipeline.store.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The right to use a data directory: held by one process at a time, given back by closing or by the operating system when
 * the process ends, however it ends.
 *
 * <p>Directories held by this process are also kept in a set, because closing any channel on a file gives back every
 * lock the process has on it (see {@link java.nio.channels.FileLock}, "Platform dependencies"): the lock file must not
 * even be opened a second time.
 */
public final class DirectoryLock implements AutoCloseable {
    private static final String FILE = "tocsin.lock";
    private static final int MAX_PID_BYTES = 20;
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path directory;
    private final FileChannel channel;

    private DirectoryLock(Path directory, FileChannel channel) {
        this.directory = directory;
        this.channel = channel;
    }

    /**
     * Takes a directory; makes it when it is not there.
     *
     * @throws StoreException if another process, or another holder in this process, uses it, or it cannot be made
     */
    public static DirectoryLock make(Path directory) {
        try {
            SqliteStore.createPrivate(directory);
            return take(directory);
        } catch (IOException e) {
            throw Failures.wrap("take " + directory, e);
        }
    }

    /** @throws StoreException if another process, or another store of this process, uses the directory */
    static DirectoryLock take(Path directory) throws IOException {
        Path real = directory.toRealPath();
        if (!HELD.add(real)) {
            throw inUse(directory, "this process");
        }
        boolean taken = false;
        try {
            DirectoryLock lock = new DirectoryLock(real, lockedChannel(directory));
            taken = true;
            return lock;
        } finally {
            if (!taken) {
                HELD.remove(real);
            }
        }
    }

    private static FileChannel lockedChannel(Path directory) throws IOException {
        FileChannel channel = FileChannel.open(directory.resolve(FILE), CREATE, READ, WRITE);
        boolean locked = false;
        try {
            if (channel.tryLock() == null) {
                throw inUse(directory, "process " + pid(channel));
            }
            channel.truncate(0);
            channel.write(
                    ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
            locked = true;
            return channel;
        } finally {
            if (!locked) {
                channel.close();
            }
        }
    }

    private static String pid(FileChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(MAX_PID_BYTES);
        channel.read(bytes, 0);
        return new String(bytes.array(), 0, bytes.position(), StandardCharsets.US_ASCII);
    }

    private static StoreException inUse(Path directory, String holder) {
        return new StoreException("data directory " + directory + " is in use by " + holder
                + "; one directory serves one process at a time");
    }

    /** Gives the directory back. */
    @Override
    public void close() throws IOException {
        channel.close();
        HELD.remove(directory);
    }
}
