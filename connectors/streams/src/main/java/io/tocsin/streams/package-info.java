// SPDX-License-Identifier: Apache-2.0
/** Reads logs kept elsewhere into the engine, through Camel. Depends on the pipeline's doors and engine. */
@NullMarked
package io.tocsin.streams;

import org.jspecify.annotations.NullMarked;
