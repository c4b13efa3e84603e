// SPDX-License-Identifier: Apache-2.0
/** Model invocation logs of AWS Bedrock. */
@NullMarked
package io.tocsin.sources.bedrock;

import org.jspecify.annotations.NullMarked;
