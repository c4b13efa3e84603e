// SPDX-License-Identifier: Apache-2.0
package io.tocsin.model.alert;

import io.tocsin.model.fact.Contributor;
import io.tocsin.model.fact.Fact;
import io.tocsin.model.scope.Scope;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An alert in the making: stated by a detect rule, refined by classify and enrich rules, then frozen into an
 * {@link Alert}.
 *
 * <p>The getters are what classify and enrich rules match on. The rule id, class, severity and runbook come from the
 * detect rule's metadata before the next layer sees the draft. Confined to one evaluation; not thread-safe.
 */
public final class Draft {
    private static final int MAX_LABELS = 16;
    private static final int MAX_TEXT = 200;

    private final Fact fact;
    private String rule = "";
    private AlertClass alertClass = AlertClass.PLATFORM;
    private Severity severity = Severity.WARNING;
    private @Nullable String runbook;
    private boolean automationSafe;
    private boolean escalationRequired;
    private double usdSoFar;
    private double usdPerHour;
    private final Map<String, String> labels = new LinkedHashMap<>();
    private final List<Contributor> contributors = new ArrayList<>();

    Draft(Fact fact) {
        this.fact = fact;
    }

    /** The fact it was stated on. */
    public Fact getFact() {
        return fact;
    }

    /** Whom it is about. */
    public Scope getScope() {
        return fact.scope();
    }

    /** Id of the rule that stated it; empty until the engine has set it. */
    public String getRule() {
        return rule;
    }

    public AlertClass getAlertClass() {
        return alertClass;
    }

    public Severity getSeverity() {
        return severity;
    }

    public @Nullable String getRunbook() {
        return runbook;
    }

    public boolean isAutomationSafe() {
        return automationSafe;
    }

    public boolean isEscalationRequired() {
        return escalationRequired;
    }

    public double getUsdSoFar() {
        return usdSoFar;
    }

    public double getUsdPerHour() {
        return usdPerHour;
    }

    /** Labels so far, in the order they were added. */
    public Map<String, String> getLabels() {
        return Map.copyOf(labels);
    }

    /** Contributors so far. */
    public List<Contributor> getContributors() {
        return List.copyOf(contributors);
    }

    /** Sets what the detect rule's metadata says; called by the engine, once. */
    public Draft stated(String byRule, AlertClass ofClass, Severity withSeverity, @Nullable String withRunbook) {
        rule = byRule;
        alertClass = ofClass;
        severity = withSeverity;
        runbook = withRunbook;
        return this;
    }

    public Draft alertClass(AlertClass refined) {
        alertClass = refined;
        return this;
    }

    public Draft severity(Severity refined) {
        severity = refined;
        return this;
    }

    public Draft runbook(String name) {
        runbook = name;
        return this;
    }

    /** Says whether an automation may be proposed without asking a human what is meant. */
    public Draft automationSafe(boolean safe) {
        automationSafe = safe;
        return this;
    }

    /** Says that a human must see this. */
    public Draft escalate() {
        escalationRequired = true;
        return this;
    }

    /** Adds one label; text beyond 200 characters is cut, labels beyond 16 are ignored. */
    public Draft label(String name, String value) {
        if (labels.size() < MAX_LABELS && !value.isEmpty()) {
            labels.put(name, value.length() > MAX_TEXT ? value.substring(0, MAX_TEXT) : value);
        }
        return this;
    }

    /** Adds labels of another tool; those that are there already stay. Bounds are those of one label. */
    public Draft labels(Map<String, String> others) {
        others.forEach((name, value) -> {
            if (!labels.containsKey(name)) {
                label(name, value);
            }
        });
        return this;
    }

    /** Dollars lost so far and per hour while it lasts. */
    public Draft atStake(double soFarUsd, double perHourUsd) {
        usdSoFar = soFarUsd;
        usdPerHour = perHourUsd;
        return this;
    }

    /** Adds who is behind it, largest first. */
    public Draft contributors(List<Contributor> parts) {
        contributors.addAll(parts);
        return this;
    }
}
