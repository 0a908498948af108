package io.bellwether.metric;

import io.bellwether.state.CodeTable;
import io.bellwether.state.Coded;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What is observed: the quantity of one {@link Observation}. {@link Metric} names what is read out of them.
 *
 * <p>All values are whole numbers, so that sums do not depend on the order of addition: durations in milliseconds,
 * scores in millionths. State refers to constants by their codes, which never change nor are used again.
 */
public enum Measure implements Coded {
    SLA_MET(0, Measurement.SLA, Kind.COUNT),
    SLA_BREACHED(1, Measurement.SLA, Kind.COUNT),
    SLA_RETRACTED(2, Measurement.SLA, Kind.COUNT),
    /** Consumed time of an instance that was fulfilled, ms. */
    SLA_CONSUMED(3, Measurement.SLA, Kind.TIMING),
    SLA_RUNNING(4, Measurement.SLA, Kind.LEVEL),
    SLA_AT_RISK(5, Measurement.SLA, Kind.LEVEL),
    SLA_OVERDUE(6, Measurement.SLA, Kind.LEVEL),

    QUEUE_OFFERED(7, Measurement.QUEUE, Kind.COUNT),
    QUEUE_ANSWERED(8, Measurement.QUEUE, Kind.COUNT),
    QUEUE_ABANDONED(9, Measurement.QUEUE, Kind.COUNT),
    QUEUE_SHORT_ABANDONED(10, Measurement.QUEUE, Kind.COUNT),
    QUEUE_TRANSFERRED(11, Measurement.QUEUE, Kind.COUNT),
    QUEUE_MISSED(12, Measurement.QUEUE, Kind.COUNT),
    QUEUE_ANSWERED_IN_THRESHOLD(13, Measurement.QUEUE, Kind.COUNT),
    QUEUE_ABANDONED_IN_THRESHOLD(14, Measurement.QUEUE, Kind.COUNT),
    /** Wait of an answered contact, ms, at its answer. */
    QUEUE_WAIT(15, Measurement.QUEUE, Kind.TIMING),
    /** Wait of a contact that left without an answer, ms, at its leaving. */
    QUEUE_WAIT_LOST(16, Measurement.QUEUE, Kind.TIMING),
    /** Assigned to ended, plus wrap-up, ms. */
    QUEUE_HANDLE(17, Measurement.QUEUE, Kind.TIMING),
    QUEUE_WAITING(18, Measurement.QUEUE, Detail.OLDEST),
    QUEUE_IN_SERVICE(19, Measurement.QUEUE, Kind.LEVEL),

    INTERVAL_OFFERED(21, Measurement.QUEUE_INTERVAL, Kind.COUNT),
    INTERVAL_ANSWERED(22, Measurement.QUEUE_INTERVAL, Kind.COUNT),
    INTERVAL_ABANDONED(23, Measurement.QUEUE_INTERVAL, Kind.COUNT),
    INTERVAL_SHORT_ABANDONED(24, Measurement.QUEUE_INTERVAL, Kind.COUNT),
    INTERVAL_TRANSFERRED(25, Measurement.QUEUE_INTERVAL, Kind.COUNT),
    INTERVAL_MISSED(26, Measurement.QUEUE_INTERVAL, Kind.COUNT),
    INTERVAL_ANSWERED_IN_THRESHOLD(27, Measurement.QUEUE_INTERVAL, Kind.COUNT),
    INTERVAL_ABANDONED_IN_THRESHOLD(28, Measurement.QUEUE_INTERVAL, Kind.COUNT),
    INTERVAL_WAIT(29, Measurement.QUEUE_INTERVAL, Kind.TIMING),
    INTERVAL_WAIT_LOST(30, Measurement.QUEUE_INTERVAL, Kind.TIMING),
    INTERVAL_HANDLE(31, Measurement.QUEUE_INTERVAL, Kind.TIMING),
    /** By the time of the change, unlike the counts of its measurement, which are by enqueue time. */
    INTERVAL_WAITING(32, Measurement.QUEUE_INTERVAL, Detail.COURSE),

