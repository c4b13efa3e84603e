// SPDX-License-Identifier: Apache-2.0
/** Numbers over time: sliding minutes, hourly history, baselines, shares, known ids. Depends on the model only. */
@NullMarked
package io.tocsin.pipeline.window;

import org.jspecify.annotations.NullMarked;
