// SPDX-License-Identifier: Apache-2.0
package io.tocsin.receivers.page;

import io.tocsin.model.alert.LiveAlert;
import io.tocsin.model.alert.Severity;
import io.tocsin.model.response.Page;

/** The title of a page: severity in four letters and as many words as a phone shows. */
final class Headline {
    private Headline() {}

    /** Severity and words, at most {@link Page#MAX_TITLE} characters. */
    static String of(Page.Action action, LiveAlert alert, String words) {
        return PlainText.cut(prefix(action, alert.alert().severity()) + "  " + PlainText.clean(words), Page.MAX_TITLE);
    }

    /** What can be said when nothing else can. */
    static String plain(Page.Action action, LiveAlert alert) {
        String rule = alert.alert().rule();
        String last = rule.substring(rule.lastIndexOf('.') + 1).replace('-', ' ');
        return of(action, alert, last + ": " + alert.alert().scope().label());
    }

    private static String prefix(Page.Action action, Severity severity) {
        if (action == Page.Action.RESOLVE) {
            return "OK";
        }
        return switch (severity) {
            case CRITICAL -> "CRIT";
            case WARNING -> "WARN";
            case INFO -> "INFO";
        };
    }
}
