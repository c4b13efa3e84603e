// SPDX-License-Identifier: Apache-2.0
package io.tocsin.cluster.plan;

import io.tocsin.cluster.cell.CellReport;
import io.tocsin.pipeline.ledger.LedgerReach;
import io.tocsin.pipeline.log.Written;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How a member is.
 *
 * @param member its name
 * @param version of the program
 * @param rules hash of its rules and thresholds
 * @param config hash of the settings that members should share
 * @param stranded logs of a losing side that are not home yet
 * @param ahead how far its own clock is ahead of the cluster's, negative when behind; in milliseconds
 * @param ledger whether it can claim actions
 * @param cells its cells, by number
 */
public record Report(
        String member,
        String version,
        String rules,
        String config,
        int stranded,
        Duration ahead,
        LedgerReach ledger,
        List<CellReport> cells) {

    /** Copies the list. */
    public Report {
        cells = List.copyOf(cells);
    }

    /** How one cell is. */
    public CellReport cell(int number) {
        return cells.get(number);
    }

    /** As bytes. New fields come at the end, of a report and of a cell in it: an older member leaves them unread. */
    public byte[] bytes() {
        return Written.bytes(out -> {
            Written.text(out, member);
            Written.text(out, version);
            Written.text(out, rules);
            Written.text(out, config);
            out.writeInt(stranded);
            out.writeLong(ahead.toMillis());
            out.writeByte(ledger.ordinal());
            out.writeInt(cells.size());
            for (CellReport cell : cells) {
                Written.part(out, cell::write);
            }
        });
    }

    /** From bytes. */
    public static Report of(byte[] bytes) {
        return Written.read(bytes, in -> {
            String member = Written.text(in);
            String version = Written.text(in);
            String rules = Written.text(in);
            String config = Written.text(in);
            int stranded = in.readInt();
            Duration ahead = Duration.ofMillis(in.readLong());
            LedgerReach ledger = LedgerReach.values()[in.readByte()];
            List<CellReport> cells = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                cells.add(Written.part(in, CellReport::read));
            }
            return new Report(member, version, rules, config, stranded, ahead, ledger, cells);
        });
    }
}
