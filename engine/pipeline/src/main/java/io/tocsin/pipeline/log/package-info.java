// SPDX-License-Identifier: Apache-2.0
/** What the log holds and how it is written down. State is a fold of these entries and of nothing else. */
@NullMarked
package io.tocsin.pipeline.log;

import org.jspecify.annotations.NullMarked;
