// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.replay;

import io.tocsin.model.signal.Attribution;
import java.time.Instant;
import java.util.SplittableRandom;

/**
 * Who made the calls of a trace that does not tell: equal seeds and rows give equal answers, whatever other rows the file
 * has. Immutable and thread-safe.
 */
final class Casting {
    private static final long ROW_SALT = 0x9E3779B97F4A7C15L;
    private static final String[] TEAMS = {"search", "support", "growth"};
    private static final String[][] FEATURES = {{"code-search", "code-review"}, {"assist"}, {"copy", "leads"}};
    private static final int USERS = 40;
    private static final int SESSION_SECONDS = 900;
    private static final int HUNDRED = 100;
    private static final int SMALL = 60;
    private static final int MEDIUM = 90;

    private final long seed;

    Casting(long seed) {
        this.seed = seed;
    }

    /** One row's part. */
    Role role(long row, Instant at) {
        SplittableRandom random = new SplittableRandom(seed + row * ROW_SALT);
        int user = random.nextInt(USERS);
        int team = user % TEAMS.length;
        String[] features = FEATURES[team];
        String feature = features[random.nextInt(features.length)];
        int dice = random.nextInt(HUNDRED);
        String model = dice < SMALL ? "claude-haiku-4-5" : dice < MEDIUM ? "claude-sonnet-5" : "claude-opus-5";
        String session = "u-" + user + "/" + Math.floorDiv(at.getEpochSecond(), (long) SESSION_SECONDS);
        return new Role(new Attribution(TEAMS[team], "u-" + user, feature, session, "replay"), model);
    }

    /** What it does, for people. */
    String described() {
        return "Teams (3), features (5), users (" + USERS
                + ") and sessions (a user's quarter hour) are assigned by line"
                + " of the file and seed " + seed + "; models likewise: 60 % claude-haiku-4-5, 30 % claude-sonnet-5,"
                + " 10 % claude-opus-5.";
    }

    /**
     * What a row is given.
     *
     * @param who on whose behalf
     * @param model the model that is taken to have answered
     */
    record Role(Attribution who, String model) {}
}
