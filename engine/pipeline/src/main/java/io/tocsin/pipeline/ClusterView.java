// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline;

import io.tocsin.pipeline.ledger.LedgerReach;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/**
 * A cluster as one of its members saw it a moment ago. After a cut each side has its own view.
 *
 * @param self the member whose view it is
 * @param size members of a whole cluster
 * @param majority whether it sees more than half of them
 * @param members those it sees, the oldest first
 * @param cells every cell, by number
 */
public record ClusterView(String self, int size, boolean majority, List<Member> members, List<Cell> cells) {

    /** Copies the lists. */
    public ClusterView {
        members = List.copyOf(members);
        cells = List.copyOf(cells);
    }

    /**
     * One member.
     *
     * @param name its name
     * @param answers whether it said how it is; if not, what follows is empty or zero
     * @param version of the program
     * @param rules hash of its rules, thresholds and prices
     * @param config hash of the settings that members should share
     * @param stranded logs of a losing side on its disk that are not home yet
     * @param skew how far its own clock is ahead of the middle one of those that answer, negative when behind; of two
     *     the older member's counts
     * @param ledger whether it can claim actions
     */
    public record Member(
            String name,
            boolean answers,
            String version,
            String rules,
            String config,
            int stranded,
            Duration skew,
            LedgerReach ledger) {

        /** One that does not answer. */
        public static Member silent(String name) {
            return new Member(name, false, "", "", "", 0, Duration.ZERO, LedgerReach.SILENT);
        }
    }

    /**
     * One cell.
     *
     * @param cell its number
     * @param owner the member that folds it; empty while nobody does
     * @param copy the member that holds its copy; empty when nobody does
     * @param inSync whether the copy has everything
     * @param term how often it changed hands, as {@code major.minor@member}; empty while nobody owns it
     * @param position the last entry of its log
     * @param behind signals accepted and not yet folded
     */
    public record Cell(int cell, String owner, String copy, boolean inSync, String term, long position, long behind) {}

    /** The member that decides who owns what; empty when none is seen. */
    public String oldest() {
        return members.isEmpty() ? "" : members.get(0).name();
    }

    /** How many cells a member owns. */
    public int owned(String member) {
        return (int) cells.stream().filter(cell -> cell.owner().equals(member)).count();
    }

    /** How many cells a member holds the copy of. */
    public int copies(String member) {
        return (int) cells.stream().filter(cell -> cell.copy().equals(member)).count();
    }

    /** Cells that are folded and on one disk only. */
    public int withoutCopy() {
        return (int) cells.stream()
                .filter(cell -> !cell.owner().isEmpty() && cell.copy().isEmpty())
                .count();
    }

    /** Signals that a member accepted and has not folded yet. */
    public long behind(String member) {
        return cells.stream()
                .filter(cell -> cell.owner().equals(member))
                .mapToLong(Cell::behind)
                .sum();
    }

    /** Most cells that one member owns. */
    public int mostOwned() {
        return members.stream().mapToInt(member -> owned(member.name())).max().orElse(0);
    }

    /** Fewest cells that one member owns. */
    public int fewestOwned() {
        return members.stream().mapToInt(member -> owned(member.name())).min().orElse(0);
    }

    /** Whether members judge by different rules, thresholds or prices. */
    public boolean rulesDiffer() {
        return differ(Member::rules);
    }

    /** Whether members were started with different settings where they should be the same. */
    public boolean configDiffers() {
        return differ(Member::config);
    }

    private boolean differ(Function<Member, String> hash) {
        return members.stream().filter(Member::answers).map(hash).distinct().count() > 1;
    }
}
