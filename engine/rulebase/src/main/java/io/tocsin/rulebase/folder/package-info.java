// SPDX-License-Identifier: Apache-2.0
/** The way in: a folder of rule files becomes a rulebase. Depends on every other package of the module. */
@NullMarked
package io.tocsin.rulebase.folder;

import org.jspecify.annotations.NullMarked;
