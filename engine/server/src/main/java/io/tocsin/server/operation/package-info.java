// SPDX-License-Identifier: Apache-2.0
/** Health and metrics of the server itself. Depends on the pipeline only. */
@NullMarked
package io.tocsin.server.operation;

import org.jspecify.annotations.NullMarked;
