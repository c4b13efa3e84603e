// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.ruletest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.pipeline.scenario.Verdict;

/** The report as one JSON object. */
public final class RuleTestJson {
    private RuleTestJson() {}

    /** Makes it. */
    public static ObjectNode of(RuleTestReport report) {
        ObjectNode top = JsonNodeFactory.instance
                .objectNode()
                .put("passed", report.verdicts().size() - report.failed())
                .put("failed", report.failed())
                .put("seconds", report.seconds());
        ArrayNode tests = top.putArray("tests");
        report.verdicts().forEach(verdict -> tests.add(test(verdict)));
        ObjectNode coverage = top.putObject("coverage");
        coverage.putObject("rules")
                .put("covered", report.rulesCovered())
                .put("total", report.rules().size());
        coverage.putObject("conditions")
                .put("covered", report.conditionsCovered())
                .put("total", report.conditions());
        ArrayNode gaps = coverage.putArray("gaps");
        report.gaps()
                .forEach(gap -> gaps.addObject()
                        .put("file", gap.file())
                        .put("line", gap.line())
                        .put("column", gap.column())
                        .put("text", gap.text())
                        .put("missing", gap.missing()));
        return top;
    }

    private static ObjectNode test(Verdict verdict) {
        ObjectNode test = JsonNodeFactory.instance
                .objectNode()
                .put("name", verdict.scenario().name())
                .put("file", verdict.scenario().place().file())
                .put("line", verdict.scenario().place().line())
                .put("passed", verdict.passed())
                .put("seconds", verdict.seconds());
        verdict.differences().forEach(test.putArray("differences")::add);
        verdict.nearMisses().forEach(test.putArray("nearMisses")::add);
        return test;
    }
}
