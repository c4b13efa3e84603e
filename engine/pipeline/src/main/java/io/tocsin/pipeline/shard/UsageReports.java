// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.shard;

import io.tocsin.pipeline.admission.Load;
import io.tocsin.pipeline.admission.Spent;
import io.tocsin.pipeline.log.LogEntry;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What the budgets of one shard have come to and how full its pools are, told to the tenants' own shards once a second as far
 * as it has changed. Sums are whole, not differences: the last one heard is true. Not thread-safe.
 */
final class UsageReports implements ShardCheckpoint.Part {
    private final int shard;
    private final List<Spent> gathered = new ArrayList<>();
    private final List<Load> loads = new ArrayList<>();
    private long sent;

    UsageReports(int shard) {
        this.shard = shard;
    }

    void gather(List<BudgetMeter> meters) {
        for (BudgetMeter meter : meters) {
            meter.report(gathered::add);
        }
    }

    void gather(Load load) {
        loads.add(load);
    }

    /** Sends what was gathered, if anything was. */
    void flush(Output output) {
        if (!gathered.isEmpty() || !loads.isEmpty()) {
            output.emit(new LogEntry.UsageReported(shard, ++sent, gathered, loads));
            gathered.clear();
            loads.clear();
        }
    }

    /** How often it was sent. To be asked after a flush, when nothing is gathered. */
    @Override
    public void write(DataOutput out) throws IOException {
        out.writeLong(sent);
    }

    @Override
    public void read(DataInput in) throws IOException {
        sent = in.readLong();
    }
}
