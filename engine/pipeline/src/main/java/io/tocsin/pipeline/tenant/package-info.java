// SPDX-License-Identifier: Apache-2.0
/** The fold of one tenant: the life of its alerts, who is told, which automations run. Depends on log, response and rulebase. */
@NullMarked
package io.tocsin.pipeline.tenant;

import org.jspecify.annotations.NullMarked;
