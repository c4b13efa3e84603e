// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A replay's report for people and for programs. */
final class ReportText {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final int SHOWN = 10;

    private ReportText() {}

    /** One JSON object. */
    static String json(ReplayReport report) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("rows", report.rows());
        document.put("signals", report.signals());
        document.put("accepted", report.accepted());
        document.put("duplicates", report.duplicates());
        document.put("late", report.late());
        document.put("lost", report.lost());
        document.put("bad", report.bad());
        document.put("badRows", report.badRows().stream().map(ReportText::row).toList());
        document.put("usd", report.usd());
        document.put("seconds", report.seconds());
        document.put("from", report.from() == null ? null : report.from().toString());
        document.put("until", report.until() == null ? null : report.until().toString());
        document.put("alerts", report.alerts());
        document.put("assumptions", report.assumptions());
        try {
            return JSON.writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a report is always writable", e);
        }
    }

    private static Map<String, Object> row(TraceRow.Bad bad) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("line", bad.line());
        row.put("reason", bad.reason());
        return row;
    }

    /** Lines for people. */
    static List<String> lines(ReplayReport report) {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT, "replayed    %,d rows in %.1f s%s", report.rows(), report.seconds(), span(report)));
        lines.add(String.format(
                Locale.ROOT,
                "accounted   %,d accepted, %,d duplicates, %,d lost%s",
                report.accepted(),
                report.duplicates(),
                report.lost(),
                report.late() == 0 ? "" : String.format(Locale.ROOT, "; %,d of them late, not in any sum", report.late())));
        lines.add(String.format(Locale.ROOT, "cost        $%,.2f", report.usd()));
        lines.add("alerts      " + (report.alerts().isEmpty() ? "none" : ""));
        report.alerts().forEach((rule, count) -> lines.add(String.format(Locale.ROOT, "  %-32s %,d", rule, count)));
        bad(report, lines);
        lines.add("assumed");
        report.assumptions().forEach(sentence -> lines.add("  " + sentence));
        return lines;
    }

    private static String span(ReplayReport report) {
        return report.from() == null ? "" : ", " + report.from() + " to " + report.until();
    }

    private static void bad(ReplayReport report, List<String> lines) {
        if (report.bad() > 0) {
            lines.add(String.format(Locale.ROOT, "not read    %,d lines", report.bad()));
            report.badRows().stream()
                    .limit(SHOWN)
                    .forEach(row -> lines.add("  line " + row.line() + ": " + row.reason()));
        }
    }
}
