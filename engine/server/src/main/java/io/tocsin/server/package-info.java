// SPDX-License-Identifier: Apache-2.0
/** The HTTP server: where signals come in and people look. The only module that sees Vert.x. Depends on the pipeline. */
@NullMarked
package io.tocsin.server;

import org.jspecify.annotations.NullMarked;
