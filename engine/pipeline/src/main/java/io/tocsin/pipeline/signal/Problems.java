// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.signal;

import io.tocsin.pipeline.intake.Problem;
import java.math.BigDecimal;

/** The problems a body can have, in the words the sender is told. They never quote content. */
public final class Problems {
    private static final int BAD_REQUEST = 400;
    private static final int TOO_LARGE = 413;
    private static final int UNPROCESSABLE = 422;
    private static final int LONGEST_DETAIL = 200;

    private Problems() {}

    /** The body is not what its media type says: 400. */
    public static Problem malformed(String code, String detail, String hint) {
        return new Problem(BAD_REQUEST, code, cut(detail), "", hint);
    }

    /** There is too much of it: 413. */
    public static Problem tooLarge(String code, String detail, String hint) {
        return new Problem(TOO_LARGE, code, cut(detail), "", hint);
    }

    /** A value is not what the field needs: 422. */
    public static Problem value(String code, String field, String detail, String hint) {
        return new Problem(UNPROCESSABLE, code, cut(field.isEmpty() ? detail : field + " " + detail), field, hint);
    }

    /** A number lies outside the bounds of its field: 422. */
    static Problem range(Field field, String was) {
        String bounds = plain(field.min) + " to " + plain(field.max);
        return value("value-range", field.path(), "must lie in " + bounds + ", was " + was, "");
    }

    /** The same problem at a place inside the body, such as {@code [3]}. */
    public static Problem at(String place, Problem problem) {
        if (place.isEmpty()) {
            return problem;
        }
        String field = problem.field().isEmpty() ? place : place + "." + problem.field();
        return new Problem(problem.status(), problem.code(), problem.detail(), field, problem.hint());
    }

    private static String plain(double value) {
        if (Math.abs(value) == Double.MAX_VALUE) {
            return value < 0 ? "any negative" : "any finite number";
        }
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }

    private static String cut(String detail) {
        return detail.length() <= LONGEST_DETAIL ? detail : detail.substring(0, LONGEST_DETAIL - 1) + "…";
    }
}
