// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.expectation;

import io.tocsin.model.signal.Attribution;
import io.tocsin.pipeline.yaml.Forms;
import io.tocsin.pipeline.yaml.YamlNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whom an expectation is for. Every part that is written must fit; an empty one fits all.
 *
 * @param tenant the tenant, or empty
 * @param team the team, or empty
 * @param feature the feature, or empty
 * @param user the user, or empty
 */
public record Whom(String tenant, String team, String feature, String user) {
    /** Everybody. */
    public static final Whom ANYBODY = new Whom("", "", "", "");

    private static final List<String> PARTS = List.of("tenant", "team", "feature", "user");
    private static final int USER = 8;
    private static final int FEATURE = 4;
    private static final int TEAM = 2;

    /** Reads the key {@code scope} of an entry; everybody when there is none. */
    static Whom read(YamlNode entry) {
        return entry.find("scope").map(Whom::of).orElse(ANYBODY);
    }

    private static Whom of(YamlNode scope) {
        scope.allow(PARTS);
        if (scope.isSound() && scope.entries().isEmpty()) {
            scope.flaw("must name somebody", "write { team: search }, or leave scope out for everybody");
        }
        return new Whom(part(scope, "tenant"), part(scope, "team"), part(scope, "feature"), part(scope, "user"));
    }

    private static String part(YamlNode scope, String key) {
        return scope.find(key).map(node -> node.as(Forms.TEXT)).orElse("");
    }

    /** Whether somebody is meant. */
    boolean covers(String ofTenant, Attribution who) {
        return fits(tenant, ofTenant)
                && fits(team, who.team())
                && fits(feature, who.feature())
                && fits(user, who.user());
    }

    private static boolean fits(String written, @Nullable String actual) {
        return written.isEmpty() || written.equals(actual);
    }

    /** The greater, the fewer are meant: a user is narrower than a feature, that than a team, that than a tenant. */
    int narrowness() {
        return (user.isEmpty() ? 0 : USER)
                + (feature.isEmpty() ? 0 : FEATURE)
                + (team.isEmpty() ? 0 : TEAM)
                + (tenant.isEmpty() ? 0 : 1);
    }
}
