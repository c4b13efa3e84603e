// SPDX-License-Identifier: Apache-2.0
/** Budget events of a LiteLLM gateway. */
@NullMarked
package io.tocsin.sources.litellmwebhook;

import org.jspecify.annotations.NullMarked;
