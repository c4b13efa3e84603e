// SPDX-License-Identifier: Apache-2.0
/** What rules state and how it lives: alerts, evidence, state, timeline. Depends on {@code scope} and {@code fact}. */
@NullMarked
package io.tocsin.model.alert;

import org.jspecify.annotations.NullMarked;
