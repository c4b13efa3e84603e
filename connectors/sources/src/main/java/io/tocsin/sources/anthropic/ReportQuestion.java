// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources.anthropic;

import io.tocsin.pipeline.intake.Message;
import io.tocsin.pipeline.intake.Problem;
import io.tocsin.pipeline.intake.Reading;
import io.tocsin.pipeline.pricing.PriceBook;
import io.tocsin.pipeline.signal.SignalGate;
import io.tocsin.sources.poll.Question;
import io.tocsin.sources.wire.Body;
import io.tocsin.sources.wire.Node;
import io.tocsin.sources.wire.Records;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;

/**
 * Asks the Admin API for a report by the day: that of the running day, which grows, and those before it, because figures settle.
 * The days are UTC, as Anthropic bills.
 *
 * @see <a href="https://platform.claude.com/docs/en/api/admin/cost_report">Cost report</a> and usage report, read 2026-11-27
 */
public final class ReportQuestion implements Question {
    /** The most days that one answer may cover. */
    public static final int MOST_DAYS = 31;

    /** What can be asked for. */
    public enum Kind {
        /** Tokens by workspace, model, service tier and context window. */
        USAGE(
                "usage_report/messages",
                "group_by[]=workspace_id&group_by[]=model&group_by[]=service_tier" + "&group_by[]=context_window"),
        /** Money by workspace and line of the bill. */
        COST("cost_report", "group_by[]=workspace_id&group_by[]=description");

        private final String path;
        private final String groups;

        Kind(String path, String groups) {
            this.path = "/v1/organizations/" + path;
            this.groups = groups.replace("[]", "%5B%5D");
        }
    }

    private final Kind kind;
    private final String source;
    private final String base;
    private final String key;
    private final int days;
    private final PriceBook prices;

    /**
     * A question.
     *
     * @param source the source of its signals
     * @param base the address of the API, {@code https://api.anthropic.com}
     * @param key an Admin API key
     * @param days how many days are read again, the running one included: 1 to {@link #MOST_DAYS}
     * @param prices needed by the gate; reports are not priced
     */
    public ReportQuestion(Kind kind, String source, URI base, String key, int days, PriceBook prices) {
        if (days < 1 || days > MOST_DAYS) {
            throw new IllegalArgumentException("days must lie in 1.." + MOST_DAYS + ", was " + days);
        }
        this.kind = kind;
        this.source = source;
        this.base = base.toString().replaceFirst("/+$", "");
        this.key = key;
        this.days = days;
        this.prices = prices;
    }

    @Override
    public URI first(Instant now) {
        Instant from = now.truncatedTo(ChronoUnit.DAYS).minus(days - 1L, ChronoUnit.DAYS);
        return URI.create(
                base + kind.path + "?starting_at=" + from + "&bucket_width=1d&limit=" + days + "&" + kind.groups);
    }

    @Override
    public Map<String, String> headers() {
        return Map.of("x-api-key", key, "anthropic-version", "2023-06-01", "Accept", "application/json");
    }

    @Override
    public Answer read(Message answer, URI asked) {
        Reading reading =
                Records.orReject(answer, prices, source, (record, gate) -> report(record, gate, answer.receivedAt()));
        return new Answer(reading, next(answer, asked));
    }

    private static Optional<Problem> report(Node report, SignalGate gate, Instant receivedAt) {
        return report.at("data").isArray()
                ? Reports.read(report.at("data"), gate, receivedAt)
                : Records.unknown("a report of the Admin API");
    }

    private static Optional<URI> next(Message answer, URI asked) {
        Body body = Body.of(answer.body());
        if (body.problem().isPresent() || !body.value().flag("has_more")) {
            return Optional.empty();
        }
        String page = body.value().text("next_page");
        String before = asked.toString().replaceFirst("&page=.*$", "");
        return Optional.ofNullable(page)
                .map(token -> URI.create(before + "&page=" + URLEncoder.encode(token, StandardCharsets.UTF_8)));
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "ReportQuestion[" + kind + "]";
    }
}
