// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.replay;

import io.tocsin.model.signal.CostSource;
import io.tocsin.model.signal.LlmCall;
import io.tocsin.model.signal.Signal;
import io.tocsin.pipeline.intake.Message;
import io.tocsin.pipeline.intake.Problem;
import io.tocsin.pipeline.pricing.PriceBook;
import io.tocsin.pipeline.signal.Field;
import io.tocsin.pipeline.signal.SignalDraft;
import io.tocsin.pipeline.signal.SignalGate;
import io.tocsin.pipeline.signal.SignalType;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Arrival times and token counts, as the Azure LLM inference traces tell them: {@code TIMESTAMP}, {@code ContextTokens},
 * {@code GeneratedTokens}. Every row passes the gate that every signal passes. Not thread-safe.
 */
final class CsvFormat implements TraceFormat {
    private static final String TENANT = "default";
    private static final byte[] NO_BODY = {};
    private static final int NANO_DIGITS = 9;
    private static final int SHOWN = 40;
    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendPattern("['T'][' ']HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, NANO_DIGITS, true)
            .toFormatter(java.util.Locale.ROOT);

    private final CsvHeader header;
    private final PriceBook prices;
    private final LocalDate pricesOf;
    private final Casting casting;

    CsvFormat(CsvHeader header, PriceBook prices, LocalDate pricesOf, Casting casting) {
        this.header = header;
        this.prices = prices;
        this.pricesOf = pricesOf;
        this.casting = casting;
    }

    @Override
    public TraceRow read(long line, String text) {
        List<String> cells = CsvHeader.cells(text);
        if (cells.size() != header.size()) {
            return new TraceRow.Bad(line, "must have " + header.size() + " cells, has " + cells.size());
        }
        Optional<Instant> at = time(cells.get(header.timestamp()));
        if (at.isEmpty()) {
            return bad(line, "TIMESTAMP must be a time such as 2023-11-16 18:17:03.9799600", cells, header.timestamp());
        }
        Optional<Long> context = count(cells.get(header.context()));
        if (context.isEmpty()) {
            return bad(line, "ContextTokens must be a whole number from 0", cells, header.context());
        }
        Optional<Long> generated = count(cells.get(header.generated()));
        if (generated.isEmpty()) {
            return bad(line, "GeneratedTokens must be a whole number from 0", cells, header.generated());
        }
        return admit(line, at.get(), context.get(), generated.get());
    }

    private TraceRow admit(long line, Instant at, long context, long generated) {
        Casting.Role role = casting.role(line, at);
        SignalGate gate = new SignalGate(new Message(NO_BODY, "text/csv", Map.of(), TENANT, at), prices, "replay");
        SignalDraft draft = gate.draft(SignalType.LLM_CALL);
        draft.text(Field.ID, "line-" + line).time(Field.AT, at).text(Field.MODEL, role.model());
        draft.text(Field.TEAM, role.who().team()).text(Field.USER, role.who().user());
        draft.text(Field.FEATURE, role.who().feature()).text(Field.SESSION, role.who().session());
        draft.text(Field.WORKSPACE, role.who().workspace());
        draft.count(Field.INPUT, context).count(Field.OUTPUT, generated).count(Field.STATUS, 200L);
        Optional<Problem> problem = gate.admit();
        return problem.<TraceRow>map(why -> new TraceRow.Bad(line, why.field() + " " + why.detail()))
                .orElseGet(() -> new TraceRow.Read(line, at, priced(gate.signals())));
    }

    private List<Signal> priced(List<Signal> signals) {
        return signals.stream().map(this::priced).toList();
    }

    /** The same call at the prices of the stated day, whenever it happened. */
    private Signal priced(Signal signal) {
        if (!(signal instanceof LlmCall call) || call.cost().source() == CostSource.NONE) {
            return signal;
        }
        Instant day = pricesOf.atStartOfDay(ZoneOffset.UTC).toInstant();
        return new LlmCall(
                call.origin(),
                call.who(),
                call.provider(),
                call.model(),
                call.tokens(),
                prices.price(call.model(), call.tokens(), call.handling(), day),
                call.result(),
                call.handling());
    }

    @Override
    public List<String> assumptions() {
        return List.of(
                "Times are UTC; every input token is fresh, none is read from a cache; latencies are not known.",
                casting.described(),
                "Prices are those of the price book as of " + pricesOf + ", whatever the date of the trace.");
    }

    private static TraceRow.Bad bad(long line, String expected, List<String> cells, int cell) {
        String given = cells.get(cell);
        String shown = given.length() <= SHOWN ? given : given.substring(0, SHOWN) + "…";
        return new TraceRow.Bad(line, expected + ", was '" + shown + "'");
    }

    private static Optional<Long> count(String cell) {
        return cell.matches("\\d{1,18}") ? Optional.of(Long.parseLong(cell)) : Optional.empty();
    }

    private static Optional<Instant> time(String cell) {
        try {
            return Optional.of(LocalDateTime.parse(cell, TIME).toInstant(ZoneOffset.UTC));
        } catch (DateTimeParseException notLocal) {
            return timeWithOffset(cell);
        }
    }

    private static Optional<Instant> timeWithOffset(String cell) {
        try {
            return Optional.of(OffsetDateTime.parse(cell.replace(' ', 'T')).toInstant());
        } catch (DateTimeParseException notATime) {
            return Optional.empty();
        }
    }
}
