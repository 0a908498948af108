package io.bellwether.metric;

import static io.bellwether.metric.Measure.*;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * The catalogue: every field that is written, what it means and how it is read out of a {@link Cell}. Dashboards, rules,
 * lint, tables of the embedded store and docs/metrics.md all read it; a test fails where one names what is not here.
 *
 * <p>Ratios are sums over sums, read out last, and have no value where the denominator is zero.
 */
public enum Metric {
    SLA_MET(
            Measurement.SLA,
            "met",
            Unit.NUMBER,
            Kind.COUNT,
            "clock instances stopped in time",
            c -> c.count(Measure.SLA_MET)),
    SLA_BREACHED(
            Measurement.SLA,
            "breached",
            Unit.NUMBER,
            Kind.COUNT,
            "clock instances that passed their deadline, counted at the deadline",
            c -> c.count(Measure.SLA_BREACHED)),
    SLA_RETRACTED(
            Measurement.SLA,
            "retracted",
            Unit.NUMBER,
            Kind.COUNT,
            "breaches that a late event proved wrong",
            c -> c.count(Measure.SLA_RETRACTED)),
    SLA_RUNNING(
            Measurement.SLA,
            "running",
            Unit.NUMBER,
            Kind.LEVEL,
            "clock instances running or paused at the window's end",
            c -> c.level(Measure.SLA_RUNNING).atEnd()),
    SLA_AT_RISK(
            Measurement.SLA,
            "at_risk",
            Unit.NUMBER,
            Kind.LEVEL,
            "running instances past an at-risk point but not past the deadline",
            c -> c.level(Measure.SLA_AT_RISK).atEnd()),
    SLA_OVERDUE(
            Measurement.SLA,
            "overdue",
            Unit.NUMBER,
            Kind.LEVEL,
            "instances past their deadline and still not stopped",
            c -> c.level(Measure.SLA_OVERDUE).atEnd()),
    SLA_ATTAINMENT(
            Measurement.SLA,
            "attainment",
            Unit.SHARE,
            Kind.RATIO,
            "met / (met + breached)",
            c -> ratio(c.count(Measure.SLA_MET), c.count(Measure.SLA_MET) + c.count(Measure.SLA_BREACHED))),
    SLA_COUNT(
            Measurement.SLA,
            "count",
            Unit.NUMBER,
            Kind.TIMING,
            "instances that were stopped, with or without a target",
            c -> c.timing(SLA_CONSUMED).count()),
    SLA_MEAN(
            Measurement.SLA,
            "mean_s",
            Unit.SECONDS,
            Kind.TIMING,
            "mean time that stopped instances consumed",
            c -> seconds(c.timing(SLA_CONSUMED).mean())),
    SLA_P50(
            Measurement.SLA,
            "p50_s",
            Unit.SECONDS,
            Kind.TIMING,
            "median of the same, within 1 %",
            c -> seconds(c.timing(SLA_CONSUMED).quantile(0.50))),
    SLA_P90(
            Measurement.SLA,
            "p90_s",
            Unit.SECONDS,
            Kind.TIMING,
            "90th percentile of the same, within 1 %",
            c -> seconds(c.timing(SLA_CONSUMED).quantile(0.90))),
    SLA_P95(
            Measurement.SLA,
            "p95_s",
            Unit.SECONDS,
            Kind.TIMING,
            "95th percentile of the same, within 1 %",
            c -> seconds(c.timing(SLA_CONSUMED).quantile(0.95))),
    SLA_P99(
            Measurement.SLA,
            "p99_s",
            Unit.SECONDS,
            Kind.TIMING,
            "99th percentile of the same, within 1 %",
            c -> seconds(c.timing(SLA_CONSUMED).quantile(0.99))),

