// SPDX-License-Identifier: Apache-2.0
/** Whom a signal is about: tenant, team, user, feature, session, model, tier, pool, provider. Depends on nothing. */
@NullMarked
package io.tocsin.model.scope;

import org.jspecify.annotations.NullMarked;
