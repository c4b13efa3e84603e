// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.log;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.tocsin.pipeline.Command;
import io.tocsin.pipeline.signal.SignalCodec;
import java.io.DataInput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How entries of the log are written down. The codes are for ever; a payload may gain fields. Thread-safe. */
public final class LogCodec {
    private static final byte SIGNALS = 1;
    private static final byte TICK = 2;
    private static final byte ROLLUPS = 3;
    private static final byte STATED = 4;
    private static final byte WATCHING = 5;
    private static final byte OBSERVED = 6;
    private static final byte ORDERED = 7;
    private static final byte SETTLED = 8;
    private static final byte DEAD_LETTERED = 9;
    private static final byte ASKED = 10;
    private static final byte USAGE_REPORTED = 11;

    /** Rollups with further counts; what {@link #ROLLUPS} wrote before is read still. */
    private static final byte FURTHER_ROLLUPS = 12;

    private static final byte[] NOTHING = {};

    private static final Map<String, Class<? extends Command>> COMMANDS = Map.of(
            "acknowledge", Command.Acknowledge.class,
            "resolve", Command.Resolve.class,
            "approve", Command.Approve.class,
            "deny", Command.Deny.class,
            "revert", Command.Revert.class,
            "stop", Command.Stop.class,
            "release", Command.Release.class);

    private static final Writer WRITER = new Writer();

    private LogCodec() {}

    /**
     * An entry, written down.
     *
     * @param kind what the payload is
     * @param payload the bytes
     */
    public record Encoded(byte kind, byte[] payload) {}

    /** Writes one entry down. */
    public static Encoded write(LogEntry entry) {
        return entry.match(WRITER);
    }

    /**
     * Reads one entry.
     *
     * @throws IllegalStateException if the kind is unknown: the log was written by a newer version
     */
    public static LogEntry read(byte kind, byte[] payload) {
        return switch (kind) {
            case SIGNALS -> new LogEntry.Signals(SignalCodec.read(payload));
            case TICK -> new LogEntry.Tick(payload.length == 0 ? LogEntry.Tick.ALL : payload[0]);
            case ROLLUPS -> Written.read(payload, in -> rollups(in, false));
            case FURTHER_ROLLUPS -> Written.read(payload, in -> rollups(in, true));
            case STATED -> json(payload, LogEntry.Stated.class);
            case WATCHING -> json(payload, LogEntry.Watching.class);
            case OBSERVED -> json(payload, LogEntry.Observed.class);
            case ORDERED -> ordered(json(payload, Order.class));
            case SETTLED -> json(payload, LogEntry.Settled.class);
            case DEAD_LETTERED -> json(payload, LogEntry.DeadLettered.class);
            case ASKED -> Written.read(payload, in -> new LogEntry.Asked(Written.text(in), AdmissionCodec.asks(in)));
            case USAGE_REPORTED ->
                Written.read(
                        payload,
                        in -> new LogEntry.UsageReported(
                                in.readInt(), in.readLong(), AdmissionCodec.spent(in), AdmissionCodec.loads(in)));
            default ->
                throw new IllegalStateException(
                        "the log holds an entry of unknown kind " + kind + "; it was written by a newer version");
        };
    }

    private static LogEntry.Rollups rollups(DataInput in, boolean further) throws IOException {
        int shard = in.readInt();
        long number = in.readLong();
        List<Rollup> rollups = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            rollups.add(RollupCodec.read(in, further));
        }
        return new LogEntry.Rollups(shard, number, rollups);
    }

    private static LogEntry ordered(Order order) {
        Class<? extends Command> type = COMMANDS.get(order.type());
        if (type == null) {
            throw new IllegalStateException("the log holds an unknown command " + order.type());
        }
        return new LogEntry.Ordered(
                order.id(), order.tenant(), json(order.command().getBytes(StandardCharsets.UTF_8), type));
    }

    private static <T> T json(byte[] payload, Class<T> type) {
        try {
            return Json.MAPPER.readValue(payload, type);
        } catch (IOException e) {
            throw new UncheckedIOException("the log holds a damaged " + type.getSimpleName(), e);
        }
    }

    private static byte[] json(Object value) {
        try {
            return Json.MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An order with its command as text, because commands have several types. */
    private record Order(String id, String tenant, String type, String command) {}

    private static final class Writer implements LogEntry.Cases<Encoded> {
        @Override
        public Encoded signals(LogEntry.Signals signals) {
            return new Encoded(SIGNALS, SignalCodec.write(signals.signals()));
        }

        @Override
        public Encoded tick(LogEntry.Tick tick) {
            boolean all = tick.part() == LogEntry.Tick.ALL;
            return new Encoded(TICK, all ? NOTHING : new byte[] {(byte) tick.part()});
        }

        @Override
        public Encoded rollups(LogEntry.Rollups rollups) {
            return new Encoded(FURTHER_ROLLUPS, Written.bytes(out -> {
                out.writeInt(rollups.shard());
                out.writeLong(rollups.number());
                out.writeInt(rollups.rollups().size());
                for (Rollup rollup : rollups.rollups()) {
                    RollupCodec.write(out, rollup);
                }
            }));
        }

        @Override
        public Encoded stated(LogEntry.Stated stated) {
            return new Encoded(STATED, json(stated));
        }

        @Override
        public Encoded watching(LogEntry.Watching watching) {
            return new Encoded(WATCHING, json(watching));
        }

        @Override
        public Encoded observed(LogEntry.Observed observed) {
            return new Encoded(OBSERVED, json(observed));
        }

        @Override
        public Encoded ordered(LogEntry.Ordered ordered) {
            String type = COMMANDS.entrySet().stream()
                    .filter(known -> known.getValue().isInstance(ordered.command()))
                    .map(Map.Entry::getKey)
                    .findFirst()
                    .orElseThrow();
            String command = new String(json(ordered.command()), StandardCharsets.UTF_8);
            return new Encoded(ORDERED, json(new Order(ordered.id(), ordered.tenant(), type, command)));
        }

        @Override
        public Encoded settled(LogEntry.Settled settled) {
            return new Encoded(SETTLED, json(settled));
        }

        @Override
        public Encoded deadLettered(LogEntry.DeadLettered deadLettered) {
            return new Encoded(DEAD_LETTERED, json(deadLettered));
        }

        @Override
        public Encoded asked(LogEntry.Asked asked) {
            return new Encoded(ASKED, Written.bytes(out -> {
                Written.text(out, asked.id());
                AdmissionCodec.asks(out, asked.asks());
            }));
        }

        @Override
        public Encoded usageReported(LogEntry.UsageReported usageReported) {
            return new Encoded(USAGE_REPORTED, Written.bytes(out -> {
                out.writeInt(usageReported.shard());
                out.writeLong(usageReported.number());
                AdmissionCodec.spent(out, usageReported.spent());
                AdmissionCodec.loads(out, usageReported.loads());
            }));
        }
    }
}