    QUEUE_OFFERED(
            Measurement.QUEUE,
            "offered",
            Unit.NUMBER,
            Kind.COUNT,
            "contacts that entered the queue",
            c -> c.count(Measure.QUEUE_OFFERED)),
    QUEUE_ANSWERED(
            Measurement.QUEUE,
            "answered",
            Unit.NUMBER,
            Kind.COUNT,
            "contacts that an agent took",
            c -> c.count(Measure.QUEUE_ANSWERED)),
    QUEUE_ABANDONED(
            Measurement.QUEUE,
            "abandoned",
            Unit.NUMBER,
            Kind.COUNT,
            "contacts whose customer left unanswered",
            c -> c.count(Measure.QUEUE_ABANDONED)),
    QUEUE_SHORT_ABANDONED(
            Measurement.QUEUE,
            "short_abandoned",
            Unit.NUMBER,
            Kind.COUNT,
            "of these, within the short-abandon limit",
            c -> c.count(Measure.QUEUE_SHORT_ABANDONED)),
    QUEUE_TRANSFERRED(
            Measurement.QUEUE,
            "transferred",
            Unit.NUMBER,
            Kind.COUNT,
            "contacts that left unanswered for another queue, or with a case that was merged or deleted",
            c -> c.count(Measure.QUEUE_TRANSFERRED)),
    QUEUE_MISSED(
            Measurement.QUEUE,
            "missed",
            Unit.NUMBER,
            Kind.COUNT,
            "offers that an agent did not take",
            c -> c.count(Measure.QUEUE_MISSED)),
    QUEUE_ANSWERED_IN_THRESHOLD(
            Measurement.QUEUE,
            "answered_in_threshold",
            Unit.NUMBER,
            Kind.COUNT,
            "answered within the service-level threshold",
            c -> c.count(Measure.QUEUE_ANSWERED_IN_THRESHOLD)),
    QUEUE_ABANDONED_IN_THRESHOLD(
            Measurement.QUEUE,
            "abandoned_in_threshold",
            Unit.NUMBER,
            Kind.COUNT,
            "abandoned within the service-level threshold",
            c -> c.count(Measure.QUEUE_ABANDONED_IN_THRESHOLD)),
    QUEUE_SERVICE_LEVEL(
            Measurement.QUEUE,
            "service_level",
            Unit.SHARE,
            Kind.RATIO,
            "answered in threshold / (answered + abandoned − short abandoned), formula F6, by time of leaving",
            c -> ratio(
                    c.count(Measure.QUEUE_ANSWERED_IN_THRESHOLD),
                    c.count(Measure.QUEUE_ANSWERED)
                            + c.count(Measure.QUEUE_ABANDONED)
                            - c.count(Measure.QUEUE_SHORT_ABANDONED))),
    QUEUE_WAITING(
            Measurement.QUEUE,
            "waiting",
            Unit.NUMBER,
            Kind.LEVEL,
            "contacts in the queue at the window's end",
            c -> c.level(Measure.QUEUE_WAITING).atEnd()),
    QUEUE_OLDEST_AGE(
            Measurement.QUEUE,
            "oldest_age_s",
            Unit.SECONDS,
            Kind.LEVEL,
            "how long the longest waiting contact has waited at the window's end; 0 for none",
            c -> c.level(Measure.QUEUE_WAITING).oldestAgeAt(c.end()) / 1000.0),
    QUEUE_IN_SERVICE(
            Measurement.QUEUE,
            "in_service",
            Unit.NUMBER,
            Kind.LEVEL,
            "contacts with an agent at the window's end",
            c -> c.level(Measure.QUEUE_IN_SERVICE).atEnd()),
    QUEUE_WAIT_MEAN(
            Measurement.QUEUE,
            "wait_mean_s",
            Unit.SECONDS,
            Kind.TIMING,
            "mean wait of answered contacts (ASA), by time of answer",
            c -> seconds(c.timing(QUEUE_WAIT).mean())),
    QUEUE_WAIT_P50(
            Measurement.QUEUE,
            "wait_p50_s",
            Unit.SECONDS,
            Kind.TIMING,
            "median of the same, within 1 %",
            c -> seconds(c.timing(QUEUE_WAIT).quantile(0.50))),
    QUEUE_WAIT_P90(
            Measurement.QUEUE,
            "wait_p90_s",
            Unit.SECONDS,
            Kind.TIMING,
            "90th percentile of the same, within 1 %",
            c -> seconds(c.timing(QUEUE_WAIT).quantile(0.90))),
    QUEUE_WAIT_P95(
            Measurement.QUEUE,
            "wait_p95_s",
            Unit.SECONDS,
            Kind.TIMING,
            "95th percentile of the same, within 1 %",
            c -> seconds(c.timing(QUEUE_WAIT).quantile(0.95))),
    QUEUE_WAIT_MAX(
            Measurement.QUEUE,
            "wait_max_s",
            Unit.SECONDS,
            Kind.TIMING,
            "longest wait of contacts that left, answered or not",
            c -> longest(c, QUEUE_WAIT, QUEUE_WAIT_LOST)),
    QUEUE_HANDLE_MEAN(
            Measurement.QUEUE,
            "handle_mean_s",
            Unit.SECONDS,
            Kind.TIMING,
            "mean of assigned to ended plus wrap-up (AHT), by time of end",
            c -> seconds(c.timing(QUEUE_HANDLE).mean())),
    QUEUE_HANDLE_P90(
            Measurement.QUEUE,
            "handle_p90_s",
            Unit.SECONDS,
            Kind.TIMING,
            "90th percentile of the same, within 1 %",
            c -> seconds(c.timing(QUEUE_HANDLE).quantile(0.90))),
    QUEUE_ABANDON_RATE(
            Measurement.QUEUE,
            "abandon_rate",
            Unit.SHARE,
            Kind.RATIO,
            "abandoned / (answered + abandoned), by time of leaving",
            c -> ratio(
                    c.count(Measure.QUEUE_ABANDONED),
                    c.count(Measure.QUEUE_ANSWERED) + c.count(Measure.QUEUE_ABANDONED))),
    QUEUE_EXPECTED_WAIT(
            Measurement.QUEUE,
            "expected_wait_s",
            Unit.SECONDS,
            Kind.RATIO,
            "waiting × 300 s / contacts that left in the trailing five minutes",
            c -> 300 * ratio(c.level(Measure.QUEUE_WAITING).atEnd(), c.count(QUEUE_LEFT_TRAILING))),