    CASES_CREATED(33, Measurement.CASES, Kind.COUNT),
    CASES_SOLVED(34, Measurement.CASES, Kind.COUNT),
    CASES_REOPENED(35, Measurement.CASES, Kind.COUNT),
    CASES_CLOSED(36, Measurement.CASES, Kind.COUNT),
    CASES_MERGED(37, Measurement.CASES, Kind.COUNT),
    CASES_ONE_TOUCH(38, Measurement.CASES, Kind.COUNT),
    CASES_TRANSFERS(39, Measurement.CASES, Kind.COUNT),
    /** NEW or OPEN, since the case was created. */
    CASES_OPEN(40, Measurement.CASES, Detail.AGES),
    /** Since the case was created, as those that are open: together they are the backlog by age. */
    CASES_WAITING_CUSTOMER(41, Measurement.CASES, Detail.AGES),
    /** Since the case was created. */
    CASES_WAITING_THIRD_PARTY(42, Measurement.CASES, Detail.AGES),
    CASES_UNASSIGNED(43, Measurement.CASES, Kind.LEVEL),

    AGENTS_ONLINE(44, Measurement.AGENTS, Detail.COURSE),
    AGENTS_AVAILABLE(45, Measurement.AGENTS, Kind.LEVEL),
    AGENTS_AWAY(46, Measurement.AGENTS, Kind.LEVEL),
    AGENTS_ON_CONTACT(47, Measurement.AGENTS, Detail.COURSE),
    /** Available, on no contact and at no wrap-up: the idle time of occupancy. */
    AGENTS_IDLE(48, Measurement.AGENTS, Detail.COURSE),
    AGENTS_SLOTS(49, Measurement.AGENTS, Kind.LEVEL),
    AGENTS_SLOTS_USED(50, Measurement.AGENTS, Kind.LEVEL),

    /** Score of a message, millionths of −1..1. */
    SENTIMENT_SCORE(51, Measurement.SENTIMENT, Kind.TIMING),
    SENTIMENT_NEGATIVE(52, Measurement.SENTIMENT, Kind.COUNT),
    SENTIMENT_POSITIVE(53, Measurement.SENTIMENT, Kind.COUNT),

    SATISFACTION_REQUESTED(54, Measurement.SATISFACTION, Kind.COUNT),
    SATISFACTION_SATISFIED(55, Measurement.SATISFACTION, Kind.COUNT),
    SATISFACTION_DISSATISFIED(56, Measurement.SATISFACTION, Kind.COUNT),
    /** The answer, millionths of the scale's own unit. */
    SATISFACTION_SCORE(57, Measurement.SATISFACTION, Kind.TIMING),

    PIPELINE_EVENTS(58, Measurement.PIPELINE, Kind.COUNT),
    PIPELINE_REJECTED(59, Measurement.PIPELINE, Kind.COUNT),
    PIPELINE_DUPLICATES(60, Measurement.PIPELINE, Kind.COUNT),
    PIPELINE_LATE(61, Measurement.PIPELINE, Kind.COUNT),
    PIPELINE_UNSCORED(62, Measurement.PIPELINE, Kind.COUNT),
    /** Wall clock minus the time of a record read, ms; live only. */
    PIPELINE_LAG(63, Measurement.PIPELINE, Kind.TIMING),

    CASES_DELETED(64, Measurement.CASES, Kind.COUNT),
    /** Unsolved cases at a window's end less those at its start; derived by the rollup, never observed. */
    CASES_NET_FLOW(65, Measurement.CASES, Kind.COUNT),
    /** Values beyond the limit of their dimension that were counted under {@code other}. */
    PIPELINE_OTHER_VALUES(66, Measurement.PIPELINE, Kind.COUNT),
    /** Contacts that an agent took or was given: as many handle times come, and then the interval is final. */
    INTERVAL_SERVED(67, Measurement.QUEUE_INTERVAL, Kind.COUNT),
    /** Records that Kafka deleted before they were read; live only. */
    PIPELINE_GONE(68, Measurement.PIPELINE, Kind.COUNT),
    /** What customers did that nobody watches, for as much is known of them as is kept of one. */
    PIPELINE_UNWATCHED(243, Measurement.PIPELINE, Kind.COUNT),
    /** Points that are not stored yet, at a look; live only, as are the two that follow. */
    PIPELINE_POINTS_WAITING(244, Measurement.PIPELINE, Kind.TIMING),
    PIPELINE_POINTS_REJECTED(245, Measurement.PIPELINE, Kind.COUNT),
    PIPELINE_POINTS_LOST(246, Measurement.PIPELINE, Kind.COUNT),

