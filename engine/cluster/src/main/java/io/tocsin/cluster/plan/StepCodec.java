// SPDX-License-Identifier: Apache-2.0
package io.tocsin.cluster.plan;

import io.tocsin.cluster.cell.Lineage;
import io.tocsin.cluster.cell.Term;
import io.tocsin.pipeline.log.Written;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** How a step travels. */
public final class StepCodec {
    private static final int OPEN = 1;
    private static final int CLOSE = 2;
    private static final int COPY = 3;
    private static final int RENEW = 4;
    private static final int SETTLE = 5;

    private StepCodec() {}

    /** As bytes; the member and the cell are its address. */
    public static byte[] write(Step step) {
        return Written.bytes(out -> {
            if (step instanceof Step.Open open) {
                out.writeByte(OPEN);
                open.term().write(out);
                Written.text(out, open.copy());
                names(out, open.view());
            } else if (step instanceof Step.Close close) {
                out.writeByte(CLOSE);
                Written.text(out, close.why());
            } else if (step instanceof Step.Copy copy) {
                out.writeByte(COPY);
                Written.text(out, copy.copy());
            } else if (step instanceof Step.Renew renew) {
                out.writeByte(RENEW);
                renew.term().write(out);
                names(out, renew.view());
            } else if (step instanceof Step.Settle settle) {
                out.writeByte(SETTLE);
                settle.owner().write(out);
            }
        });
    }

    /** From bytes, at its address. */
    public static Step read(String member, int cell, byte[] bytes) {
        return Written.read(bytes, in -> {
            int kind = in.readByte();
            return switch (kind) {
                case OPEN -> new Step.Open(member, cell, Term.read(in), Written.text(in), names(in));
                case CLOSE -> new Step.Close(member, cell, Written.text(in));
                case COPY -> new Step.Copy(member, cell, Written.text(in));
                case RENEW -> new Step.Renew(member, cell, Term.read(in), names(in));
                case SETTLE -> new Step.Settle(member, cell, Lineage.read(in));
                default -> throw new IllegalStateException("unknown step " + kind + ": a newer version sent it");
            };
        });
    }

    private static void names(DataOutput out, List<String> names) throws IOException {
        out.writeInt(names.size());
        for (String name : names) {
            Written.text(out, name);
        }
    }

    private static List<String> names(DataInput in) throws IOException {
        List<String> names = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            names.add(Written.text(in));
        }
        return names;
    }
}