    INTERVAL_OFFERED(
            Measurement.QUEUE_INTERVAL,
            "offered",
            Unit.NUMBER,
            Kind.COUNT,
            "contacts that entered the queue in the interval",
            c -> c.count(Measure.INTERVAL_OFFERED)),
    INTERVAL_ANSWERED(
            Measurement.QUEUE_INTERVAL,
            "answered",
            Unit.NUMBER,
            Kind.COUNT,
            "of these, taken by an agent, whenever that was",
            c -> c.count(Measure.INTERVAL_ANSWERED)),
    INTERVAL_ABANDONED(
            Measurement.QUEUE_INTERVAL,
            "abandoned",
            Unit.NUMBER,
            Kind.COUNT,
            "of these, left unanswered by the customer",
            c -> c.count(Measure.INTERVAL_ABANDONED)),
    INTERVAL_SHORT_ABANDONED(
            Measurement.QUEUE_INTERVAL,
            "short_abandoned",
            Unit.NUMBER,
            Kind.COUNT,
            "of these, within the short-abandon limit",
            c -> c.count(Measure.INTERVAL_SHORT_ABANDONED)),
    INTERVAL_TRANSFERRED(
            Measurement.QUEUE_INTERVAL,
            "transferred",
            Unit.NUMBER,
            Kind.COUNT,
            "of the offered, left unanswered for another queue, or with a case that was merged or deleted",
            c -> c.count(Measure.INTERVAL_TRANSFERRED)),
    INTERVAL_MISSED(
            Measurement.QUEUE_INTERVAL,
            "missed",
            Unit.NUMBER,
            Kind.COUNT,
            "offers of these contacts that an agent did not take",
            c -> c.count(Measure.INTERVAL_MISSED)),
    INTERVAL_ANSWERED_IN_THRESHOLD(
            Measurement.QUEUE_INTERVAL,
            "answered_in_threshold",
            Unit.NUMBER,
            Kind.COUNT,
            "of the offered, answered within the service-level threshold",
            c -> c.count(Measure.INTERVAL_ANSWERED_IN_THRESHOLD)),
    INTERVAL_ABANDONED_IN_THRESHOLD(
            Measurement.QUEUE_INTERVAL,
            "abandoned_in_threshold",
            Unit.NUMBER,
            Kind.COUNT,
            "of the offered, abandoned within the service-level threshold",
            c -> c.count(Measure.INTERVAL_ABANDONED_IN_THRESHOLD)),
    INTERVAL_SERVICE_LEVEL(
            Measurement.QUEUE_INTERVAL,
            "service_level",
            Unit.SHARE,
            Kind.RATIO,
            "answered in threshold / (answered + abandoned − short abandoned), formula F6, by enqueue time",
            c -> ratio(
                    c.count(Measure.INTERVAL_ANSWERED_IN_THRESHOLD),
                    c.count(Measure.INTERVAL_ANSWERED)
                            + c.count(Measure.INTERVAL_ABANDONED)
                            - c.count(Measure.INTERVAL_SHORT_ABANDONED))),
    INTERVAL_MAX_WAITING(
            Measurement.QUEUE_INTERVAL,
            "max_waiting",
            Unit.NUMBER,
            Kind.LEVEL,
            "most contacts in the queue at one moment of the interval",
            c -> c.level(INTERVAL_WAITING).max()),
    INTERVAL_WAITING_AT_END(
            Measurement.QUEUE_INTERVAL,
            "waiting_at_end",
            Unit.NUMBER,
            Kind.LEVEL,
            "contacts in the queue when the interval ended",
            c -> c.level(INTERVAL_WAITING).atEnd()),
    INTERVAL_WAIT_MEAN(
            Measurement.QUEUE_INTERVAL,
            "wait_mean_s",
            Unit.SECONDS,
            Kind.TIMING,
            "mean wait of the answered (ASA)",
            c -> seconds(c.timing(INTERVAL_WAIT).mean())),
    INTERVAL_WAIT_P50(
            Measurement.QUEUE_INTERVAL,
            "wait_p50_s",
            Unit.SECONDS,
            Kind.TIMING,
            "median of the same, within 1 %",
            c -> seconds(c.timing(INTERVAL_WAIT).quantile(0.50))),
    INTERVAL_WAIT_P90(
            Measurement.QUEUE_INTERVAL,
            "wait_p90_s",
            Unit.SECONDS,
            Kind.TIMING,
            "90th percentile of the same, within 1 %",
            c -> seconds(c.timing(INTERVAL_WAIT).quantile(0.90))),
    INTERVAL_WAIT_P95(
            Measurement.QUEUE_INTERVAL,
            "wait_p95_s",
            Unit.SECONDS,
            Kind.TIMING,
            "95th percentile of the same, within 1 %",
            c -> seconds(c.timing(INTERVAL_WAIT).quantile(0.95))),
    INTERVAL_WAIT_MAX(
            Measurement.QUEUE_INTERVAL,
            "wait_max_s",
            Unit.SECONDS,
            Kind.TIMING,
            "longest wait, answered or not",
            c -> longest(c, INTERVAL_WAIT, INTERVAL_WAIT_LOST)),
    INTERVAL_HANDLE_MEAN(
            Measurement.QUEUE_INTERVAL,
            "handle_mean_s",
            Unit.SECONDS,
            Kind.TIMING,
            "mean of assigned to ended plus wrap-up (AHT)",
            c -> seconds(c.timing(INTERVAL_HANDLE).mean())),
    INTERVAL_HANDLE_P90(
            Measurement.QUEUE_INTERVAL,
            "handle_p90_s",
            Unit.SECONDS,
            Kind.TIMING,
            "90th percentile of the same, within 1 %",
            c -> seconds(c.timing(INTERVAL_HANDLE).quantile(0.90))),
    INTERVAL_ABANDON_RATE(
            Measurement.QUEUE_INTERVAL,
            "abandon_rate",
            Unit.SHARE,
            Kind.RATIO,
            "abandoned / offered, by enqueue time",
            c -> ratio(c.count(Measure.INTERVAL_ABANDONED), c.count(Measure.INTERVAL_OFFERED))),

