// SPDX-License-Identifier: Apache-2.0
package io.tocsin.bench.load;

import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/**
 * Asks of one budget: reservations of a cent, each under an id of its own, and perhaps their settlements, a good while after
 * the answer. Counts what was granted. Confined to one thread.
 */
public final class AdmissionRequests implements Requests {
    /** What one reservation asks for, in cents. */
    public static final int CENTS = 1;

    private static final int MAX_BYTES = 512;

    /** So many reservations are made before the first is settled: more than there are connections, so it is answered. */
    private static final int BEHIND = 1_024;

    private final URI server;
    private final String team;
    private final boolean settles;
    private long reserved;
    private long settled;
    private boolean settlesNext;
    private long granted;

    /**
     * Asks of a team's budget.
     *
     * @param team must have a name of its own for each run against one server
     * @param settles whether every second request settles an earlier reservation with half of its estimate
     */
    public AdmissionRequests(URI server, String team, boolean settles) {
        this.server = server;
        this.team = team;
        this.settles = settles;
    }

    @Override
    public void write(ByteBuffer buffer) {
        boolean settle = settles && settlesNext && reserved - settled > BEHIND;
        settlesNext = !settlesNext;
        String body = settle
                ? "{\"reservation\":\"" + id(settled++) + "\",\"actualUsd\":0.005,\"reported\":false}"
                : "{\"reservation\":\"" + id(reserved++) + "\",\"team\":\"" + team
                        + "\",\"estimateUsd\":0.01,\"ttlSeconds\":3600}";
        String head = "POST /api/v1/admission/" + (settle ? "settle" : "reserve") + " HTTP/1.1\r\nHost: "
                + server.getAuthority() + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length()
                + "\r\n\r\n";
        buffer.put((head + body).getBytes(StandardCharsets.US_ASCII));
    }

    private String id(long number) {
        return team + "-" + number;
    }

    @Override
    public void answered(Supplier<String> answer) {
        if (answer.get().contains("\"allowed\":true")) {
            granted++;
        }
    }

    /** Reservations that were granted so far. */
    public long granted() {
        return granted;
    }

    @Override
    public int maxBytes() {
        return MAX_BYTES;
    }

    @Override
    public int eventsEach() {
        return 1;
    }
}
