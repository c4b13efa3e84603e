// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.shard;

import io.tocsin.model.scope.Scope;
import io.tocsin.model.scope.ScopeKind;
import io.tocsin.model.signal.Attribution;
import io.tocsin.model.signal.Change;
import io.tocsin.model.signal.ExternalAlert;
import io.tocsin.model.signal.Feedback;
import io.tocsin.model.signal.Heartbeat;
import io.tocsin.model.signal.LlmCall;
import io.tocsin.model.signal.MetricPoint;
import io.tocsin.model.signal.Outcome;
import io.tocsin.model.signal.ProviderStatus;
import io.tocsin.model.signal.RateLimit;
import io.tocsin.model.signal.Signal;
import io.tocsin.pipeline.meter.Meter;

/**
 * Which shard a signal or scope lives in. A call lives with its user, so that the user's and the session's numbers are
 * exact and need no message; scopes with many writers live by their own key and are fed by rollups.
 */
public final class Placement {
    /** Number of logical shards; fixed for the life of a log. */
    public static final int SHARDS = 64;

    /** Number of cells that a cluster's members divide among themselves; each has {@link #SHARDS} / CELLS shards. */
    public static final int CELLS = 8;

    private static final int SPREAD = 0x9E3779B9;
    private static final int SHIFT = 26;
    private static final Home HOME = new Home();

    private Placement() {}

    /** The shard a signal is folded in. */
    public static int of(Signal signal) {
        return signal.match(HOME);
    }

    /** The shard a scope's state lives in. */
    public static int of(Scope scope) {
        return of(scope.tenant(), scope.id());
    }

    /** The shard a tenant's alerts live in. */
    public static int ofTenant(String tenant) {
        return of(tenant, tenant);
    }

    /** The cell a shard belongs to, 0 to {@link #CELLS} - 1. */
    public static int cell(int shard) {
        return shard * CELLS / SHARDS;
    }

    /** The rate-limit pool of a workspace and model family. */
    public static Scope pool(String tenant, Attribution who, String family) {
        String workspace = who.workspace();
        return new Scope(ScopeKind.POOL, tenant, (workspace == null ? "default" : workspace) + "/" + family);
    }

    /** The job of a heartbeat. */
    public static Scope job(Heartbeat beat) {
        return new Scope(ScopeKind.JOB, beat.tenant(), beat.job());
    }

    private static int of(String tenant, String key) {
        return ((tenant.hashCode() * 31 + key.hashCode()) * SPREAD) >>> SHIFT;
    }

    /** A point that tells no spending lives with its series, so that a tool that writes thousands of them is spread over all shards. */
    private static int of(MetricPoint metric) {
        int series = metric.name().hashCode() * 31 + metric.labels().hashCode();
        return ((metric.tenant().hashCode() * 31 + series) * SPREAD) >>> SHIFT;
    }

    /** A call's home: its user, else the narrowest thing that is known of it. */
    private static int home(Signal signal) {
        return of(signal.tenant(), key(signal));
    }

    /** What a call lives with: its user, else the narrowest thing that is known of it. */
    static String key(Signal signal) {
        Attribution who = signal.who();
        String key = who.user();
        if (key == null) {
            key = who.session();
        }
        if (key == null) {
            key = who.feature();
        }
        if (key == null) {
            key = who.team();
        }
        return key == null ? signal.origin().source() : key;
    }

    private static final class Home implements Signal.Cases<Integer> {
        @Override
        public Integer call(LlmCall call) {
            return home(call);
        }

        @Override
        public Integer rateLimit(RateLimit rateLimit) {
            return of(pool(rateLimit.tenant(), rateLimit.who(), rateLimit.family()));
        }

        @Override
        public Integer metric(MetricPoint metric) {
            if (Meter.of(metric.name()) != null) {
                return home(metric);
            }
            return metric.name().equals(MetricPoint.REPORT_INTERVAL)
                    ? of(metric.tenant(), metric.origin().source())
                    : of(metric);
        }

        @Override
        public Integer externalAlert(ExternalAlert alert) {
            return ofTenant(alert.tenant());
        }

        @Override
        public Integer providerStatus(ProviderStatus status) {
            return ofTenant(status.tenant());
        }

        @Override
        public Integer change(Change change) {
            return ofTenant(change.tenant());
        }

        @Override
        public Integer outcome(Outcome outcome) {
            return home(outcome);
        }

        @Override
        public Integer feedback(Feedback feedback) {
            return home(feedback);
        }

        @Override
        public Integer heartbeat(Heartbeat heartbeat) {
            return of(job(heartbeat));
        }
    }
}
