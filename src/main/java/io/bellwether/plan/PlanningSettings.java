package io.bellwether.plan;

import io.bellwether.staffing.QueueTerms;
import io.bellwether.staffing.ServiceTarget;
import io.bellwether.staffing.ServiceTerms;
import java.io.Serializable;
import java.time.ZoneId;
import java.util.Map;

/**
 * What agents are required for.
 *
 * @param terms of queues: what they promise; where they name no handle time or patience, that is measured
 * @param file with the plan; empty for none
 * @param aheadMillis how far ahead the plan is looked at, ms
 * @param zone whose days are compared with the plan
 * @param book what the file says; none before somebody has read it
 */
public record PlanningSettings(QueueTerms terms, String file, long aheadMillis, ZoneId zone, PlanBook book)
        implements Serializable {

    /** The field's usual pair, four hours ahead, and no plan. */
    public static final PlanningSettings DEFAULT = new PlanningSettings(
            new QueueTerms(ServiceTerms.PLAIN.with(new ServiceTarget(0.8, 20)), Map.of()),
            "",
            4 * 3_600_000L,
            ZoneId.of("UTC"),
            PlanBook.NONE);

    /** The same with what the file says. */
    public PlanningSettings with(PlanBook plan) {
        return new PlanningSettings(terms, file, aheadMillis, zone, plan);
    }
}
