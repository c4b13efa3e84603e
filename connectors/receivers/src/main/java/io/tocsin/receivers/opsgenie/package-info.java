// SPDX-License-Identifier: Apache-2.0
/** Pages as Opsgenie or JSM Operations alerts, over the {@code opsgenie:} component. */
@NullMarked
package io.tocsin.receivers.opsgenie;

import org.jspecify.annotations.NullMarked;
