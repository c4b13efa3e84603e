// SPDX-License-Identifier: Apache-2.0
package io.tocsin.store;

import static io.tocsin.pipeline.store.Commits.START;

import io.tocsin.pipeline.ledger.Claim;
import io.tocsin.pipeline.ledger.Owner;
import io.tocsin.pipeline.ledger.Planned;
import io.tocsin.pipeline.store.Commit;
import io.tocsin.pipeline.store.LogRecord;
import io.tocsin.pipeline.store.OutboxItem;
import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/** A process that uses a store and says on standard output what it has been promised. */
final class StoreChild {
    private static final PrintStream REPORT =
            new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);

    private StoreChild() {}

    /** Starts one; arguments are a task, the data directory and the task's own. */
    static Process start(String task, Path dataDir, String... more) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-cp",
                System.getProperty("java.class.path"),
                StoreChild.class.getName(),
                task,
                dataDir.toString());
        builder.command().addAll(List.of(more));
        return builder.redirectErrorStream(false)
                .redirectError(new File("/dev/null"))
                .start();
    }

    /** What an ended child said since {@link #nextLine}, without a last line that it did not finish. */
    static List<String> lines(Process child) throws IOException {
        StringWriter text = new StringWriter();
        child.inputReader(StandardCharsets.UTF_8).transferTo(text);
        return text.toString()
                .substring(0, text.toString().lastIndexOf('\n') + 1)
                .lines()
                .toList();
    }

    /** Ends a child as {@code kill -9} does, leaving what it said readable. */
    static void kill(Process child) throws InterruptedException {
        child.toHandle().destroyForcibly();
        child.waitFor();
    }

    /** Waits for a child's next line. */
    static String nextLine(Process child) throws IOException {
        return String.valueOf(child.inputReader(StandardCharsets.UTF_8).readLine());
    }

    /** Runs a task: {@code commit} or {@code claim}. */
    public static void main(String[] arguments) throws Exception {
        Path dataDir = Path.of(arguments[1]);
        switch (arguments[0]) {
            case "commit" -> commitForEver(dataDir);
            case "claim" -> claim(dataDir, Integer.parseInt(arguments[2]));
            default -> throw new IllegalArgumentException("no task " + arguments[0]);
        }
    }

    private static void commitForEver(Path dataDir) {
        SqliteStore store = SqliteStore.open(dataDir);
        for (long round = 1; ; round++) {
            long first = store.lastSeq() + 1;
            long last = first + round % 4;
            store.commit(commit(first, last, round % 16 == 0));
            REPORT.println(last);
            if (round % 64 == 0) {
                store.trim(store.checkpointSeq());
            }
        }
    }

    private static Commit commit(long first, long last, boolean checkpoint) {
        List<LogRecord> log = LongStream.rangeClosed(first, last)
                .mapToObj(seq -> new LogRecord(seq, START.plusSeconds(seq), (byte) 1, payload(seq)))
                .toList();
        List<OutboxItem> intents = LongStream.rangeClosed(first, last)
                .mapToObj(seq -> new OutboxItem("page-" + seq, "page", "{}", START.plusSeconds(seq)))
                .toList();
        List<Commit.Piece> changed = List.of(new Commit.Piece("last", payload(first - 1)));
        return new Commit(
                log,
                intents,
                List.of(),
                List.of(),
                checkpoint ? Optional.of(new Commit.Checkpoint(first - 1, changed)) : Optional.empty());
    }

    /** The payload of an entry: its seq, repeated so that some are compressed. */
    static byte[] payload(long seq) {
        return (seq + " ")
                .repeat((int) (seq % 1_000))
                .concat(Long.toString(seq))
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Tries to claim one more key for each byte on standard input, as the owner of a cell. */
    private static void claim(Path dataDir, int cell) throws IOException {
        try (SqlLedger ledger = SqlLedger.sqlite(dataDir, Duration.ofSeconds(30))) {
            Owner owner = ledger.own(cell, "member-" + cell);
            REPORT.println("ready");
            for (int i = 0; System.in.read() >= 0; i++) {
                String key = "run-" + i;
                Claim claim = ledger.claim(new Planned(key, key, "downgrade", "once", "default"), owner);
                REPORT.println(claim instanceof Claim.Granted ? "won" : "lost");
            }
        }
    }
}
