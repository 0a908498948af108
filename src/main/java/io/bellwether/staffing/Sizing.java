package io.bellwether.staffing;

import io.bellwether.staffing.Requirement.Reason;
import java.util.function.IntPredicate;

/**
 * How many agents an interval needs, and what so many make of it.
 *
 * @param contacts that come in the interval; may be a mean such as 12.5
 * @param handleSeconds of each
 */
record Sizing(double contacts, double intervalSeconds, double handleSeconds, ServiceTerms terms) {

    /** Agents of whom nobody is idle. */
    private double busy() {
        return contacts / intervalSeconds * handleSeconds / terms.concurrency();
    }

    private QueueModel queue(double agents) {
        return QueueModel.of(
                Load.of(contacts, intervalSeconds, handleSeconds), terms.patienceSeconds(), terms.servers(agents));
    }

    /** The fewest agents with which all is kept that the terms ask for. */
    Requirement required() {
        Requirement needed = contacts == 0
                ? new Requirement(0, Reason.NOTHING)
                : terms.work() == ServiceTerms.Work.BACKOFFICE ? forWork() : forQueue();
        return needed.agents() < terms.minimum() ? new Requirement(terms.minimum(), Reason.MINIMUM) : needed;
    }

    private Requirement forWork() {
        return new Requirement((int) Math.ceil(busy() / terms.occupancy() - 1e-9), Reason.WORKLOAD);
    }

    /** More agents make nothing worse: what is kept with some is kept with more. */
    private Requirement forQueue() {
        ServiceTarget target = terms.target();
        int agents = fewest(0, n -> queue(n).answeredWithin(target.seconds()) >= target.share());
        Reason because = Reason.SERVICE_LEVEL;
        int forOccupancy = fewest(agents, n -> queue(n).occupancy() <= terms.occupancy() + 1e-12);
        if (forOccupancy > agents) {
            agents = forOccupancy;
            because = Reason.OCCUPANCY;
        }
        int forAbandonment = fewest(agents, n -> queue(n).abandoned() <= terms.abandonment());
        return forAbandonment > agents
                ? new Requirement(forAbandonment, Reason.ABANDONMENT)
                : new Requirement(agents, because);
    }

    private int fewest(int atLeast, IntPredicate enough) {
        if (enough.test(atLeast)) {
            return atLeast;
        }
        int tooFew = atLeast;
        int step = Math.max(1, (int) busy() - atLeast);
        while (!enough.test(tooFew + step)) {
            tooFew += step;
            step = Math.max(1, tooFew / 16);
        }
        int agents = tooFew + step;
        while (agents - tooFew > 1) {
            int middle = (tooFew + agents) >>> 1;
            if (enough.test(middle)) {
                agents = middle;
            } else {
                tooFew = middle;
            }
        }
        return agents;
    }

    /** What so many agents make of it. */
    ServiceFigures with(double agents) {
        if (contacts == 0) {
            return ServiceFigures.NOTHING;
        }
        if (terms.work() == ServiceTerms.Work.BACKOFFICE) {
            return new ServiceFigures(Double.NaN, busy() / agents, Double.NaN, Double.NaN);
        }
        QueueModel queue = queue(agents);
        return new ServiceFigures(
                queue.answeredWithin(terms.target().seconds()),
                queue.occupancy(),
                queue.abandoned(),
                queue.meanWaitOfAnswered());
    }
}