    /** Solved, and moved to another queue before. */
    CASES_TRANSFERRED(160, Measurement.CASES, Kind.COUNT),
    /** Solved, and escalated before. */
    CASES_ESCALATED(138, Measurement.CASES, Kind.COUNT),
    /** Moves to a higher tier. */
    CASES_ESCALATIONS(140, Measurement.CASES, Kind.COUNT),

    /** Trend of a customer's sentiment over a case that was solved, millionths of −100..100. */
    TREND_POINTS(132, Measurement.TREND, Kind.TIMING),
    TREND_IMPROVING(133, Measurement.TREND, Kind.COUNT),
    TREND_SLIGHTLY_IMPROVING(134, Measurement.TREND, Kind.COUNT),
    TREND_FLAT(135, Measurement.TREND, Kind.COUNT),
    TREND_SLIGHTLY_DECLINING(136, Measurement.TREND, Kind.COUNT),
    TREND_DECLINING(137, Measurement.TREND, Kind.COUNT),

    /** Solved cases whose customer has not come back, and those whose has, as long as that is not for good. */
    RESOLUTION_PENDING(142, Measurement.RESOLUTION, Kind.LEVEL),
    RESOLUTION_RETURNED(143, Measurement.RESOLUTION, Kind.LEVEL),
    /** The same for good, when it is. */
    RESOLUTION_RESOLVED(144, Measurement.RESOLUTION, Kind.COUNT),
    RESOLUTION_UNRESOLVED(145, Measurement.RESOLUTION, Kind.COUNT),
    /** Customers begin a case, or come back to one that was solved. */
    RESOLUTION_CONTACTS(146, Measurement.RESOLUTION, Kind.COUNT),
    /** Of these, about what had been solved. */
    RESOLUTION_REPEATS(147, Measurement.RESOLUTION, Kind.COUNT),

    BOT_SESSIONS(148, Measurement.BOTS, Kind.COUNT),
    BOT_CONTAINED(149, Measurement.BOTS, Kind.COUNT),
    BOT_HANDED_OFF(150, Measurement.BOTS, Kind.COUNT),
    BOT_LEFT(151, Measurement.BOTS, Kind.COUNT),
    BOT_RUNNING(152, Measurement.BOTS, Kind.LEVEL),

    /** Ratings that there is a reason to doubt. */
    DOUBT_RATINGS(153, Measurement.DOUBT, Kind.COUNT),
    DOUBT_SATISFIED(154, Measurement.DOUBT, Kind.COUNT),

    /** Cases at the time of their first solving; so are those that follow. */
    COHORT_SOLVED(161, Measurement.CASES_INTERVAL, Kind.COUNT),
    COHORT_REOPENED(162, Measurement.CASES_INTERVAL, Kind.COUNT),
    COHORT_ONE_TOUCH(163, Measurement.CASES_INTERVAL, Kind.COUNT),
    COHORT_TRANSFERRED(164, Measurement.CASES_INTERVAL, Kind.COUNT),
    COHORT_ESCALATED(127, Measurement.CASES_INTERVAL, Kind.COUNT),

    /** Surveys at the time of their request; so are those that follow. */
    SURVEYS_REQUESTED(128, Measurement.SATISFACTION_INTERVAL, Kind.COUNT),
    SURVEYS_SATISFIED(129, Measurement.SATISFACTION_INTERVAL, Kind.COUNT),
    SURVEYS_DISSATISFIED(130, Measurement.SATISFACTION_INTERVAL, Kind.COUNT),
    SURVEYS_SCORE(131, Measurement.SATISFACTION_INTERVAL, Kind.TIMING),

    CASES_DEPARTMENT_TRANSFERS(110, Measurement.CASES, Kind.COUNT),

    /** What units of today come to, in thousandths: 1,000 for a success, milliseconds of a time. */
    PLATFORM_NUMERATOR(120, Measurement.PLATFORM, Kind.LEVEL),
    /** Units of today. */
    PLATFORM_DENOMINATOR(121, Measurement.PLATFORM, Kind.LEVEL),
    /** The same of the days that tomorrow's official figure looks back at, today's part with them. */
    PLATFORM_TRAILING_NUMERATOR(122, Measurement.PLATFORM, Kind.LEVEL),
    PLATFORM_TRAILING_DENOMINATOR(123, Measurement.PLATFORM, Kind.LEVEL),
    /** Sum of the squares of these units' values, in thousandths. */
    PLATFORM_TRAILING_SQUARES(124, Measurement.PLATFORM, Kind.LEVEL),
    /** Units of the last seven whole days. */
    PLATFORM_USUAL(125, Measurement.PLATFORM, Kind.LEVEL),
    /** Rounds that wait and will harm the indicator if nobody replies in time. */
    PLATFORM_AT_RISK(126, Measurement.PLATFORM, Kind.LEVEL),

