// SPDX-License-Identifier: Apache-2.0
package io.tocsin.cluster.cell;

import io.tocsin.pipeline.log.Written;
import io.tocsin.pipeline.store.Commit;
import io.tocsin.pipeline.store.LogRecord;
import io.tocsin.pipeline.store.OutboxItem;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How a commit travels to the copy of a store. */
final class CommitCodec {
    private CommitCodec() {}

    static void write(DataOutput out, Commit commit) throws IOException {
        list(out, commit.log(), (to, entry) -> {
            to.writeLong(entry.seq());
            Written.time(to, entry.at());
            to.writeByte(entry.kind());
            bytes(to, entry.payload());
        });
        list(out, commit.intents(), (to, item) -> {
            Written.text(to, item.id());
            Written.text(to, item.kind());
            Written.text(to, item.body());
            Written.time(to, item.at());
        });
        list(out, commit.settled(), Written::text);
        list(out, commit.deadLetters(), (to, letter) -> {
            Written.text(to, letter.id());
            Written.text(to, letter.source());
            to.writeLong(letter.atMillis());
            Written.text(to, letter.reason());
            bytes(to, letter.body());
        });
        out.writeBoolean(commit.checkpoint().isPresent());
        if (commit.checkpoint().isPresent()) {
            out.writeLong(commit.checkpoint().get().seq());
            list(out, commit.checkpoint().get().changed(), (to, piece) -> {
                Written.text(to, piece.key());
                bytes(to, piece.state());
            });
        }
    }

    static Commit read(DataInput in) throws IOException {
        List<LogRecord> log = list(in, from -> {
            long seq = from.readLong();
            Instant at = Written.requiredTime(from);
            byte kind = from.readByte();
            return new LogRecord(seq, at, kind, bytes(from));
        });
        List<OutboxItem> intents = list(in, from -> {
            String id = Written.text(from);
            String kind = Written.text(from);
            String body = Written.text(from);
            return new OutboxItem(id, kind, body, Written.requiredTime(from));
        });
        List<String> settled = list(in, Written::text);
        List<Commit.DeadLetter> letters = list(in, CommitCodec::letter);
        Optional<Commit.Checkpoint> checkpoint = in.readBoolean() ? Optional.of(checkpoint(in)) : Optional.empty();
        return new Commit(log, intents, settled, letters, checkpoint);
    }

    private static Commit.DeadLetter letter(DataInput in) throws IOException {
        String id = Written.text(in);
        String source = Written.text(in);
        long at = in.readLong();
        String reason = Written.text(in);
        return new Commit.DeadLetter(id, source, at, reason, bytes(in));
    }

    private static Commit.Checkpoint checkpoint(DataInput in) throws IOException {
        long seq = in.readLong();
        return new Commit.Checkpoint(seq, list(in, from -> {
            String key = Written.text(from);
            return new Commit.Piece(key, bytes(from));
        }));
    }

    private static void bytes(DataOutput out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static byte[] bytes(DataInput in) throws IOException {
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        return bytes;
    }

    private static <T> void list(DataOutput out, List<T> list, Each<T> each) throws IOException {
        out.writeInt(list.size());
        for (T one : list) {
            each.write(out, one);
        }
    }

    private static <T> List<T> list(DataInput in, Written.Reader<T> each) throws IOException {
        List<T> list = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            list.add(each.read(in));
        }
        return list;
    }

    private interface Each<T> {
        void write(DataOutput out, T one) throws IOException;
    }
}
