// SPDX-License-Identifier: Apache-2.0
/** The house as a whole: who may see whom, and whether the documents tell the truth. */
@NullMarked
package io.tocsin.app.house;

import org.jspecify.annotations.NullMarked;
