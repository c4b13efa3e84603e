// SPDX-License-Identifier: Apache-2.0
package io.tocsin.cluster.cell;

import io.tocsin.cluster.net.Kind;
import io.tocsin.cluster.net.Net;
import io.tocsin.pipeline.node.LiveEngine;
import io.tocsin.pipeline.shard.Placement;
import io.tocsin.pipeline.store.Store;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/** Every cell on this member, and its answers to owners elsewhere. Thread-safe. */
public final class Cells implements AutoCloseable {
    private static final byte[] NOTHING = {};

    private final List<Cell> cells;
    private final Salvage salvage;

    /** Starts the engine of a cell. */
    @FunctionalInterface
    public interface Engines {
        /** Starts the engine of a cell on its store; returns once everything accepted before is folded. */
        LiveEngine start(int cell, Store store);
    }

    /**
     * What is on a shelf.
     *
     * @param engines starts the engine of a cell
     * @param home where what was accepted on a losing side goes
     */
    public Cells(Net net, Shelf shelf, Engines engines, Salvage.Home home) {
        this.salvage = new Salvage(shelf, home);
        CellParts parts = new CellParts(net, shelf, engines, salvage);
        this.cells = IntStream.range(0, Placement.CELLS)
                .mapToObj(cell -> new Cell(cell, parts))
                .toList();
        net.handle(Kind.BEGIN, (cell, payload) -> cells.get(cell).begin(payload));
        net.handle(Kind.COPY, (cell, payload) -> cells.get(cell).take(payload));
        net.handle(Kind.TRIM, (cell, payload) -> {
            cells.get(cell).trim(payload);
            return NOTHING;
        });
    }

    /** Takes up what an earlier life has not brought home. */
    public void start() {
        salvage.start();
    }

    /** The engine of a cell, if it is folded here. */
    public Optional<LiveEngine> engine(int cell) {
        return cells.get(cell).engine();
    }

    /** The engines of the cells that are folded here. */
    public List<LiveEngine> engines() {
        return cells.stream().map(Cell::engine).flatMap(Optional::stream).toList();
    }

    /** The cells that are folded here and on no other disk. */
    public int withoutCopy() {
        return (int) reports().stream()
                .filter(cell ->
                        cell.role() == CellReport.Role.OWNER && cell.copy().isEmpty())
                .count();
    }

    /** How the cells are. */
    public List<CellReport> reports() {
        return cells.stream().map(Cell::report).toList();
    }

    /** Logs of a losing side that are not home yet. */
    public int stranded() {
        return salvage.waiting();
    }

    /** Signals of a losing side that were brought home since the start. */
    public long salvaged() {
        return salvage.signals();
    }

    /** Becomes the owner of a cell. */
    public void open(int cell, Term term, String copy, List<String> view) {
        cells.get(cell).open(term, copy, view);
    }

    /** Stops being the owner of a cell. */
    public void close(int cell, String why) {
        cells.get(cell).close(why);
    }

    /** Keeps the copy of a cell on another member; an empty name when there is none. */
    public void copy(int cell, String member) {
        cells.get(cell).copy(member);
    }

    /** Stays the owner of a cell with a greater term. */
    public void renew(int cell, Term term, List<String> view) {
        cells.get(cell).renew(term, view);
    }

    /** Lets go of a log that is neither the owner's nor the copy. */
    public void settle(int cell, Lineage owner) {
        cells.get(cell).settle(owner);
    }

    /** Lets no commit of an engine through from now on, as if the process had died. */
    public void abandon() {
        cells.forEach(Cell::abandon);
    }

    /** Stops every engine; what was accepted is on the disk. */
    @Override
    public void close() {
        salvage.close();
        ExecutorService threads = Executors.newFixedThreadPool(cells.size());
        try {
            CompletableFuture.allOf(cells.stream()
                            .map(cell -> CompletableFuture.runAsync(cell::close, threads))
                            .toArray(CompletableFuture[]::new))
                    .join();
        } finally {
            threads.shutdown();
        }
    }
}
