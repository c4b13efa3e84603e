// SPDX-License-Identifier: Apache-2.0
/**
 * What the doors share: lenient JSON, protobuf (from a stream, or in place), times, rate-limit headers, error words. Knows no
 * tool in particular.
 */
@NullMarked
package io.tocsin.sources.wire;

import org.jspecify.annotations.NullMarked;
