// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.store;

/** Storage failed: the disk is full, the file is damaged, the server is away. */
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With a sentence for people, where there is no deeper cause. */
    public StoreException(String message) {
        super(message);
    }

    /** With a sentence for people and the cause. */
    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
