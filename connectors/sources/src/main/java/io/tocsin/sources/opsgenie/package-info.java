// SPDX-License-Identifier: Apache-2.0
/** Alerts of Opsgenie and JSM Operations: what people did with our pages, and what others told. */
@NullMarked
package io.tocsin.sources.opsgenie;

import org.jspecify.annotations.NullMarked;
