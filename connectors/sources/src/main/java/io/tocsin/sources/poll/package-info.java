// SPDX-License-Identifier: Apache-2.0
/**
 * Asks providers what they do not push: rounds, pauses, and what is asked. Depends on doors' readings; what a provider is asked
 * stands with its vendor.
 */
@NullMarked
package io.tocsin.sources.poll;

import org.jspecify.annotations.NullMarked;
