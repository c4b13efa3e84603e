// SPDX-License-Identifier: Apache-2.0
/** Tells people: what every receiver shares. Depends on the pipeline's ports and Camel; knows no vendor. */
@NullMarked
package io.tocsin.receivers;

import org.jspecify.annotations.NullMarked;
