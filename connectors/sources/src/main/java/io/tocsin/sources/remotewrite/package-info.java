// SPDX-License-Identifier: Apache-2.0
/** What a Prometheus writes to remote storage. */
@NullMarked
package io.tocsin.sources.remotewrite;

import org.jspecify.annotations.NullMarked;
