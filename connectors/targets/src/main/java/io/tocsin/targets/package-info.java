// SPDX-License-Identifier: Apache-2.0
/** Calls what runbooks may call outside, over HTTP. Depends on the pipeline's ports and the JDK's client only. */
@NullMarked
package io.tocsin.targets;

import org.jspecify.annotations.NullMarked;
