// SPDX-License-Identifier: Apache-2.0
/**
 * Tests of rules, as people write them beside the rules: one fact and what it must state, open alerts and what must be
 * decided, a story of events and what must be told when. Depends on the rulebase, the fold and the stepped node.
 */
@NullMarked
package io.tocsin.pipeline.scenario;

import org.jspecify.annotations.NullMarked;
