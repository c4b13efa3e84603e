// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.shard;

import io.tocsin.model.alert.Alert;
import io.tocsin.model.alert.AlertClass;
import io.tocsin.pipeline.log.Written;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the rules state about one scope now: alerts that are pending, firing or clearing. Empty for almost every scope.
 * Not thread-safe.
 */
final class Holds {
    private List<Hold> holds = List.of();

    boolean isEmpty() {
        return holds.isEmpty();
    }

    /** Whether an alert of this rule fires for the scope, on any fact; then its limit is the clearing value. */
    boolean firing(String rule) {
        for (Hold hold : holds) {
            if (hold.firing && hold.alert.rule().equals(rule)) {
                return true;
            }
        }
        return false;
    }

    /** The rules of a class that fire for the scope. */
    List<String> firing(AlertClass alertClass) {
        return holds.stream()
                .filter(hold -> hold.firing && hold.alert.alertClass() == alertClass)
                .map(hold -> hold.alert.rule())
                .toList();
    }

    @Nullable Hold find(String factKey, String rule) {
        for (Hold hold : holds) {
            if (hold.factKey.equals(factKey) && hold.alert.rule().equals(rule)) {
                return hold;
            }
        }
        return null;
    }

    /** What is held on one kind of fact by some rules. */
    List<Hold> find(String factKey, List<String> rules) {
        return rules.isEmpty() || holds.isEmpty()
                ? List.of()
                : holds.stream()
                        .filter(hold -> hold.factKey.equals(factKey) && rules.contains(hold.alert.rule()))
                        .toList();
    }

    /** A copy of what is held on one kind of fact. */
    List<Hold> on(String factKey) {
        return holds.stream().filter(hold -> hold.factKey.equals(factKey)).toList();
    }

    void add(Hold hold) {
        if (holds.isEmpty()) {
            holds = new ArrayList<>(1);
        }
        holds.add(hold);
    }

    void remove(Hold hold) {
        holds.remove(hold);
    }

    void write(DataOutput out) throws IOException {
        out.writeInt(holds.size());
        for (Hold hold : holds) {
            out.writeUTF(hold.factKey);
            Written.text(out, AlertJson.write(hold.alert));
            out.writeBoolean(hold.firing);
            Written.time(out, hold.since);
            Written.time(out, hold.toldAt);
            Written.time(out, hold.clearingSince);
        }
    }

    static Holds read(DataInput in) throws IOException {
        Holds holds = new Holds();
        for (int left = in.readInt(); left > 0; left--) {
            String factKey = in.readUTF();
            Alert alert = AlertJson.read(Written.text(in));
            boolean firing = in.readBoolean();
            Hold hold = new Hold(factKey, alert, Written.requiredTime(in));
            hold.firing = firing;
            hold.toldAt = Written.requiredTime(in);
            hold.clearingSince = Written.time(in);
            holds.add(hold);
        }
        return holds;
    }

    /** One alert that is stated now. */
    static final class Hold {
        final String factKey;
        final Instant since;
        Alert alert;
        boolean firing;
        Instant toldAt;

        @Nullable Instant clearingSince;

        Hold(String factKey, Alert alert, Instant since) {
            this.factKey = factKey;
            this.alert = alert;
            this.since = since;
            this.toldAt = since;
        }
    }
}
