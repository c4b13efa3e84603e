// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.tenant;

import io.tocsin.pipeline.response.PageWriter;
import io.tocsin.pipeline.response.Runbooks;
import io.tocsin.pipeline.threshold.Thresholds;
import io.tocsin.rulebase.Rulebase;

/**
 * What every tenant's fold is made of.
 *
 * @param rulebase the rules
 * @param thresholds quiet times
 * @param routing who hears of what
 * @param pages writes pages
 * @param runbooks the automations and their guard rails
 * @param flags where decisions are read
 * @param alerts where alerts are read
 */
public record TenantParts(
        Rulebase rulebase,
        Thresholds thresholds,
        Routing routing,
        PageWriter pages,
        Runbooks runbooks,
        FlagBoard flags,
        AlertBoard alerts) {}
