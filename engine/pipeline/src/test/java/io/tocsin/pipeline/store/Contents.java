// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.store;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Everything that can be read back from a store, as values that compare.
 *
 * @param lastSeq position of the log
 * @param checkpointSeq position of the checkpoint
 * @param log one line per entry
 * @param state pieces of the checkpoint, as text
 * @param unsettled the outbox
 * @param deadLetters one line per dead letter, newest first
 */
public record Contents(
        long lastSeq,
        long checkpointSeq,
        List<String> log,
        SortedMap<String, String> state,
        List<OutboxItem> unsettled,
        List<String> deadLetters) {

    /** Reads everything. */
    public static Contents of(Store store) {
        List<String> log = new ArrayList<>();
        store.readLog(
                0,
                entry -> log.add(entry.seq() + " " + entry.at() + " " + entry.kind() + " "
                        + HexFormat.of().formatHex(entry.payload())));
        SortedMap<String, String> state = new TreeMap<>();
        store.readCheckpoint(piece -> state.put(piece.key(), text(piece.state())));
        List<String> letters = store.deadLetters(Integer.MAX_VALUE).stream()
                .map(letter -> letter.id() + " " + letter.source() + " " + letter.atMillis() + " " + letter.reason()
                        + " " + text(letter.body()))
                .toList();
        return new Contents(store.lastSeq(), store.checkpointSeq(), log, state, store.unsettled(), letters);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
