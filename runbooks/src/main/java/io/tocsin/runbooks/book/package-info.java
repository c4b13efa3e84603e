// SPDX-License-Identifier: Apache-2.0
/** What a loaded runbook is and what its steps may do. Depends on the model and the pipeline's ports only. */
@NullMarked
package io.tocsin.runbooks.book;

import org.jspecify.annotations.NullMarked;
