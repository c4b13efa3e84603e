// SPDX-License-Identifier: Apache-2.0
/** What every member shows of every cell: owners write bulletins, the others read what is new in them. */
@NullMarked
package io.tocsin.cluster.board;

import org.jspecify.annotations.NullMarked;
