// SPDX-License-Identifier: Apache-2.0
/** Programs that others wrote, against a running server: what they send must arrive unchanged by any stand-in. */
@NullMarked
package io.tocsin.app.clients;

import org.jspecify.annotations.NullMarked;
