// SPDX-License-Identifier: Apache-2.0
/** From YAML, environment and flags to records: strict, with the place of every value. Knows no particular setting. */
@NullMarked
package io.tocsin.app.settings.bind;

import org.jspecify.annotations.NullMarked;