    CASES_CREATED(
            Measurement.CASES,
            "created",
            Unit.NUMBER,
            Kind.COUNT,
            "tickets and chats that began",
            c -> c.count(Measure.CASES_CREATED)),
    CASES_SOLVED(
            Measurement.CASES,
            "solved",
            Unit.NUMBER,
            Kind.COUNT,
            "cases that became solved, or closed without having been solved",
            c -> c.count(Measure.CASES_SOLVED)),
    CASES_REOPENED(
            Measurement.CASES,
            "reopened",
            Unit.NUMBER,
            Kind.COUNT,
            "solved cases that became unsolved again",
            c -> c.count(Measure.CASES_REOPENED)),
    CASES_CLOSED(
            Measurement.CASES,
            "closed",
            Unit.NUMBER,
            Kind.COUNT,
            "cases that became closed, finished chats among them",
            c -> c.count(Measure.CASES_CLOSED)),
    CASES_MERGED(
            Measurement.CASES,
            "merged",
            Unit.NUMBER,
            Kind.COUNT,
            "cases that were merged into another",
            c -> c.count(Measure.CASES_MERGED)),
    CASES_DELETED(
            Measurement.CASES,
            "deleted",
            Unit.NUMBER,
            Kind.COUNT,
            "cases that were deleted, spam among them",
            c -> c.count(Measure.CASES_DELETED)),
    CASES_OPEN(
            Measurement.CASES,
            "open",
            Unit.NUMBER,
            Kind.LEVEL,
            "cases that are new or open at the window's end",
            c -> c.level(Measure.CASES_OPEN).atEnd()),
    CASES_WAITING_CUSTOMER(
            Measurement.CASES,
            "waiting_customer",
            Unit.NUMBER,
            Kind.LEVEL,
            "cases that wait for the customer",
            c -> c.level(Measure.CASES_WAITING_CUSTOMER).atEnd()),
    CASES_WAITING_THIRD_PARTY(
            Measurement.CASES,
            "waiting_third_party",
            Unit.NUMBER,
            Kind.LEVEL,
            "cases that wait for somebody else",
            c -> c.level(Measure.CASES_WAITING_THIRD_PARTY).atEnd()),
    CASES_UNASSIGNED(
            Measurement.CASES, "unassigned", Unit.NUMBER, Kind.LEVEL, "unsolved tickets without an agent", c -> c.level(
                            Measure.CASES_UNASSIGNED)
                    .atEnd()),
    CASES_OLDEST_OPEN(
            Measurement.CASES,
            "oldest_open_s",
            Unit.SECONDS,
            Kind.LEVEL,
            "time since the oldest open case was created; 0 for none",
            c -> c.level(Measure.CASES_OPEN).oldestAgeAt(c.end()) / 1000.0),
    CASES_NET_FLOW(
            Measurement.CASES,
            "net_flow",
            Unit.NUMBER,
            Kind.COUNT,
            "growth of the unsolved backlog: cases that are new, open or waiting at the window's end less those at its start",
            c -> c.count(Measure.CASES_NET_FLOW)),
    CASES_ONE_TOUCH(
            Measurement.CASES,
            "one_touch",
            Unit.NUMBER,
            Kind.COUNT,
            "solved with exactly one public agent reply",
            c -> c.count(Measure.CASES_ONE_TOUCH)),
    CASES_TRANSFERS(
            Measurement.CASES,
            "transfers",
            Unit.NUMBER,
            Kind.COUNT,
            "moves of a case to another queue",
            c -> c.count(Measure.CASES_TRANSFERS)),

