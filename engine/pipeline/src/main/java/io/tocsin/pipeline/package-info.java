// SPDX-License-Identifier: Apache-2.0
/** The engine as others see it: accept signals, give commands, look at alerts. No vendor names. */
@NullMarked
package io.tocsin.pipeline;

import org.jspecify.annotations.NullMarked;
