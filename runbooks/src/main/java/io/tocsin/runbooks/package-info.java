// SPDX-License-Identifier: Apache-2.0
/** The automations of an installation behind the engine's port. Depends on every package below it. */
@NullMarked
package io.tocsin.runbooks;

import org.jspecify.annotations.NullMarked;
