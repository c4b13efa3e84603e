// SPDX-License-Identifier: Apache-2.0
/** Writes the page of an alert: a title that fits a phone and five lines. Depends on the model and the pipeline's port only. */
@NullMarked
package io.tocsin.receivers.page;

import org.jspecify.annotations.NullMarked;
