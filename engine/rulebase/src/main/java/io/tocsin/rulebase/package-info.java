// SPDX-License-Identifier: Apache-2.0
/**
 * The rules as a pure function: from one fact to the alerts it states, and from open alerts to decisions. The only
 * module that sees Drools. Depends on the model only.
 */
@NullMarked
package io.tocsin.rulebase;

import org.jspecify.annotations.NullMarked;
