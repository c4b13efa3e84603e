// SPDX-License-Identifier: Apache-2.0
package io.tocsin.cluster.member;

/** The called member answered that it could not. Whether it did part of the work, its message says. */
public final class RemoteFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    RemoteFailure(String message) {
        super(message);
    }
}
