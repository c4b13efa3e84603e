// SPDX-License-Identifier: Apache-2.0
/** A load generator for HTTP/1.1 and the events it sends. Depends on the JDK and DDSketch. */
@NullMarked
package io.tocsin.bench.load;

import org.jspecify.annotations.NullMarked;
