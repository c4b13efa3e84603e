// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.signal;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.tocsin.pipeline.intake.Problem;
import java.util.Optional;

/** Says what is wrong with bytes that should be JSON in UTF-8, without quoting them. */
public final class JsonGuard {
    private JsonGuard() {}

    /** Why these bytes cannot be JSON text at all; empty when they may be. */
    public static Optional<Problem> problem(byte[] body) {
        if (body.length == 0) {
            return Optional.of(Problems.malformed("json-malformed", "the body is empty", "send JSON"));
        }
        if (body.length >= 3 && (body[0] & 0xff) == 0xef && (body[1] & 0xff) == 0xbb && (body[2] & 0xff) == 0xbf) {
            return Optional.of(Problems.malformed(
                    "encoding-invalid", "the body begins with a byte order mark", "send UTF-8 without it"));
        }
        int broken = Utf8.firstBroken(body);
        if (broken >= 0) {
            return Optional.of(Problems.malformed(
                    "encoding-invalid", "the body is not UTF-8 text at byte " + broken, "send UTF-8"));
        }
        return Optional.empty();
    }

    /** What a parser stumbled over. */
    public static Problem problem(JsonProcessingException failure) {
        String where = where(failure.getLocation());
        if (failure instanceof StreamConstraintsException) {
            return Problems.malformed(
                    "json-limits",
                    "nested deeper, longer or with more digits than allowed" + where,
                    "at most 64 levels, 64 KiB of text in a field, 1000 digits");
        }
        if (failure instanceof InputCoercionException) {
            return Problems.value("value-range", "", "a number does not fit its field" + where, "");
        }
        if (failure.getOriginalMessage().startsWith("Duplicate")) {
            return duplicate(failure.getLocation());
        }
        return Problems.malformed("json-malformed", "not JSON" + where, "");
    }

    /** A key that stands in an object twice. */
    static Problem duplicate(JsonLocation at) {
        return Problems.malformed(
                "json-duplicate-key", "an object has the same key twice" + where(at), "send each key once");
    }

    private static String where(JsonLocation at) {
        if (at == null || at.getByteOffset() < 0) {
            return "";
        }
        return " at byte " + at.getByteOffset() + " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
    }
}
