// SPDX-License-Identifier: Apache-2.0
/** Budget alerts of the MLflow AI gateway. */
@NullMarked
package io.tocsin.sources.mlflow;

import org.jspecify.annotations.NullMarked;
