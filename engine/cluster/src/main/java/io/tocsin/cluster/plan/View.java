// SPDX-License-Identifier: Apache-2.0
package io.tocsin.cluster.plan;

import io.tocsin.cluster.net.Net;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Who is there, as one member sees it.
 *
 * @param members names, the oldest first
 * @param majority whether these are more than half of a whole cluster
 * @param size members of a whole cluster
 * @param missingAfter how long a member may be silent before it is no longer in view
 * @param homes the member each cell is placed on, where that is known
 */
public record View(
        List<String> members, boolean majority, int size, Duration missingAfter, Map<Integer, String> homes) {
    /** Of a member that sees nobody, not even itself. */
    static final View NOBODY = new View(List.of(), false, 0, Duration.ZERO, Map.of());

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
        return new View(net.members(), net.majority(), net.size(), net.missingAfter(), homes);
    }

    /** Where a cell belongs: its home if that is known and there, else somebody who is there. */
    String home(int cell) {
        String home = homes.get(cell);
        return home != null && members.contains(home) ? home : members.get(cell % members.size());
    }

    /** The members but one, beginning with a different one for each cell. */
    List<String> others(String member, int cell) {
        List<String> others = new ArrayList<>(
                members.stream().filter(other -> !other.equals(member)).sorted().toList());
        if (!others.isEmpty()) {
            Collections.rotate(others, -(cell % others.size()));
        }
        return others;
    }
}
