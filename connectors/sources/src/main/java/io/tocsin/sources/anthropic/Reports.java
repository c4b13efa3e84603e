// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources.anthropic;

import io.tocsin.pipeline.intake.Problem;
import io.tocsin.pipeline.signal.Field;
import io.tocsin.pipeline.signal.SignalGate;
import io.tocsin.pipeline.signal.SignalType;
import io.tocsin.sources.wire.Node;
import io.tocsin.sources.wire.Records;
import io.tocsin.sources.wire.Times;
import java.time.Instant;
import java.util.Optional;

/**
 * Usage and cost reports and spend limits of the Admin API. They tell the money the calls have told already, so they
 * become metrics, never calls: running totals since the bucket began, which grow until it ends and settle for some days after.
 * Amounts are in cents. What a bucket costs is told by line as {@code anthropic.cost}, and summed by workspace, model and kind
 * of cost as {@code provider.cost}.
 */
final class Reports {
    private static final double CENTS = 100;

    private Reports() {}

    static Optional<Problem> read(Node data, SignalGate gate, Instant receivedAt) {
        Problem first = null;
        for (Node item : data.items()) {
            Optional<Problem> problem =
                    "spend_limit".equals(item.text("type")) ? spendLimit(item, gate) : bucket(item, gate, receivedAt);
            first = first == null ? problem.orElse(null) : first;
        }
        return Optional.ofNullable(first);
    }

    private static Optional<Problem> bucket(Node bucket, SignalGate gate, Instant receivedAt) {
        Instant start = bucket.time("starting_at");
        if (start == null || !bucket.at("results").isArray()) {
            return Records.unknown("a usage or cost report");
        }
        Totals totals = new Totals();
        Problem first = null;
        for (Node result : bucket.at("results").items()) {
            Optional<Problem> problem = result.at("amount").exists() ? totals.cost(result) : totals.usage(result);
            first = first == null ? problem.orElse(null) : first;
        }
        Instant ended = Times.plausible(bucket.time("ending_at"), receivedAt);
        Optional<Problem> admitted = totals.admit(gate, start, ended == null ? receivedAt : ended);
        return first == null ? admitted : Optional.of(first);
    }

    static Optional<Problem> spendLimit(Node limit, SignalGate gate) {
        if (!limit.at("amount").exists()) {
            return Optional.empty();
        }
        gate.draft(SignalType.METRIC)
                .text(Field.NAME, "anthropic.spend_limit")
                .text(Field.TEMPORALITY, "gauge")
                .number(Field.VALUE, limit.number("amount") / CENTS)
                .fit(Field.UNIT, limit.text("currency", "USD"))
                .fit(Field.WORKSPACE, limit.at("scope").text("workspace_id"))
                .label("id", limit.text("id"))
                .label("period", limit.text("period"))
                .label("scope", limit.at("scope").text("type"))
                .label("enabled", limit.text("is_enabled"));
        return gate.admit();
    }
}
