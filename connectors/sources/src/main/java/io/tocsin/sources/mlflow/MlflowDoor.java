// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources.mlflow;

import io.tocsin.pipeline.intake.Door;
import io.tocsin.pipeline.intake.Message;
import io.tocsin.pipeline.intake.Problem;
import io.tocsin.pipeline.intake.Reading;
import io.tocsin.pipeline.pricing.PriceBook;
import io.tocsin.pipeline.signal.Field;
import io.tocsin.pipeline.signal.SignalDraft;
import io.tocsin.pipeline.signal.SignalGate;
import io.tocsin.pipeline.signal.SignalType;
import io.tocsin.sources.wire.Node;
import io.tocsin.sources.wire.Records;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads the budget webhook of the MLflow AI gateway, sent once per budget window. Thread-safe.
 *
 * @see <a href="https://mlflow.org/docs/latest/genai/governance/ai-gateway">budget alerts and limits</a>, read at
 *     mlflow/mlflow 0b69cc6
 */
public final class MlflowDoor implements Door {
    private final PriceBook prices;

    /** A door. */
    public MlflowDoor(PriceBook prices) {
        this.prices = prices;
    }

    @Override
    public Reading read(Message message) {
        return Records.orDeadLetter(message, prices, "mlflow", MlflowDoor::budget);
    }

    private static Optional<Problem> budget(Node alert, SignalGate gate) {
        String policy = alert.text("budget_policy_id");
        if (policy == null) {
            return Records.unknown("an MLflow budget alert with budget_policy_id");
        }
        String period = alert.text("duration_value", "1") + " "
                + alert.text("duration_unit", "").toLowerCase(Locale.ROOT);
        SignalDraft draft = gate.draft(SignalType.ALERT);
        draft.fit(Field.ID, policy + "/" + alert.text("window_start", "unknown"))
                .text(Field.TOOL, "mlflow")
                .fit(Field.FINGERPRINT, policy)
                .text(Field.NAME, "budget_exceeded")
                .text(Field.STATE, "firing")
                .fit(
                        Field.SUMMARY,
                        "Spent " + alert.text("current_spend", "?") + " of " + alert.text("budget_amount", "?") + " "
                                + alert.text("budget_unit", "USD") + " per " + period)
                .number(Field.VALUE, alert.number("current_spend"))
                .number(Field.THRESHOLD, alert.number("budget_amount"))
                .time(Field.STARTS_AT, alert.time("window_start"))
                .fit(Field.WORKSPACE, alert.text("workspace"))
                .label("unit", alert.text("budget_unit"))
                .label("period", period)
                .label("target_scope", alert.text("target_scope"));
        return gate.admit();
    }
}