    AGENTS_ONLINE(Measurement.AGENTS, "online", Unit.NUMBER, Kind.LEVEL, "agents who are not offline", c -> c.level(
                    Measure.AGENTS_ONLINE)
            .atEnd()),
    AGENTS_AVAILABLE(
            Measurement.AGENTS, "available", Unit.NUMBER, Kind.LEVEL, "agents whose state is available", c -> c.level(
                            Measure.AGENTS_AVAILABLE)
                    .atEnd()),
    AGENTS_AWAY(Measurement.AGENTS, "away", Unit.NUMBER, Kind.LEVEL, "agents whose state is away", c -> c.level(
                    Measure.AGENTS_AWAY)
            .atEnd()),
    AGENTS_ON_CONTACT(
            Measurement.AGENTS,
            "on_contact",
            Unit.NUMBER,
            Kind.LEVEL,
            "agents with at least one contact that they took since they were last offline",
            c -> c.level(Measure.AGENTS_ON_CONTACT).atEnd()),
    AGENTS_SLOTS(
            Measurement.AGENTS,
            "slots",
            Unit.NUMBER,
            Kind.LEVEL,
            "contacts that online agents could take at once",
            c -> c.level(Measure.AGENTS_SLOTS).atEnd()),
    AGENTS_SLOTS_USED(
            Measurement.AGENTS,
            "slots_used",
            Unit.NUMBER,
            Kind.LEVEL,
            "contacts with an agent, the same as queue.in_service, by agent",
            c -> c.level(Measure.AGENTS_SLOTS_USED).atEnd()),
    AGENTS_OCCUPANCY(
            Measurement.AGENTS,
            "occupancy",
            Unit.SHARE,
            Kind.RATIO,
            "time on contact / (time on contact + time available and idle); two contacts at once count once",
            c -> ratio(
                    c.level(Measure.AGENTS_ON_CONTACT).integralMs(),
                    c.level(Measure.AGENTS_ON_CONTACT).integralMs()
                            + c.level(AGENTS_IDLE).integralMs())),

