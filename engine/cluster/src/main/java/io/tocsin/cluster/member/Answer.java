// SPDX-License-Identifier: Apache-2.0
package io.tocsin.cluster.member;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What comes back of a call, as bytes: one byte that tells an answer from a failure, then the answer or the message. */
final class Answer {
    private static final byte ANSWERED = 0;
    private static final byte FAILED = 1;

    private Answer() {}

    static byte[] of(byte[] answer) {
        return tagged(ANSWERED, answer);
    }

    static byte[] failure(String message) {
        return tagged(FAILED, message.getBytes(StandardCharsets.UTF_8));
    }

    /** @throws RemoteFailure if it is a failure */
    static byte[] read(byte[] written) {
        if (written.length > 0 && written[0] == ANSWERED) {
            return Arrays.copyOfRange(written, 1, written.length);
        }
        if (written.length > 0 && written[0] == FAILED) {
            throw new RemoteFailure(new String(written, 1, written.length - 1, StandardCharsets.UTF_8));
        }
        throw new RemoteFailure("the answer is neither an answer nor a failure; does the member run another version?");
    }

    private static byte[] tagged(byte tag, byte[] content) {
        byte[] written = new byte[content.length + 1];
        written[0] = tag;
        System.arraycopy(content, 0, written, 1, content.length);
        return written;
    }
}
