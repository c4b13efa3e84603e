// SPDX-License-Identifier: Apache-2.0
package io.tocsin.model.fact;

import io.tocsin.model.scope.Scope;
import java.time.Instant;

/**
 * Complaints of a feature's users over the last hour, thumbs down included, beside what is usual and what its quality
 * rules say at the same time.
 *
 * @param scope whom it is about
 * @param at log time of the evaluation
 * @param limits the limits that bind the scope
 * @param complaints complaints in the window
 * @param requests calls in the window
 * @param complaintRatio {@code complaints / requests}, NaN without calls
 * @param timesBaseline {@code complaintRatio} over the usual one, NaN while cold
 * @param qualityAlerts alerts of class QUALITY that fire for the feature now, this rule's own not counted
 * @param qualityRules their rules, separated by commas; empty when there are none
 * @param basis how the baseline was computed
 */
public record ComplaintWindow(
        Scope scope,
        Instant at,
        Limits limits,
        long complaints,
        long requests,
        double complaintRatio,
        double timesBaseline,
        long qualityAlerts,
        String qualityRules,
        String basis)
        implements Fact {}
