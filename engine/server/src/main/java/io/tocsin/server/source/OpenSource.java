// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server.source;

import io.tocsin.server.http.Refusal;
import io.tocsin.server.source.KnownDeliveries.Standing;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A source while the server runs: who it is, and what it has sent. Sources share nothing. Thread-safe. */
public final class OpenSource {
    /** Tools that drop what is answered with 429, but repeat what is answered with 503 (webhooks read 2026-11-23). */
    private static final Set<String> DROPS_ON_429 = Set.of("alertmanager", "datadog", "cloudwatch", "cloudwatch-sns");

    private static final Refusal SAME_ID = new Refusal(
            409,
            "idempotency-mismatch",
            "another body was taken under this delivery id",
            "",
            "give every delivery an id of its own");
    private static final Refusal STILL_COMING = Refusal.of(
            503, "delivery-in-progress", "this delivery is just being taken", "send the same again after Retry-After");

    /** What a sender asked for could not be done; it asks again. */
    public static final Refusal NOT_CONFIRMED = Denials.NOT_CONFIRMED;

    private final Clock clock;
    private volatile Source source;
    private volatile Quota quota;
    private final KnownDeliveries known;
    private final IntakeLog log = new IntakeLog();

    /** Opens a source. */
    public OpenSource(Source source, Clock clock) {
        this.clock = clock;
        this.source = source;
        this.quota = new Quota(source.perSecond(), clock);
        this.known = new KnownDeliveries(clock);
    }

    /** It is set up anew; what it has sent is known as before. */
    void becomes(Source anew) {
        if (anew.perSecond() != source.perSecond()) {
            quota = new Quota(anew.perSecond(), clock);
        }
        source = anew;
    }

    /** Who it is. */
    public Source source() {
        return source;
    }

    /** What it has sent. */
    public IntakeLog log() {
        return log;
    }

    /** Takes one delivery out of the quota; says why it cannot, null when it can. */
    public @Nullable Refusal spend() {
        if (quota.take()) {
            return null;
        }
        return Refusal.of(
                DROPS_ON_429.contains(source.tool()) ? 503 : 429,
                "quota-exceeded",
                "the source sends more than " + source.perSecond() + " deliveries a second",
                "send the same again after Retry-After, or raise per-second of the source");
    }

    /** Why an id cannot be one; null when it can. */
    public @Nullable Refusal check(String id) {
        return id.isEmpty() || DeliveryId.valid(id) ? null : Denials.ID_INVALID;
    }

    /** Begins a delivery that has these ids, if any; answers whether it was taken before. */
    public Begun begin(List<String> ids, String bodyHash) {
        Standing standing = known.begin(ids, bodyHash);
        return switch (standing) {
            case NEW -> Begun.NEW;
            case TAKEN -> Begun.REPEATED;
            case ANOTHER -> new Begun(SAME_ID, false);
            case ON_ITS_WAY -> new Begun(STILL_COMING, false);
        };
    }

    /** Ends a delivery that was begun. @param taken whether a repeat is needless */
    public void end(List<String> ids, String bodyHash, boolean taken) {
        known.end(ids, bodyHash, taken);
    }

    /**
     * Whether a delivery goes on.
     *
     * @param refusal why it does not; null when it does, or was taken before
     * @param repeated whether it was taken before
     */
    public record Begun(@Nullable Refusal refusal, boolean repeated) {
        static final Begun NEW = new Begun(null, false);
        static final Begun REPEATED = new Begun(null, true);
    }
}
