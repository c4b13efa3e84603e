// SPDX-License-Identifier: Apache-2.0
/** Answers, webhooks and administrative reports of the Anthropic API. */
@NullMarked
package io.tocsin.sources.anthropic;

import org.jspecify.annotations.NullMarked;
