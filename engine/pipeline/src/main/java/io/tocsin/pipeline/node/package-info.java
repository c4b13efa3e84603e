// SPDX-License-Identifier: Apache-2.0
/** One node: the log, the fold and the effects put together, live with threads or stepped by a virtual clock. */
@NullMarked
package io.tocsin.pipeline.node;

import org.jspecify.annotations.NullMarked;
