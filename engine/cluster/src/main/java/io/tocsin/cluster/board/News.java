// SPDX-License-Identifier: Apache-2.0
package io.tocsin.cluster.board;

import io.tocsin.pipeline.log.Written;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is new in the bulletin of a cell.
 *
 * @param issue which bulletin it is; another one begins from nothing
 * @param version how far it goes
 * @param whole whether it is everything, not only what is new
 * @param items what has changed, in order
 * @param accepted signals accepted in this cell
 * @param outcomes what became of them
 */
record News(long issue, long version, boolean whole, List<Item> items, long accepted, Map<String, Long> outcomes) {

    /** Copies the collections. */
    News {
        items = List.copyOf(items);
        outcomes = new TreeMap<>(outcomes);
    }

    void write(DataOutput out) throws IOException {
        out.writeLong(issue);
        out.writeLong(version);
        out.writeBoolean(whole);
        out.writeInt(items.size());
        for (Item item : items) {
            out.writeByte(item.kind().ordinal());
            Written.text(out, item.key());
            out.writeInt(item.json().length);
            out.write(item.json());
        }
        out.writeLong(accepted);
        out.writeInt(outcomes.size());
        for (Map.Entry<String, Long> outcome : outcomes.entrySet()) {
            Written.text(out, outcome.getKey());
            out.writeLong(outcome.getValue());
        }
    }

    static News read(DataInput in) throws IOException {
        long issue = in.readLong();
        long version = in.readLong();
        boolean whole = in.readBoolean();
        List<Item> items = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            Item.Kind kind = Item.Kind.values()[in.readByte()];
            String key = Written.text(in);
            byte[] json = new byte[in.readInt()];
            in.readFully(json);
            items.add(new Item(kind, key, json));
        }
        long accepted = in.readLong();
        Map<String, Long> outcomes = new TreeMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            String word = Written.text(in);
            outcomes.put(word, in.readLong());
        }
        return new News(issue, version, whole, items, accepted, outcomes);
    }
}