    /** Contacts that left unanswered and count as met in the service level, by the formula of their queue. */
    QUEUE_LOST_MET(70, Measurement.QUEUE, Kind.COUNT),
    /** The same, counting as unmet. */
    QUEUE_LOST_UNMET(71, Measurement.QUEUE, Kind.COUNT),
    INTERVAL_LOST_MET(72, Measurement.QUEUE_INTERVAL, Kind.COUNT),
    INTERVAL_LOST_UNMET(73, Measurement.QUEUE_INTERVAL, Kind.COUNT),
    /** Waiting for longer than their service level's threshold. */
    QUEUE_WAITING_OVER_THRESHOLD(74, Measurement.QUEUE, Kind.LEVEL),
    /** Left unanswered by the queue's own rules, those that timed out included. */
    QUEUE_OVERFLOW(75, Measurement.QUEUE, Kind.COUNT),
    QUEUE_TIMED_OUT(76, Measurement.QUEUE, Kind.COUNT),
    QUEUE_TRANSFERRED_IN(77, Measurement.QUEUE, Kind.COUNT),
    QUEUE_TRANSFERRED_OUT(78, Measurement.QUEUE, Kind.COUNT),
    QUEUE_TRANSFERRED_EXTERNAL(79, Measurement.QUEUE, Kind.COUNT),
    QUEUE_HANDED_OVER(80, Measurement.QUEUE, Kind.COUNT),
    INTERVAL_OVERFLOW(81, Measurement.QUEUE_INTERVAL, Kind.COUNT),
    INTERVAL_TIMED_OUT(82, Measurement.QUEUE_INTERVAL, Kind.COUNT),
    INTERVAL_TRANSFERRED_IN(83, Measurement.QUEUE_INTERVAL, Kind.COUNT),
    INTERVAL_TRANSFERRED_OUT(84, Measurement.QUEUE_INTERVAL, Kind.COUNT),
    INTERVAL_TRANSFERRED_EXTERNAL(85, Measurement.QUEUE_INTERVAL, Kind.COUNT),
    INTERVAL_HANDED_OVER(86, Measurement.QUEUE_INTERVAL, Kind.COUNT),
    /** Left the queue unanswered to be called back. */
    QUEUE_CALLBACK(87, Measurement.QUEUE, Kind.COUNT),
    INTERVAL_CALLBACK(88, Measurement.QUEUE_INTERVAL, Kind.COUNT),
    QUEUE_CALLBACKS_REQUESTED(89, Measurement.QUEUE, Kind.COUNT),
    QUEUE_CALLBACKS_SCHEDULED(90, Measurement.QUEUE, Kind.COUNT),
    QUEUE_CALLBACKS_COMPLETED(91, Measurement.QUEUE, Kind.COUNT),
    QUEUE_CALLBACKS_FAILED(92, Measurement.QUEUE, Kind.COUNT),
    /** Asked for, and neither came about nor failed. */
    QUEUE_CALLBACKS_OPEN(93, Measurement.QUEUE, Kind.LEVEL),
    /** Of these, with an agreed time. */
    QUEUE_CALLBACKS_PLANNED(94, Measurement.QUEUE, Kind.LEVEL),

