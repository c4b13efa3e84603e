// SPDX-License-Identifier: Apache-2.0
/** Monitor alerts of Langfuse. */
@NullMarked
package io.tocsin.sources.langfuse;

import org.jspecify.annotations.NullMarked;
