// SPDX-License-Identifier: Apache-2.0
/** The ports to people and automations: receivers and runbooks, and the fold of runs. */
@NullMarked
package io.tocsin.pipeline.response;

import org.jspecify.annotations.NullMarked;
