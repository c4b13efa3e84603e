// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.terminal;

import java.util.ArrayList;
import java.util.List;

/** Rows in aligned columns with a head. Not thread-safe. */
public final class Table {
    private static final String GAP = "  ";

    private final List<String> head;
    private final List<List<String>> rows = new ArrayList<>();

    /** With one head per column. */
    public Table(String... head) {
        this.head = List.of(head);
    }

    /** Adds a row with one cell per column. */
    public Table row(String... cells) {
        rows.add(List.of(cells));
        return this;
    }

    /** Writes the table, or the sentence when there are no rows. */
    public void print(Console console, String empty) {
        if (rows.isEmpty()) {
            console.note(empty);
            return;
        }
        console.print(console.paint(Console.Tint.BOLD, line(head)));
        rows.forEach(row -> console.print(line(row)));
    }

    private String line(List<String> cells) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < cells.size(); column++) {
            String cell = cells.get(column);
            line.append(cell);
            if (column < cells.size() - 1) {
                line.append(" ".repeat(width(column) - cell.length())).append(GAP);
            }
        }
        return line.toString();
    }

    private int width(int column) {
        return rows.stream()
                .mapToInt(row -> row.get(column).length())
                .reduce(head.get(column).length(), Math::max);
    }
}
