// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.log;

import io.tocsin.model.scope.Scope;
import io.tocsin.pipeline.admission.Ask;
import io.tocsin.pipeline.admission.Load;
import io.tocsin.pipeline.admission.Spent;
import io.tocsin.pipeline.admission.Verdict;
import io.tocsin.pipeline.admission.Verdict.Outcome;
import io.tocsin.pipeline.admission.Verdict.Standing;
import io.tocsin.pipeline.threshold.Budget;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How asks, verdicts and spend are written down: in the log, and when members tell one another. */
public final class AdmissionCodec {
    private static final byte RESERVE = 1;
    private static final byte SETTLE = 2;
    private static final byte RELEASE = 3;

    private AdmissionCodec() {}

    /** Writes asks. */
    public static void asks(DataOutput out, List<Ask> asks) throws IOException {
        out.writeInt(asks.size());
        for (Ask ask : asks) {
            ask(out, ask);
        }
    }

    private static void ask(DataOutput out, Ask ask) throws IOException {
        out.writeByte(ask instanceof Ask.Reserve ? RESERVE : ask instanceof Ask.Settle ? SETTLE : RELEASE);
        out.writeUTF(ask.tenant());
        out.writeUTF(ask.reservation());
        if (ask instanceof Ask.Reserve reserve) {
            optional(out, reserve.payer().team());
            optional(out, reserve.payer().user());
            optional(out, reserve.payer().feature());
            out.writeLong(reserve.nanoUsd());
            out.writeInt(reserve.ttlSeconds());
        } else if (ask instanceof Ask.Settle settle) {
            out.writeLong(settle.nanoUsd());
            out.writeBoolean(settle.reported());
        }
    }

    /** Reads asks. */
    public static List<Ask> asks(DataInput in) throws IOException {
        List<Ask> asks = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            asks.add(ask(in));
        }
        return asks;
    }

    private static Ask ask(DataInput in) throws IOException {
        byte kind = in.readByte();
        String tenant = in.readUTF();
        String reservation = in.readUTF();
        return switch (kind) {
            case RESERVE ->
                new Ask.Reserve(
                        tenant,
                        reservation,
                        new Ask.Payer(optional(in), optional(in), optional(in)),
                        in.readLong(),
                        in.readInt());
            case SETTLE -> new Ask.Settle(tenant, reservation, in.readLong(), in.readBoolean());
            case RELEASE -> new Ask.Release(tenant, reservation);
            default -> throw new IOException("an ask of unknown kind " + kind + "; it was written by a newer version");
        };
    }

    private static void optional(DataOutput out, @Nullable String text) throws IOException {
        out.writeUTF(text == null ? "" : text);
    }

    private static @Nullable String optional(DataInput in) throws IOException {
        String text = in.readUTF();
        return text.isEmpty() ? null : text;
    }

    /** Writes what was spent. */
    public static void spent(DataOutput out, List<Spent> spent) throws IOException {
        out.writeInt(spent.size());
        for (Spent one : spent) {
            RollupCodec.scope(out, one.scope());
            out.writeByte(one.period().ordinal());
            out.writeLong(one.start());
            out.writeLong(one.nanoUsd());
        }
    }

    /** Reads what was spent. */
    public static List<Spent> spent(DataInput in) throws IOException {
        List<Spent> spent = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            spent.add(new Spent(RollupCodec.scope(in), period(in), in.readLong(), in.readLong()));
        }
        return spent;
    }

    /** Writes how full pools are. */
    public static void loads(DataOutput out, List<Load> loads) throws IOException {
        out.writeInt(loads.size());
        for (Load load : loads) {
            RollupCodec.scope(out, load.pool());
            out.writeDouble(load.utilisation());
            Written.time(out, load.until());
            out.writeInt(load.users().size());
            for (String user : load.users()) {
                out.writeUTF(user);
            }
        }
    }

    /** Reads how full pools are. */
    public static List<Load> loads(DataInput in) throws IOException {
        List<Load> loads = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            Scope pool = RollupCodec.scope(in);
            double utilisation = in.readDouble();
            Instant until = Written.requiredTime(in);
            List<String> users = new ArrayList<>();
            for (int more = in.readInt(); more > 0; more--) {
                users.add(in.readUTF());
            }
            loads.add(new Load(pool, utilisation, until, users));
        }
        return loads;
    }

    /** Reads a period; written as its ordinal. */
    public static Budget.Period period(DataInput in) throws IOException {
        return Budget.Period.values()[in.readByte()];
    }

    /** Writes verdicts. */
    public static void verdicts(DataOutput out, List<Verdict> verdicts) throws IOException {
        out.writeInt(verdicts.size());
        for (Verdict verdict : verdicts) {
            out.writeByte(verdict.outcome().ordinal());
            Written.text(out, verdict.text());
            out.writeLong(verdict.asOf().toEpochMilli());
            Written.time(out, verdict.expiresAt());
            out.writeInt(verdict.standings().size());
            for (Standing standing : verdict.standings()) {
                standing(out, standing);
            }
        }
    }

    private static void standing(DataOutput out, Standing standing) throws IOException {
        RollupCodec.scope(out, standing.scope());
        out.writeByte(standing.period().ordinal());
        out.writeLong(standing.limitNano());
        out.writeLong(standing.spentNano());
        out.writeLong(standing.reservedNano());
        out.writeLong(standing.resetsAt().toEpochMilli());
    }

    /** Reads verdicts. */
    public static List<Verdict> verdicts(DataInput in) throws IOException {
        List<Verdict> verdicts = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            Outcome outcome = Outcome.values()[in.readByte()];
            String text = Written.text(in);
            Instant asOf = Written.requiredTime(in);
            Instant expiresAt = Written.time(in);
            List<Standing> standings = new ArrayList<>();
            for (int more = in.readInt(); more > 0; more--) {
                standings.add(new Standing(
                        RollupCodec.scope(in),
                        period(in),
                        in.readLong(),
                        in.readLong(),
                        in.readLong(),
                        Written.requiredTime(in)));
            }
            verdicts.add(new Verdict(outcome, text, standings, asOf, expiresAt));
        }
        return verdicts;
    }
}
