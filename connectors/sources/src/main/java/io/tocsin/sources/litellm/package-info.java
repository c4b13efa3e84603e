// SPDX-License-Identifier: Apache-2.0
/** Calls logged by a LiteLLM gateway through its generic API callback. */
@NullMarked
package io.tocsin.sources.litellm;

import org.jspecify.annotations.NullMarked;
