// SPDX-License-Identifier: Apache-2.0
package io.tocsin.fakes;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The reports of Anthropic's Admin API, on the loopback interface: buckets of UTC days in pages, amounts in cents as decimal
 * strings, fields that are not asked for by {@code group_by[]} null. Thread-safe.
 *
 * @see <a href="https://platform.claude.com/docs/en/api/admin/cost_report">Cost report</a>, read 2026-11-27
 */
public final class AnthropicAdminFake implements AutoCloseable {
    private static final String COST = "/v1/organizations/cost_report";
    private static final String USAGE = "/v1/organizations/usage_report/messages";
    private static final Map<String, List<String>> GROUPS = Map.of(
            COST, List.of("workspace_id", "description"),
            USAGE, List.of("api_key_id", "workspace_id", "model", "service_tier", "context_window"));
    private static final int MOST_DAYS = 31;
    private static final int DEFAULT_DAYS = 7;

    private final FakeServer server;
    private final Clock clock;
    private final String key;
    private final Map<String, Line> lines = new TreeMap<>();
    private int daysPerPage = MOST_DAYS;

    /** One line of a day. An empty workspace is the default one. */
    private record Line(LocalDate day, String workspace, String model, String tokenType, String cents, long tokens) {}

    private AnthropicAdminFake(Clock clock, String key) {
        this.clock = clock;
        this.key = key;
        this.server = new FakeServer(0, clock, new Vendor());
    }

    /** Starts on a free port. @param key the only Admin API key it lets in */
    public static AnthropicAdminFake start(Clock clock, String key) {
        AnthropicAdminFake fake = new AnthropicAdminFake(clock, key);
        fake.server.open();
        return fake;
    }

    /** Its address, without a path. */
    public URI url() {
        return server.url();
    }

    /** The faults to come. */
    public FaultPlan faults() {
        return server.faults();
    }

    /** Every request so far, oldest first; a copy. */
    public List<Recorded> journal() {
        return server.journal();
    }

    /** Ends pages after so many days, whatever limit is asked for. */
    public synchronized AnthropicAdminFake daysPerPage(int days) {
        daysPerPage = days;
        return this;
    }

    /**
     * What one day's use of one kind of token is billed with; said again, it has settled.
     *
     * @param day the UTC day, {@code 2026-11-24}
     * @param workspace empty for the default one
     * @param cents a decimal number
     */
    public synchronized AnthropicAdminFake bill(
            String day, String workspace, String model, String tokenType, String cents, long tokens) {
        LocalDate date = LocalDate.parse(day);
        lines.put(
                String.join("|", day, workspace, model, tokenType),
                new Line(date, workspace, model, tokenType, cents, tokens));
        return this;
    }

    @Override
    public void close() {
        server.close();
    }

    private synchronized Answer report(Call call) {
        if (!call.header("x-api-key").equals(Optional.of(key))) {
            return refused(401, "authentication_error", "invalid x-api-key");
        }
        if (call.header("anthropic-version").isEmpty()) {
            return refused(400, "invalid_request_error", "anthropic-version: header is required");
        }
        List<String> groups = call.values("group_by[]");
        int limit = number(call.query().getOrDefault("limit", String.valueOf(DEFAULT_DAYS)));
        if (limit < 1 || limit > MOST_DAYS) {
            return refused(400, "invalid_request_error", "limit: must lie in 1..31");
        }
        if (!GROUPS.getOrDefault(call.path(), List.of()).containsAll(groups)
                || !call.query().getOrDefault("bucket_width", "1d").equals("1d")) {
            return refused(400, "invalid_request_error", "group_by or bucket_width: not known here");
        }
        try {
            LocalDate from = day(Optional.ofNullable(call.query().get("page"))
                    .map(token -> token.replace("page_", ""))
                    .orElseGet(() -> call.query().getOrDefault("starting_at", "")));
            return Answer.json(200, pages(call.path(), groups, from, Math.min(limit, daysPerPage)));
        } catch (DateTimeParseException e) {
            return refused(400, "invalid_request_error", "starting_at: must be a time");
        }
    }

