// SPDX-License-Identifier: Apache-2.0
/** The fold of one shard: signals become windows, windows become facts, facts are judged by rules. Depends on log, window, threshold and pricing. */
@NullMarked
package io.tocsin.pipeline.shard;

import org.jspecify.annotations.NullMarked;