    SENTIMENT_COUNT(
            Measurement.SENTIMENT, "count", Unit.NUMBER, Kind.TIMING, "messages scored", c -> c.timing(SENTIMENT_SCORE)
                    .count()),
    SENTIMENT_MEAN(
            Measurement.SENTIMENT,
            "mean",
            Unit.SCORE,
            Kind.TIMING,
            "mean score, −1 to 1",
            c -> c.timing(SENTIMENT_SCORE).mean() / 1e6),
    SENTIMENT_NEGATIVE(
            Measurement.SENTIMENT,
            "negative",
            Unit.NUMBER,
            Kind.COUNT,
            "messages with a score of −0.3 or less",
            c -> c.count(Measure.SENTIMENT_NEGATIVE)),
    SENTIMENT_NEGATIVE_SHARE(
            Measurement.SENTIMENT,
            "negative_share",
            Unit.SHARE,
            Kind.RATIO,
            "negative / count",
            c -> ratio(
                    c.count(Measure.SENTIMENT_NEGATIVE),
                    c.timing(SENTIMENT_SCORE).count())),
    SENTIMENT_POSITIVE(
            Measurement.SENTIMENT,
            "positive",
            Unit.NUMBER,
            Kind.COUNT,
            "messages with a score of 0.3 or more",
            c -> c.count(Measure.SENTIMENT_POSITIVE)),

    SATISFACTION_REQUESTED(
            Measurement.SATISFACTION,
            "requested",
            Unit.NUMBER,
            Kind.COUNT,
            "surveys sent",
            c -> c.count(Measure.SATISFACTION_REQUESTED)),
    SATISFACTION_RATED(Measurement.SATISFACTION, "rated", Unit.NUMBER, Kind.TIMING, "surveys answered", c -> c.timing(
                    SATISFACTION_SCORE)
            .count()),
    SATISFACTION_SATISFIED(
            Measurement.SATISFACTION,
            "satisfied",
            Unit.NUMBER,
            Kind.COUNT,
            "answers in the scale's top two fifths (CSAT, CES) or 9–10 (NPS)",
            c -> c.count(Measure.SATISFACTION_SATISFIED)),
    SATISFACTION_CSAT(
            Measurement.SATISFACTION,
            "csat",
            Unit.SHARE,
            Kind.RATIO,
            "satisfied / rated",
            c -> ratio(
                    c.count(Measure.SATISFACTION_SATISFIED),
                    c.timing(SATISFACTION_SCORE).count())),
    SATISFACTION_NPS(
            Measurement.SATISFACTION,
            "nps",
            Unit.POINTS,
            Kind.RATIO,
            "100 × (promoters − detractors) / rated; for kind NPS alone",
            c -> c.key().tags().contains("NPS")
                    ? 100
                            * ratio(
                                    c.count(Measure.SATISFACTION_SATISFIED) - c.count(SATISFACTION_DISSATISFIED),
                                    c.timing(SATISFACTION_SCORE).count())
                    : Double.NaN),
    SATISFACTION_MEAN(
            Measurement.SATISFACTION,
            "mean",
            Unit.SCORE,
            Kind.TIMING,
            "mean answer, in the scale's own unit",
            c -> c.timing(SATISFACTION_SCORE).mean() / 1e6),

