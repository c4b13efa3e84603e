// SPDX-License-Identifier: Apache-2.0
package io.tocsin.cluster.plan;

import io.tocsin.cluster.net.Net;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Who is there, as one member sees it.
 *
 * @param members names, the oldest first
 * @param majority whether these are more than half of a whole cluster
 * @param size members of a whole cluster
 * @param homes the member each cell is placed on, where that is known
 */
public record View(List<String> members, boolean majority, int size, Map<Integer, String> homes) {

    /** Copies the collections. */
    public View {
        members = List.copyOf(members);
        homes = Map.copyOf(homes);
    }

    /** As it is now. */
    static View of(Net net, int cells) {
        Map<Integer, String> homes = new TreeMap<>();
        for (int cell = 0; cell < cells; cell++) {
            int number = cell;
            net.placeOf(cell).ifPresent(home -> homes.put(number, home));
        }
        return new View(net.members(), net.majority(), net.size(), homes);
    }

    /** Where a cell belongs: its home if that is known and there, else somebody who is there. */
    String home(int cell) {
        String home = homes.get(cell);
        return home != null && members.contains(home) ? home : members.get(cell % members.size());
    }

    /** The member after another, for a cell; empty when there is no other. */
    String next(String member, int cell) {
        List<String> others =
                members.stream().filter(other -> !other.equals(member)).sorted().toList();
        return others.isEmpty() ? "" : others.get(cell % others.size());
    }
}
