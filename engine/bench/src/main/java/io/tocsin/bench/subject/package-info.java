// SPDX-License-Identifier: Apache-2.0
/** One class per thing that can be measured. */
@NullMarked
package io.tocsin.bench.subject;

import org.jspecify.annotations.NullMarked;
