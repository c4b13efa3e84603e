// SPDX-License-Identifier: Apache-2.0
/** Status pages hosted by Statuspage: webhooks and the summary. */
@NullMarked
package io.tocsin.sources.statuspage;

import org.jspecify.annotations.NullMarked;