    /** How long contacts were held, ms, at their end. */
    QUEUE_HOLD_TIME(170, Measurement.QUEUE, Kind.COUNT),
    /** Work after the contact, ms, at its end; also part of {@link #QUEUE_HANDLE}. */
    QUEUE_WRAP_UP_TIME(171, Measurement.QUEUE, Kind.COUNT),
    /** Contacts whose wrap-up is known, at their end. */
    QUEUE_WRAPPED_UP(172, Measurement.QUEUE, Kind.COUNT),
    INTERVAL_HOLD_TIME(173, Measurement.QUEUE_INTERVAL, Kind.COUNT),
    INTERVAL_WRAP_UP_TIME(174, Measurement.QUEUE_INTERVAL, Kind.COUNT),
    INTERVAL_WRAPPED_UP(175, Measurement.QUEUE_INTERVAL, Kind.COUNT),
    /** First message of a chat's customer to the first of an agent, ms, at that of the agent. */
    QUEUE_CHAT_WAIT(176, Measurement.QUEUE, Kind.TIMING),
    /** First unanswered message of a chat's customer to an agent's next, ms, at that of the agent. */
    QUEUE_CHAT_RESPONSE(177, Measurement.QUEUE, Kind.TIMING),
    /** Chats that ended with a customer to whom no agent ever wrote. */
    QUEUE_MISSED_CHATS(178, Measurement.QUEUE, Kind.COUNT),
    /** Agents who are online, not away, and serve the queue. */
    QUEUE_STAFFED(179, Measurement.QUEUE, Kind.LEVEL),
    /** Handle times, ms, each part when it is told: of the contact at its end, of the wrap-up at the wrap-up's. */
    QUEUE_WORK_TIME(180, Measurement.QUEUE, Kind.COUNT),
    /** Contacts handled in the trailing half hour, or none where these are too few; derived by the rollup, never observed. */
    QUEUE_TRAILING_HANDLED(181, Measurement.QUEUE, Kind.COUNT),
    /** The work of these, ms. */
    QUEUE_TRAILING_WORK(182, Measurement.QUEUE, Kind.COUNT),

    /** Messages of customers that are about a topic. */
    TOPICS_MESSAGES(183, Measurement.TOPICS, Kind.COUNT),
    /** Of these, those that are scored. */
    TOPICS_SCORED(184, Measurement.TOPICS, Kind.COUNT),
    TOPICS_NEGATIVE(185, Measurement.TOPICS, Kind.COUNT),
    /** Cases that came to be of a category of a topic. */
    TOPICS_CASES(186, Measurement.TOPICS, Kind.COUNT),

    /** Of the open: NEW, so that nobody has looked at them. */
    CASES_NEW(187, Measurement.CASES, Kind.LEVEL),

    /** At work after a contact, and on none. */
    AGENTS_WRAP_UP(190, Measurement.AGENTS, Detail.COURSE),
    /** Contacts that agents have or wrap up. */
    AGENTS_SLOTS_TAKEN(191, Measurement.AGENTS, Detail.COURSE),
    /** Contacts that available agents could take beside these. */
    AGENTS_SLOTS_FREE(192, Measurement.AGENTS, Detail.COURSE),
    /** Not heard of again, though their state was told again and again before. */
    AGENTS_LOST(193, Measurement.AGENTS, Kind.LEVEL),
    AWAY_AGENTS(194, Measurement.AWAY, Kind.LEVEL),

    COACHING_CONTACTS(195, Measurement.COACHING, Kind.COUNT),
    /** As the clocks of the same names, ms. */
    COACHING_FIRST_REPLY(196, Measurement.COACHING, Kind.TIMING),
    /** First and next replies, ms. */
    COACHING_RESPONSE(197, Measurement.COACHING, Kind.TIMING),
    /** For how long an agent had a contact, ms. */
    COACHING_TALK(198, Measurement.COACHING, Kind.TIMING),
    /** Work after contacts, ms. */
    COACHING_WRAP_UP_TIME(199, Measurement.COACHING, Kind.COUNT),
    COACHING_MISSED(200, Measurement.COACHING, Kind.COUNT),
    COACHING_RATED(201, Measurement.COACHING, Kind.COUNT),
    COACHING_SATISFIED(202, Measurement.COACHING, Kind.COUNT),
    /** Score of an agent's own message, millionths of −1..1. */
    COACHING_MANNER(203, Measurement.COACHING, Kind.TIMING),
    COACHING_NEGATIVE(204, Measurement.COACHING, Kind.COUNT),
    COACHING_SOLVED(205, Measurement.COACHING, Kind.COUNT),
    COACHING_REOPENED(206, Measurement.COACHING, Kind.COUNT),

    /** Ended bot sessions when it is known whether their customers came to people soon after. */
    BOT_JUDGED(230, Measurement.BOTS, Kind.COUNT),
    /** Of these, contained, and they did not. */
    BOT_CONTAINED_STRICTLY(231, Measurement.BOTS, Kind.COUNT),

