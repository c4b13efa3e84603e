// SPDX-License-Identifier: Apache-2.0
/** CloudEvents 1.0 that carry events of Tocsin's own format. */
@NullMarked
package io.tocsin.sources.cloudevents;

import org.jspecify.annotations.NullMarked;
