// SPDX-License-Identifier: Apache-2.0
package io.tocsin.bench.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What one subject measured.
 *
 * @param subject name of the subject
 * @param environment the circumstances
 * @param figures what was measured, in order
 */
public record Report(String subject, Environment environment, List<Figure> figures) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Copies the list. */
    public Report {
        figures = List.copyOf(figures);
    }

    /** This report with the load average as it is now. */
    public Report ended() {
        return new Report(subject, environment.ended(), figures);
    }

    /** Whether every figure keeps to its limit. */
    public boolean holds() {
        return figures.stream().allMatch(Figure::holds);
    }

    /** One table for people. */
    public String text() {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%s: %s, %d cores, Java %s, load average %.2f before and %.2f after%n",
                subject,
                environment.at(),
                environment.cores(),
                environment.java(),
                environment.loadBefore(),
                environment.loadAfter()));
        figures.forEach(figure -> text.append(line(figure)));
        return text.toString();
    }

    private static String line(Figure figure) {
        String limit = figure.limit()
                .map(bound -> String.format(
                        Locale.ROOT, "   %s %s %s", bound.bound().sign(), number(bound.value()), verdict(figure)))
                .orElse("");
        return String.format(
                Locale.ROOT, "  %-48s %12s %-14s%s%n", figure.name(), number(figure.value()), figure.unit(), limit);
    }

    private static String verdict(Figure figure) {
        return figure.holds() ? "ok" : "MISSED";
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, Math.abs(value) >= 100 ? "%,.0f" : "%.2f", value);
    }

    /** One JSON object. */
    public String json() {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("subject", subject);
        object.put("at", environment.at().toString());
        object.put("cores", environment.cores());
        object.put("java", environment.java());
        object.put("loadAverageBefore", environment.loadBefore());
        object.put("loadAverageAfter", environment.loadAfter());
        object.put("figures", figures.stream().map(Report::object).toList());
        try {
            return JSON.writeValueAsString(object);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("maps of numbers and words can be written", e);
        }
    }

    private static Map<String, Object> object(Figure figure) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("name", figure.name());
        object.put("value", figure.value());
        object.put("unit", figure.unit());
        figure.limit().ifPresent(limit -> {
            object.put("limit", limit.bound().sign() + " " + limit.value());
            object.put("holds", figure.holds());
        });
        return object;
    }
}