    HELP_VISITS(232, Measurement.SELF_SERVICE, Kind.COUNT),
    /** Visits when it is known that their customers began no case. */
    HELP_DEFLECTED(233, Measurement.SELF_SERVICE, Kind.COUNT),
    /** Of these, whose customers said that it helped. */
    HELP_CONFIRMED(234, Measurement.SELF_SERVICE, Kind.COUNT),
    /** The other visits. */
    HELP_CONTACTED(235, Measurement.SELF_SERVICE, Kind.COUNT),

    /** Days of customers that are watched, on which they were served or, having no case, ordered; they have not bought again. */
    AFTER_PENDING(236, Measurement.AFTER_SERVICE, Kind.LEVEL),
    /** The same of those who have. */
    AFTER_BOUGHT(237, Measurement.AFTER_SERVICE, Kind.LEVEL),
    /** The same for good, when the time is over. */
    AFTER_BOUGHT_AGAIN(238, Measurement.AFTER_SERVICE, Kind.COUNT),
    AFTER_NOT_AGAIN(239, Measurement.AFTER_SERVICE, Kind.COUNT),

    /** Contacts of those who are counted as staff of a queue, whatever queue they are of. */
    QUEUE_STAFFED_TAKEN(240, Measurement.QUEUE, Kind.LEVEL),

    /** Of the solved, those whose tier of support was known. */
    CASES_TIERED(241, Measurement.CASES, Kind.COUNT),
    /** The same of first solvings. */
    COHORT_TIERED(242, Measurement.CASES_INTERVAL, Kind.COUNT),

    /** Of the solved, those of whose queue, or of whose messages, nothing was told. */
    CASES_QUEUE_UNKNOWN(207, Measurement.CASES, Kind.COUNT),
    CASES_TALK_UNKNOWN(208, Measurement.CASES, Kind.COUNT),
    /** The same of first solvings. */
    COHORT_QUEUE_UNKNOWN(209, Measurement.CASES_INTERVAL, Kind.COUNT),
    COHORT_TALK_UNKNOWN(210, Measurement.CASES_INTERVAL, Kind.COUNT),

    /** Contacts that came within half an hour. */
    PLAN_LATELY(211, Measurement.PLAN, Kind.LEVEL),
    /** What a contact takes, ms. */
    PLAN_HANDLE(212, Measurement.PLAN, Kind.LEVEL),
    /** How long customers wait before they leave, ms; 0 where that is not known. */
    PLAN_PATIENCE(213, Measurement.PLAN, Kind.LEVEL),
    PLAN_REQUIRED(214, Measurement.PLAN, Kind.LEVEL),
    PLAN_STAFFED(215, Measurement.PLAN, Kind.LEVEL),
    /** 1 where it is known who is there. */
    PLAN_STAFF_KNOWN(216, Measurement.PLAN, Kind.LEVEL),
    /** Agents who are there; where no state of any is known those of the plan. */
    PLAN_AT_HAND(250, Measurement.PLAN, Kind.LEVEL),
    /** Contacts of the interval by the plan, and as it is corrected by what has come today; thousandths. */
    PLAN_ARRIVALS(217, Measurement.PLAN, Kind.LEVEL),
    PLAN_EXPECTED(218, Measurement.PLAN, Kind.LEVEL),
    /** 1 where the plan knows the interval. */
    PLAN_KNOWN(219, Measurement.PLAN, Kind.LEVEL),
    /** Most agents that are missing in an interval ahead, and when the first of these begins, epoch seconds. */
    PLAN_SHORT_AHEAD(220, Measurement.PLAN, Kind.LEVEL),
    PLAN_SHORT_FROM(221, Measurement.PLAN, Kind.LEVEL),
    /** 1 where the plan says who will be there. */
    PLAN_AHEAD_KNOWN(222, Measurement.PLAN, Kind.LEVEL),

