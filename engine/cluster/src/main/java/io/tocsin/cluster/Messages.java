// SPDX-License-Identifier: Apache-2.0
package io.tocsin.cluster;

import io.tocsin.pipeline.Command;
import io.tocsin.pipeline.Engine.CommandResult;
import io.tocsin.pipeline.log.EncodedEntry;
import io.tocsin.pipeline.log.LogCodec;
import io.tocsin.pipeline.log.LogEntry;
import io.tocsin.pipeline.log.Written;
import io.tocsin.pipeline.store.Commit;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** How what members tell one another is written down. */
final class Messages {
    private Messages() {}

    /** Entries of a log. */
    static byte[] entries(List<? extends LogEntry> entries) {
        return Written.bytes(out -> {
            out.writeInt(entries.size());
            for (LogEntry entry : entries) {
                LogCodec.Encoded encoded = LogCodec.write(entry);
                out.writeByte(encoded.kind());
                bytes(out, encoded.payload());
            }
        });
    }

    static List<EncodedEntry> readEntries(byte[] payload) {
        return Written.read(payload, in -> {
            List<EncodedEntry> entries = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                byte kind = in.readByte();
                entries.add(EncodedEntry.read(kind, bytes(in)));
            }
            return entries;
        });
    }

    /** A command, as the order it becomes. */
    static byte[] command(Command command) {
        return entries(List.of(new LogEntry.Ordered("", "", command)));
    }

    static Command readCommand(byte[] payload) {
        return ((LogEntry.Ordered) readEntries(payload).get(0).entry()).command();
    }

    static byte[] result(CommandResult result) {
        return Written.bytes(out -> {
            out.writeBoolean(result.ok());
            Written.text(out, result.message());
        });
    }

    static CommandResult readResult(byte[] payload) {
        return Written.read(payload, in -> new CommandResult(in.readBoolean(), Written.text(in)));
    }

    static byte[] letters(List<Commit.DeadLetter> letters) {
        return Written.bytes(out -> {
            out.writeInt(letters.size());
            for (Commit.DeadLetter letter : letters) {
                Written.text(out, letter.id());
                Written.text(out, letter.source());
                out.writeLong(letter.atMillis());
                Written.text(out, letter.reason());
                bytes(out, letter.body());
            }
        });
    }

    static List<Commit.DeadLetter> readLetters(byte[] payload) {
        return Written.read(payload, in -> {
            List<Commit.DeadLetter> letters = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                String id = Written.text(in);
                String source = Written.text(in);
                long at = in.readLong();
                String reason = Written.text(in);
                letters.add(new Commit.DeadLetter(id, source, at, reason, bytes(in)));
            }
            return letters;
        });
    }

    static byte[] number(int number) {
        return Written.bytes(out -> out.writeInt(number));
    }

    static int readNumber(byte[] payload) {
        return Written.read(payload, DataInput::readInt);
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
}
