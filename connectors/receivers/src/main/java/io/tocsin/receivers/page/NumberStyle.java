// SPDX-License-Identifier: Apache-2.0
package io.tocsin.receivers.page;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How a number is written for people. */
enum NumberStyle {
    /** {@code 10.8}, {@code 142,000}. */
    PLAIN {
        @Override
        String text(double number) {
            return Math.abs(number) >= 100 ? whole(number) : oneDecimal(number);
        }
    },
    /** US dollars: {@code $4.20}, {@code $38}, {@code $1,234}. */
    USD {
        @Override
        String text(double number) {
            return "$" + (Math.abs(number) >= 10 ? whole(number) : String.format(Locale.ROOT, "%.2f", number));
        }
    },
    /** A ratio of 0 to 1: {@code 91%}, {@code 2.4%}. */
    PERCENT {
        @Override
        String text(double number) {
            double percent = number * 100;
            return (Math.abs(percent) >= 10 ? whole(percent) : oneDecimal(percent)) + "%";
        }
    },
    /** Hours: {@code 1 h 50 min}, {@code 12 min}. */
    HOURS {
        @Override
        String text(double number) {
            long minutes = Math.round(number * 60);
            long hours = minutes / 60;
            return hours == 0
                    ? minutes + " min"
                    : minutes % 60 == 0 ? hours + " h" : hours + " h " + minutes % 60 + " min";
        }
    },
    /** Seconds: {@code 8.4 s}. */
    SECONDS {
        @Override
        String text(double number) {
            return PLAIN.text(number) + " s";
        }
    };

    /** The number as people read it. */
    abstract String text(double number);

    /** The style of a word such as {@code usd}. */
    static Optional<NumberStyle> of(String word) {
        return Arrays.stream(values()).filter(s -> s.word().equals(word)).findFirst();
    }

    static List<String> words() {
        return Arrays.stream(values()).map(NumberStyle::word).toList();
    }

    private String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static String whole(double number) {
        return String.format(Locale.ROOT, "%,.0f", number);
    }

    private static String oneDecimal(double number) {
        String text = String.format(Locale.ROOT, "%.1f", number);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }
}
