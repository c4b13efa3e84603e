// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.shard;

import io.tocsin.model.scope.Scope;
import io.tocsin.model.scope.ScopeKind;
import io.tocsin.model.signal.MetricPoint;
import io.tocsin.pipeline.pricing.PriceBook;
import io.tocsin.pipeline.signal.Ids;
import io.tocsin.pipeline.window.Counters;
import io.tocsin.pipeline.window.Rejections;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * What providers say they will bill, as running totals per day. What a total has moved by since it was read last goes to
 * the sums of its model, so that reading it again changes nothing. Not thread-safe.
 */
final class InvoiceFold implements ShardCheckpoint.Part {
    private static final Duration KEEP = Duration.ofDays(4);
    private static final int MAX_TOTALS = 20_000;
    private static final String TOKENS = "tokens";
    private static final String LINE = "\n";

    private final Map<String, Total> totals = new TreeMap<>();
    private final PartialSums sums;
    private final PriceBook prices;
    private Instant forgotten = Instant.EPOCH;

    InvoiceFold(PartialSums sums, PriceBook prices) {
        this.sums = sums;
        this.prices = prices;
    }

    /** The last reading of a total. */
    private record Total(long day, long nano) {}

    /** Takes a reading of what calls of one model cost on one day; anything else is passed over. */
    void told(MetricPoint metric, Instant at) {
        Instant start = metric.start();
        String model = metric.labels().get("model");
        String type = metric.labels().getOrDefault("cost_type", TOKENS);
        boolean usd = metric.unit() == null || "USD".equals(metric.unit());
        if (start == null || model == null || !type.equals(TOKENS) || !usd) {
            return;
        }
        forget(at);
        String key = Ids.hash(String.join(
                LINE,
                metric.tenant(),
                model,
                Words.orEmpty(metric.who().workspace()),
                start.toString(),
                metric.labels().toString()));
        Total before = totals.getOrDefault(key, new Total(0, 0));
        long nano = Math.round(metric.value() * Counters.NANO);
        if (nano != before.nano && (totals.containsKey(key) || totals.size() < MAX_TOTALS)) {
            totals.put(key, new Total(start.getEpochSecond(), nano));
            long[] row = new long[Rejections.WIDTH];
            row[Rejections.INVOICED_NANO] = nano - before.nano;
            String provider = metric.labels().getOrDefault("provider", "");
            String name = Routes.name(provider, model, prices.card(model, start));
            sums.of(new Scope(ScopeKind.MODEL, metric.tenant(), name)).further(SpendWindow.minute(start), row);
        }
    }

    private void forget(Instant at) {
        if (at.isAfter(forgotten.plus(Duration.ofHours(1)))) {
            forgotten = at;
            totals.values().removeIf(total -> total.day < at.minus(KEEP).getEpochSecond());
        }
    }

    @Override
    public void write(DataOutput out) throws IOException {
        out.writeLong(forgotten.getEpochSecond());
        out.writeInt(totals.size());
        for (Map.Entry<String, Total> total : totals.entrySet()) {
            out.writeUTF(total.getKey());
            out.writeLong(total.getValue().day);
            out.writeLong(total.getValue().nano);
        }
    }

    /** Earlier versions wrote down what is hashed now. */
    private static String key(String written) {
        return written.contains(LINE) ? Ids.hash(written) : written;
    }

    @Override
    public void read(DataInput in) throws IOException {
        forgotten = Instant.ofEpochSecond(in.readLong());
        for (int left = in.readInt(); left > 0; left--) {
            totals.put(key(in.readUTF()), new Total(in.readLong(), in.readLong()));
        }
    }
}
