// SPDX-License-Identifier: Apache-2.0
/**
 * Signals as bytes: the native event format, which is also the format of the journal, and the one gate every signal
 * passes before it is accepted. Depends on the vocabulary, the intake port and the price book.
 */
@NullMarked
package io.tocsin.pipeline.signal;

import org.jspecify.annotations.NullMarked;