    private static LocalDate day(String time) {
        return Instant.parse(time).atOffset(ZoneOffset.UTC).toLocalDate();
    }

    private static int number(String text) {
        return text.matches("\\d{1,4}") ? Integer.parseInt(text) : 0;
    }

    private ObjectNode pages(String path, List<String> groups, LocalDate from, int days) {
        LocalDate today = clock.instant().atOffset(ZoneOffset.UTC).toLocalDate();
        ObjectNode report = Json.object();
        ArrayNode data = report.putArray("data");
        LocalDate day = from;
        for (int i = 0; i < days && !day.isAfter(today); i++) {
            data.add(bucket(path, groups, day));
            day = day.plusDays(1);
        }
        boolean more = !day.isAfter(today);
        report.put("has_more", more);
        if (more) {
            report.put("next_page", "page_" + start(day));
        } else {
            report.putNull("next_page");
        }
        return report;
    }

    private ObjectNode bucket(String path, List<String> groups, LocalDate day) {
        ObjectNode bucket = Json.object().put("starting_at", start(day)).put("ending_at", start(day.plusDays(1)));
        ArrayNode results = bucket.putArray("results");
        lines.values().stream()
                .filter(line -> line.day().equals(day))
                .forEach(line -> results.add(path.equals(COST) ? cost(line, groups) : usage(line, groups)));
        return bucket;
    }

    private static ObjectNode cost(Line line, List<String> groups) {
        boolean described = groups.contains("description");
        return Json.object()
                .put("currency", "USD")
                .put("amount", line.cents())
                .put("workspace_id", groups.contains("workspace_id") ? orNull(line.workspace()) : null)
                .put("description", described ? line.model() + " Usage - " + line.tokenType() : null)
                .put("cost_type", described ? "tokens" : null)
                .put("context_window", described ? "0-200k" : null)
                .put("model", described ? line.model() : null)
                .put("service_tier", described ? "standard" : null)
                .put("token_type", described ? line.tokenType() : null);
    }

    private static ObjectNode usage(Line line, List<String> groups) {
        ObjectNode usage = Json.object()
                .put("uncached_input_tokens", line.tokenType().equals("uncached_input_tokens") ? line.tokens() : 0);
        usage.putObject("cache_creation").put("ephemeral_1h_input_tokens", 0).put("ephemeral_5m_input_tokens", 0);
        usage.put("cache_read_input_tokens", line.tokenType().equals("cache_read_input_tokens") ? line.tokens() : 0)
                .put("output_tokens", line.tokenType().equals("output_tokens") ? line.tokens() : 0);
        usage.putObject("server_tool_use").put("web_search_requests", 0);
        return usage.putNull("api_key_id")
                .put("workspace_id", groups.contains("workspace_id") ? orNull(line.workspace()) : null)
                .put("model", groups.contains("model") ? line.model() : null)
                .put("service_tier", groups.contains("service_tier") ? "standard" : null)
                .put("context_window", groups.contains("context_window") ? "0-200k" : null);
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }

    private static String start(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant().toString();
    }

    private static Answer refused(int status, String type, String message) {
        ObjectNode body = Json.object().put("type", "error");
        body.putObject("error").put("type", type).put("message", message);
        return Answer.json(status, body.put("request_id", "req_fake"));
    }

    private final class Vendor implements FakeServer.Vendor {
        @Override
        public Answer answer(Call call) {
            return GROUPS.containsKey(call.path()) && call.method().equals("GET")
                    ? report(call)
                    : refused(404, "not_found_error", "Not found");
        }

        @Override
        public Answer refusal(int status) {
            return refused(status, status == 429 ? "rate_limit_error" : "api_error", "not now");
        }
    }
}
