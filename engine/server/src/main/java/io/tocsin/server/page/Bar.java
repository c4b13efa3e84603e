// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server.page;

import java.util.Locale;

/** A number as a bar, drawn as SVG because the pages allow no inline styles. */
final class Bar {
    private static final double WIDTH = 100;
    private static final double HEADROOM = 1.1;

    private Bar() {}

    /** A measured number beside its limit, which is a mark. */
    static void measured(Html html, double actual, double limit) {
        double full = Math.max(Math.max(actual, limit), 0) * HEADROOM;
        if (full > 0 && Double.isFinite(full)) {
            draw(html, actual / full, limit / full);
        }
    }

    /** A share of a whole, 0 to 1. */
    static void share(Html html, double ratio) {
        draw(html, ratio, -1);
    }

    private static void draw(Html html, double filled, double mark) {
        html.open("svg", "class", "bar", "viewBox", "0 0 100 6", "preserveAspectRatio", "none", "aria-hidden", "true");
        rectangle(html, "track", 0, WIDTH);
        rectangle(html, "fill", 0, WIDTH * Math.max(0, Math.min(1, filled)));
        if (mark >= 0) {
            rectangle(html, "mark", WIDTH * mark, 0.6);
        }
        html.close("svg");
    }

    private static void rectangle(Html html, String look, double x, double width) {
        html.open("rect", "class", look, "x", decimal(x), "y", "0", "height", "6", "width", decimal(width))
                .close("rect");
    }

    private static String decimal(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