    /** What a plan says of an interval; thousandths of contacts. */
    PLANNED_ARRIVALS(223, Measurement.PLAN_INTERVAL, Kind.COUNT),
    PLANNED_LOW(224, Measurement.PLAN_INTERVAL, Kind.COUNT),
    PLANNED_HIGH(225, Measurement.PLAN_INTERVAL, Kind.COUNT),
    PLANNED_REQUIRED(226, Measurement.PLAN_INTERVAL, Kind.COUNT),
    PLANNED_STAFFED(227, Measurement.PLAN_INTERVAL, Kind.COUNT),
    /** 1 for each of these that it says. */
    PLANNED_BAND_KNOWN(228, Measurement.PLAN_INTERVAL, Kind.COUNT),
    PLANNED_REQUIRED_KNOWN(229, Measurement.PLAN_INTERVAL, Kind.COUNT),
    PLANNED_STAFF_KNOWN(247, Measurement.PLAN_INTERVAL, Kind.COUNT),
    /** What came in it, once it is over. */
    PLANNED_OFFERED(248, Measurement.PLAN_INTERVAL, Kind.COUNT),
    PLANNED_OVER(249, Measurement.PLAN_INTERVAL, Kind.COUNT),
    /** 1 where the plan expects so many contacts; a roster by itself does not say. */
    PLANNED_ARRIVALS_KNOWN(251, Measurement.PLAN_INTERVAL, Kind.COUNT);

    /** By their codes in state. */
    public static final CodeTable<Measure> CODES = new CodeTable<>(Measure.class);

    private final int code;

    /** How observations of a measure are combined. */
    public enum Kind {
        /** Values are added. */
        COUNT,
        /** Count, sum, minimum, maximum and a mergeable quantile sketch. */
        TIMING,
        /** Changes (+n/−n) with the time since when; integrated, in order of time. */
        LEVEL
    }

    /** What is kept of a level beside its value at the end of each window. */
    private enum Detail {
        /** That alone. */
        NONE,
        /** Since when the things counted have been so. */
        OLDEST,
        /** The same, and how many of them are of which age. */
        AGES,
        /** At which moments of the window it changed. */
        COURSE
    }

    private static final Map<Kind, Map<Measurement, List<Measure>>> BY_KIND = new EnumMap<>(Kind.class);

    static {
        for (Kind kind : Kind.values()) {
            Map<Measurement, List<Measure>> ofKind = new EnumMap<>(Measurement.class);
            for (Measurement measurement : Measurement.values()) {
                List<Measure> measures = Stream.of(values())
                        .filter(measure -> measure.measurement == measurement && measure.kind == kind)
                        .toList();
                measures.forEach(measure -> measure.slot = measures.indexOf(measure));
                ofKind.put(measurement, measures);
            }
            BY_KIND.put(kind, ofKind);
        }
    }

    private final Measurement measurement;
    private final Kind kind;
    private final Detail detail;
    private int slot;

    Measure(int code, Measurement measurement, Kind kind) {
        this(code, measurement, kind, Detail.NONE);
    }

    Measure(int code, Measurement measurement, Detail detail) {
        this(code, measurement, Kind.LEVEL, detail);
    }

    Measure(int code, Measurement measurement, Kind kind, Detail detail) {
        this.code = code;
        this.measurement = measurement;
        this.kind = kind;
        this.detail = detail;
    }

    /** The measurement whose points it goes into. */
    public Measurement measurement() {
        return measurement;
    }

    /** The counts of a measurement, each at its {@link #slot}. */
    static List<Measure> counts(Measurement measurement) {
        return BY_KIND.get(Kind.COUNT).get(measurement);
    }

    /** The timings of a measurement, each at its {@link #slot}. */
    static List<Measure> timings(Measurement measurement) {
        return BY_KIND.get(Kind.TIMING).get(measurement);
    }

    /** The levels of a measurement, each at its {@link #slot}. */
    public static List<Measure> levels(Measurement measurement) {
        return BY_KIND.get(Kind.LEVEL).get(measurement);
    }

    /** Its place among the measures of the same measurement and kind, from 0. */
    int slot() {
        return slot;
    }

    /** How its observations are combined. */
    public Kind kind() {
        return kind;
    }

    /** Whether {@link Metric} reads since when the things that a level counts have been so; else that is not kept. */
    public boolean hasOldest() {
        return detail == Detail.OLDEST || detail == Detail.AGES;
    }

    /** Whether {@link Metric} reads how many of the things that a level counts are of which age. */
    public boolean hasAges() {
        return detail == Detail.AGES;
    }

    /**
     * Whether {@link Metric} reads a level's highest value or integral within a window. Else these are kept only where
     * {@link Windowing#courses} asks for them.
     */
    public boolean hasCourse() {
        return detail == Detail.COURSE;
    }

    @Override
    public int code() {
        return code;
    }
}