    PIPELINE_EVENTS(
            Measurement.PIPELINE,
            "events",
            Unit.NUMBER,
            Kind.COUNT,
            "events taken in",
            c -> c.count(Measure.PIPELINE_EVENTS)),
    PIPELINE_REJECTED(
            Measurement.PIPELINE,
            "rejected",
            Unit.NUMBER,
            Kind.COUNT,
            "records rejected, by reason",
            c -> c.count(Measure.PIPELINE_REJECTED)),
    PIPELINE_DUPLICATES(
            Measurement.PIPELINE,
            "duplicates",
            Unit.NUMBER,
            Kind.COUNT,
            "events that had been seen before",
            c -> c.count(Measure.PIPELINE_DUPLICATES)),
    PIPELINE_LATE(
            Measurement.PIPELINE,
            "late",
            Unit.NUMBER,
            Kind.COUNT,
            "events that came behind the watermark and were folded as a correction",
            c -> c.count(Measure.PIPELINE_LATE)),
    PIPELINE_LAG(
            Measurement.PIPELINE,
            "watermark_lag_s",
            Unit.SECONDS,
            Kind.TIMING,
            "wall clock minus the time of the records read, the most of the window; live only",
            c -> seconds(c.timing(Measure.PIPELINE_LAG).max())),
    PIPELINE_UNSCORED(
            Measurement.PIPELINE,
            "unscored",
            Unit.NUMBER,
            Kind.COUNT,
            "messages whose language the scorer does not know",
            c -> c.count(Measure.PIPELINE_UNSCORED)),
    PIPELINE_OTHER_VALUES(
            Measurement.PIPELINE,
            "other_values",
            Unit.NUMBER,
            Kind.COUNT,
            "values of a dimension beyond its limit, counted under other; the reason is the dimension",
            c -> c.count(Measure.PIPELINE_OTHER_VALUES));

    /** What the numbers of a metric are. */
    public enum Unit {
        /** A whole number of things. */
        NUMBER,
        SECONDS,
        /** 0 to 1. */
        SHARE,
        /** −1 to 1, or a survey's own scale. */
        SCORE,
        /** −100 to 100. */
        POINTS
    }

    /** How a metric comes about, and so how it may be summed: counts add up, the rest does not. */
    public enum Kind {
        COUNT,
        TIMING,
        LEVEL,
        RATIO
    }

    private static final Map<String, Metric> BY_NAME = new HashMap<>();
    private static final Map<Measurement, List<Metric>> BY_MEASUREMENT = new EnumMap<>(Measurement.class);

    static {
        for (Measurement measurement : Measurement.values()) {
            BY_MEASUREMENT.put(measurement, new ArrayList<>());
        }
        for (Metric metric : values()) {
            BY_NAME.put(metric.fullName(), metric);
            BY_MEASUREMENT.get(metric.measurement).add(metric);
        }
        BY_MEASUREMENT.replaceAll((measurement, metrics) -> List.copyOf(metrics));
    }

    private final Measurement measurement;
    private final String field;
    private final Unit unit;
    private final Kind kind;
    private final String meaning;
    private final ToDoubleFunction<Cell> readOut;

    Metric(
            Measurement measurement,
            String field,
            Unit unit,
            Kind kind,
            String meaning,
            ToDoubleFunction<Cell> readOut) {
        this.measurement = measurement;
        this.field = field;
        this.unit = unit;
        this.kind = kind;
        this.meaning = meaning;
        this.readOut = readOut;
    }

    public Measurement measurement() {
        return measurement;
    }

    /** Field key in InfluxDB. */
    public String field() {
        return field;
    }

    public Unit unit() {
        return unit;
    }

    public Kind kind() {
        return kind;
    }

    /** One sentence for tiles, docs and alerts. */
    public String meaning() {
        return meaning;
    }

    /** {@code measurement.field}, as rules name it. */
    public String fullName() {
        return measurement.wireName() + "." + field;
    }

    /** The value in a cell, NaN where there is none (no denominator, no values). */
    public double value(Cell cell) {
        return readOut.applyAsDouble(cell);
    }

    /** All metrics of a measurement, in the order of the catalogue. */
    public static List<Metric> of(Measurement measurement) {
        return BY_MEASUREMENT.get(measurement);
    }

    /** The metric of that full name, or null. */
    public static Metric byFullName(String name) {
        return BY_NAME.get(name);
    }

    private static double ratio(long part, long whole) {
        return whole == 0 ? Double.NaN : (double) part / whole;
    }

    private static double seconds(double millis) {
        return millis / 1000;
    }

    private static double longest(Cell cell, Measure one, Measure other) {
        double a = cell.timing(one).max();
        double b = cell.timing(other).max();
        return seconds(Double.isNaN(a) ? b : Double.isNaN(b) ? a : Math.max(a, b));
    }
}
