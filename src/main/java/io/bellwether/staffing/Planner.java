package io.bellwether.staffing;

import io.bellwether.file.Unusable;
import io.bellwether.yaml.Times;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How many agents each interval of a forecast needs, and what service levels cost. Each interval is taken as if it went on for long. */
public final class Planner {

    private static final double HOUR = 3_600;
    /** More is a mistake in a unit. */
    private final String source;

    private final double intervalSeconds;
    private final QueueTerms terms;

    /** @param source name of the forecast, for messages */
    public Planner(String source, long intervalMillis, QueueTerms terms) {
        this.source = source;
        this.intervalSeconds = intervalMillis / 1_000.0;
        this.terms = terms;
    }

    /** The plan, in order of time and queue. */
    public List<PlannedInterval> plan(List<IntervalDemand> demands) throws Unusable {
        List<PlannedInterval> plan = new ArrayList<>();
        for (IntervalDemand demand : Intervals.inOrder(demands)) {
            plan.add(plan(demand));
        }
        return plan;
    }

    private PlannedInterval plan(IntervalDemand demand) throws Unusable {
        ServiceTerms of = terms.of(demand.queue());
        double handle = Double.isNaN(demand.handleSeconds()) ? of.handleSeconds() : demand.handleSeconds();
        Sizing sizing = new Sizing(demand.contacts(), intervalSeconds, handle, of);
        refuseUnknown(demand, handle, of);
        Requirement required = sizing.required();
        return new PlannedInterval(
                demand,
                handle,
                required,
                of.scheduled(required.agents()),
                sizing.with(required.agents()),
                sizing.with(Math.max(0, required.agents() - 1)),
                sizing.with(required.agents() + 1),
                Double.isNaN(demand.staffed()) ? null : sizing.with(demand.staffed()));
    }

    private void refuseUnknown(IntervalDemand demand, double handle, ServiceTerms of) throws Unusable {
        if (Double.isNaN(handle)) {
            throw wrong(demand, "handle time", "give --handle-time 5m, handle_time of the queue, or a column handle_s");
        }
        if (of.target() == null && of.work() == ServiceTerms.Work.CHAT) {
            throw wrong(demand, "service level", "give --target 80/20, or target of the queue");
        }
        double erlangs = demand.contacts() / intervalSeconds * handle;
        if (erlangs > Load.MOST_ERLANGS) {
            throw new Unusable(place(demand) + ": is work for " + Math.round(erlangs)
                    + " agents at least, which nobody has; look at arrivals, handle time (seconds) and interval");
        }
    }

    private String place(IntervalDemand demand) {
        return demand.line() > 0 ? source + ":" + demand.line() : source + ", " + Times.rfc3339(demand.startMillis());
    }

    private Unusable wrong(IntervalDemand demand, String what, String remedy) {
        return new Unusable(place(demand) + ": queue " + demand.queue() + " has no " + what + "; " + remedy);
    }

    /**
     * Agent hours of each queue, by name, and of all: first for the queues' own targets, then for other shares answered within
     * the same time. Caps and minima hold for all of them, and so does what back-office work needs.
     */
    public List<LevelCost> costs(List<PlannedInterval> plan, List<Double> shares) {
        Map<String, List<PlannedInterval>> byQueue = new TreeMap<>();
        plan.forEach(each -> byQueue.computeIfAbsent(each.demand().queue(), queue -> new ArrayList<>())
                .add(each));
        List<Double> all = new ArrayList<>(List.of(Double.NaN));
        all.addAll(shares);
        List<LevelCost> costs = new ArrayList<>();
        Map<Double, LevelCost> totals = new LinkedHashMap<>();
        byQueue.forEach((queue, intervals) -> all.forEach(share -> {
            LevelCost cost = cost(queue, intervals, share);
            costs.add(cost);
            totals.merge(
                    share,
                    new LevelCost(null, share, cost.agentHours(), cost.paidHours()),
                    (a, b) ->
                            new LevelCost(null, share, a.agentHours() + b.agentHours(), a.paidHours() + b.paidHours()));
        }));
        costs.addAll(totals.values());
        return costs;
    }

    private LevelCost cost(String queue, List<PlannedInterval> intervals, double share) {
        ServiceTerms own = terms.of(queue);
        boolean same = Double.isNaN(share) || own.target() == null;
        ServiceTerms of = same ? own : own.with(own.target().withShare(share));
        long agents = 0;
        long paid = 0;
        for (PlannedInterval each : intervals) {
            int required = same
                    ? each.required().agents()
                    : new Sizing(each.demand().contacts(), intervalSeconds, each.handleSeconds(), of)
                            .required()
                            .agents();
            agents += required;
            paid += of.scheduled(required);
        }
        return new LevelCost(queue, share, agents * intervalSeconds / HOUR, paid * intervalSeconds / HOUR);
    }
}
