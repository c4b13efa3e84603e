// SPDX-License-Identifier: Apache-2.0
package io.tocsin.faults.lab;

import io.tocsin.fakes.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Something that goes wrong for a while. */
public interface Disturbance {

    /** What goes wrong, for the account of a run. */
    String name();

    /**
     * Does it.
     *
     * @param random decides what is open, such as which member it befalls
     * @return what heals it
     */
    Healing strike(Lab lab, Random random) throws InterruptedException;

    /** The end of a disturbance. */
    @FunctionalInterface
    interface Healing {
        /** Puts it right. */
        void heal() throws InterruptedException;
    }

    /** What strikes. */
    @FunctionalInterface
    interface Blow {
        /** Does it; answers what heals it. */
        Healing strike(Lab lab, Random random) throws InterruptedException;
    }

    /** One that is called so. */
    static Disturbance of(String name, Blow blow) {
        return new Disturbance() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Healing strike(Lab lab, Random random) throws InterruptedException {
                return blow.strike(lab, random);
            }
        };
    }

    /** SIGKILL of a member, then a start. */
    static Disturbance kill() {
        return of("kill", (lab, random) -> {
            Member member = any(lab, random);
            member.kill();
            return member::start;
        });
    }

    /** SIGKILL of a member, a start, and SIGKILL while it comes back. */
    static Disturbance killTwice() {
        return of("kill twice", (lab, random) -> {
            Member member = any(lab, random);
            member.kill();
            member.start();
            return () -> {
                member.kill();
                member.start();
            };
        });
    }

    /** SIGKILL of two members together, then a start of both. */
    static Disturbance killTwo() {
        return of("kill two", (lab, random) -> {
            List<Member> victims = new ArrayList<>(lab.members());
            victims.remove(random.nextInt(victims.size()));
            for (Member victim : victims) {
                victim.kill();
            }
            return () -> victims.forEach(Member::start);
        });
    }

    /** SIGTERM of a member, then a start. */
    static Disturbance restart() {
        return of("restart", (lab, random) -> {
            Member member = any(lab, random);
            member.terminate();
            return member::start;
        });
    }

    /** A cluster's ledger is down. */
    static Disturbance ledger(Cluster cluster) {
        return of("ledger down", (lab, random) -> {
            cluster.ledger().proxy().cut();
            return cluster.ledger().proxy()::heal;
        });
    }

    /** SIGSTOP of a member, then SIGCONT. */
    static Disturbance pause() {
        return of("pause", (lab, random) -> {
            Member member = any(lab, random);
            member.pause();
            return member::resume;
        });
    }

    /** The vendor answers 503, or takes a page and does not say so. */
    static Disturbance vendor() {
        return of("vendor", (lab, random) -> {
            lab.vendor().faults().always(random.nextBoolean() ? Fault.unavailable() : Fault.truncated());
            return lab.vendor().faults()::clear;
        });
    }

    private static Member any(Lab lab, Random random) {
        return lab.members().get(random.nextInt(lab.members().size()));
    }
}
