// SPDX-License-Identifier: Apache-2.0
package io.tocsin.cluster.cell;

import io.tocsin.pipeline.log.Written;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How a cell is on one member.
 *
 * @param cell its number
 * @param role what the member is to it
 * @param lineage whose log is on its disk; empty when there is none
 * @param lastSeq position of the last entry on its disk
 * @param whole false while the log is being filled
 * @param live of a copy: it has followed the owner since this process began, or the owner closed in good order here
 * @param copy of an owner: the member that holds the copy, empty when nobody does
 * @param inSync of an owner: the copy has everything
 * @param view of an owner: the members that were there when its term was given
 * @param copySilent of an owner: how long a commit has waited for a copy that gives no answer; zero while none waits
 * @param diskFails of an owner: how long its own disk has taken nothing; zero while it does
 * @param behind of an owner: signals accepted and not yet folded
 */
public record CellReport(
        int cell,
        Role role,
        Lineage lineage,
        long lastSeq,
        boolean whole,
        boolean live,
        String copy,
        boolean inSync,
        List<String> view,
        Duration copySilent,
        Duration diskFails,
        long behind) {

    /** Copies the list. */
    public CellReport {
        view = List.copyOf(view);
    }

    /** Of a member that has nothing of a cell. */
    public static CellReport none(int cell) {
        return held(cell, Role.NONE, Lineage.EMPTY, 0, false, false);
    }

    /** Of a member that has its log and does not own it. */
    public static CellReport copy(int cell, Lineage lineage, long lastSeq, boolean whole, boolean live) {
        return held(cell, Role.COPY, lineage, lastSeq, whole, live);
    }

    private static CellReport held(int cell, Role role, Lineage lineage, long lastSeq, boolean whole, boolean live) {
        return new CellReport(
                cell, role, lineage, lastSeq, whole, live, "", false, List.of(), Duration.ZERO, Duration.ZERO, 0);
    }

    /** What a member is to a cell. */
    public enum Role {
        /** Nothing of it is here. */
        NONE,
        /** Its log is on the disk. */
        COPY,
        /** It is folded here. */
        OWNER
    }

    /** The newest term of its log. */
    public Term term() {
        return lineage.term();
    }

    /** Writes it. */
    public void write(DataOutput out) throws IOException {
        out.writeInt(cell);
        out.writeByte(role.ordinal());
        lineage.write(out);
        out.writeLong(lastSeq);
        out.writeBoolean(whole);
        out.writeBoolean(live);
        Written.text(out, copy);
        out.writeBoolean(inSync);
        out.writeInt(view.size());
        for (String member : view) {
            Written.text(out, member);
        }
        out.writeLong(copySilent.toMillis());
        out.writeLong(diskFails.toMillis());
        out.writeLong(behind);
    }

    public static CellReport read(DataInput in) throws IOException {
        int cell = in.readInt();
        Role role = Role.values()[in.readByte()];
        Lineage lineage = Lineage.read(in);
        long lastSeq = in.readLong();
        boolean whole = in.readBoolean();
        boolean live = in.readBoolean();
        String copy = Written.text(in);
        boolean inSync = in.readBoolean();
        List<String> view = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            view.add(Written.text(in));
        }
        Duration copySilent = Duration.ofMillis(in.readLong());
        Duration diskFails = Duration.ofMillis(in.readLong());
        return new CellReport(
                cell, role, lineage, lastSeq, whole, live, copy, inSync, view, copySilent, diskFails, in.readLong());
    }
}
