// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.shard;

import io.tocsin.model.scope.Scope;
import io.tocsin.model.signal.Heartbeat;
import io.tocsin.pipeline.expectation.ExpectedJob;
import io.tocsin.pipeline.log.RollupCodec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The jobs of one shard: those that ever told that they are alive, and those the operator expects. What is expected is data
 * of the installation, not state: it is set anew whenever a shard begins. Not thread-safe.
 */
final class JobFold implements ShardCheckpoint.Part {
    /** A job nobody expects is forgotten when it is overdue so long. */
    private static final Duration GIVE_UP = Duration.ofDays(7);

    /** Most jobs one shard remembers besides those that are expected. */
    private static final int MAX_JOBS = 2_048;

    private final Map<Scope, JobState> jobs = new TreeMap<>();
    private final List<ExpectedJob> expected;
    private final Judge judge;
    private boolean begun;

    /**
     * No jobs yet.
     *
     * @param expected the jobs of this shard that must report
     */
    JobFold(List<ExpectedJob> expected, Judge judge) {
        this.expected = expected;
        this.judge = judge;
    }

    void beat(Heartbeat beat, Instant at) {
        Scope scope = Placement.job(beat);
        JobState job = jobs.get(scope);
        if (job == null && jobs.size() < MAX_JOBS) {
            job = new JobState(scope, at);
            jobs.put(scope, job);
        }
        if (job != null) {
            job.beat(beat, at);
        }
    }

    /** The engine itself was away: no job is to blame for that silence. */
    void away(long millis, Instant at) {
        jobs.values().forEach(job -> job.excuse(millis, at));
    }

    /** Judges every job: silence shows in no signal. */
    void tick(Instant at) {
        if (!begun) {
            begun = true;
            expected.forEach(one -> jobs.computeIfAbsent(one.scope(), scope -> new JobState(scope, at))
                    .expect(one.every()));
        }
        for (Iterator<JobState> left = jobs.values().iterator(); left.hasNext(); ) {
            JobState job = left.next();
            boolean givenUp = job.givenUp(at, GIVE_UP);
            judge.judge(job.scope, at, job.holds, limits -> job.fact(at, limits, givenUp));
            if (givenUp && job.holds.isEmpty()) {
                left.remove();
            }
        }
    }

    /** Whether a tick can change anything. */
    boolean busy() {
        return !jobs.isEmpty() || !expected.isEmpty();
    }

    int size() {
        return jobs.size();
    }

    @Override
    public void write(DataOutput out) throws IOException {
        out.writeInt(jobs.size());
        for (JobState job : jobs.values()) {
            RollupCodec.scope(out, job.scope);
            job.write(out);
        }
    }

    @Override
    public void read(DataInput in) throws IOException {
        for (int left = in.readInt(); left > 0; left--) {
            Scope scope = RollupCodec.scope(in);
            jobs.put(scope, JobState.read(in, scope));
        }
    }
}
