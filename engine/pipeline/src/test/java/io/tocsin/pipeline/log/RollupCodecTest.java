// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.scope.Scope;
import io.tocsin.model.scope.ScopeKind;
import io.tocsin.pipeline.window.Buckets;
import io.tocsin.pipeline.window.Conduct;
import io.tocsin.pipeline.window.Counters;
import io.tocsin.pipeline.window.Tally;
import java.util.List;
import org.junit.jupiter.api.Test;

class RollupCodecTest {
    private static final Scope CHAT = new Scope(ScopeKind.FEATURE, "default", "chat");
    private static final long MINUTE = 29_000_000;

    private static Rollup rollup() {
        Buckets minutes = new Buckets(Counters.WIDE);
        minutes.add(MINUTE, new long[] {3, 40});
        Buckets further = new Buckets(Conduct.WIDTH);
        further.add(MINUTE, new long[] {0, 0, 0, 0, 0, 0, 0, 5});
        Buckets lengths = new Buckets(1);
        lengths.add(69, new long[] {2});
        Tally spenders = new Tally(Rollup.MAX_LABELS);
        spenders.add("user=anna", 40);
        Tally outcomes = new Tally(Rollup.MAX_LABELS);
        outcomes.add("lead", 2);
        Tally revenues = new Tally(Rollup.MAX_LABELS);
        revenues.add("lead", 9);
        return new Rollup(
                CHAT,
                minutes,
                spenders,
                new Tally(Rollup.MAX_LABELS),
                new byte[0],
                further,
                lengths,
                outcomes,
                revenues);
    }

    private static long count(Tally tally) {
        long[] sum = {0};
        tally.forEach((label, amount) -> sum[0] += amount);
        return sum[0];
    }

    @Test
    void whatIsWrittenComesBack() {
        LogCodec.Encoded written = LogCodec.write(new LogEntry.Rollups(7, 12, List.of(rollup())));
        LogEntry.Rollups read = (LogEntry.Rollups) LogCodec.read(written.kind(), written.payload());

        Rollup back = read.rollups().get(0);
        assertThat(back.minutes().at(Counters.NANO_USD, MINUTE)).isEqualTo(40);
        assertThat(back.further().at(Conduct.COMPLAINTS, MINUTE)).isEqualTo(5);
        assertThat(back.lengths().at(0, 69)).isEqualTo(2);
        assertThat(count(back.outcomes())).isEqualTo(2);
        assertThat(count(back.revenues())).isEqualTo(9);
    }

    /** Kind 3 ended after the latencies; logs hold such entries still. */
    @Test
    void whatTheFirstVersionWroteIsReadStill() {
        Rollup rollup = rollup();
        byte[] first = Written.bytes(out -> {
            out.writeInt(7);
            out.writeLong(12);
            out.writeInt(2);
            for (int i = 0; i < 2; i++) {
                RollupCodec.scope(out, CHAT);
                rollup.minutes().write(out);
                rollup.spenders().write(out);
                rollup.models().write(out);
                out.writeInt(0);
            }
        });

        LogEntry.Rollups read = (LogEntry.Rollups) LogCodec.read((byte) 3, first);

        assertThat(read.number()).isEqualTo(12);
        assertThat(read.rollups()).hasSize(2).allSatisfy(back -> {
            assertThat(back.minutes().at(Counters.REQUESTS, MINUTE)).isEqualTo(3);
            assertThat(back.further().isEmpty()).isTrue();
            assertThat(back.outcomes().isEmpty()).isTrue();
        });
    }

    /** Columns are only ever added at the end: what an older version counted stays in its column. */
    @Test
    void fewerColumnsThanTodayAreReadStill() {
        Rollup rollup = rollup();
        Buckets narrow = new Buckets(2);
        narrow.add(MINUTE, new long[] {4, 8});
        byte[] written = Written.bytes(out -> {
            out.writeInt(7);
            out.writeLong(12);
            out.writeInt(1);
            RollupCodec.scope(out, CHAT);
            rollup.minutes().write(out);
            rollup.spenders().write(out);
            rollup.models().write(out);
            out.writeInt(0);
            out.writeByte(2);
            narrow.write(out);
            rollup.lengths().write(out);
            rollup.outcomes().write(out);
            rollup.revenues().write(out);
        });

        LogEntry.Rollups read = (LogEntry.Rollups) LogCodec.read((byte) 12, written);

        Buckets further = read.rollups().get(0).further();
        assertThat(further.at(Conduct.CONTEXT_CALLS, MINUTE)).isEqualTo(4);
        assertThat(further.at(Conduct.CONTEXT_MICROS, MINUTE)).isEqualTo(8);
        assertThat(further.at(Conduct.COMPLAINTS, MINUTE)).isZero();
    }
}
