package io.bellwether.platform;

import io.bellwether.event.Actor;
import io.bellwether.event.EventField;
import io.bellwether.event.EventType;
import io.bellwether.event.ServiceEvent;
import io.bellwether.event.Visibility;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Platforms' counting a second time, with hindsight: first it writes down every round, message and session of a chat with how it
 * ended, then it reads each indicator's formula off that list.
 */
final class NaivePlatform {

    private static final long NEVER = Long.MAX_VALUE;

    /** Something that waited: until a reply, or until it was closed without one, or given up as the bot's. */
    private static final class Wait {
        final long start;
        long reply = NEVER;
        long closed = NEVER;
        long dropped = NEVER;

        Wait(long start) {
            this.start = start;
        }
    }

    private static final class Session {
        long since = NEVER;
        long handoff = NEVER;
        long ended = NEVER;
        long firstReply = NEVER;
        /** The first behind the customer's first message. */
        long firstAnswer = NEVER;

        long closed = NEVER;
        long dropped = NEVER;
        final List<Wait> rounds = new ArrayList<>();
    }

    private final Platform platform;
    private final LocalDays days;
    private final long until;
    private final List<Wait> rounds = new ArrayList<>();
    private final List<Wait> messages = new ArrayList<>();
    private final List<Session> sessions = new ArrayList<>();
    private Wait round;
    private Session session;
    private String desk = "?";
    private String agent;

    NaivePlatform(Platform platform, long until) {
        this.platform = platform;
        this.days = platform.days();
        this.until = until;
    }

    /** Sums of all days, by indicator, local day and shop; {numerator, denominator}. */
    static Map<String, List<Long>> sums(Platform platform, List<ServiceEvent> events, long until) {
        Map<String, List<ServiceEvent>> byChat = new TreeMap<>();
        events.forEach(event ->
                byChat.computeIfAbsent(event.caseId(), id -> new ArrayList<>()).add(event));
        Map<String, List<Long>> sums = new TreeMap<>();
        Map<String, Boolean> consumers = new HashMap<>();
        byChat.forEach((chat, its) -> {
            NaivePlatform naive = new NaivePlatform(platform, until);
            its.stream()
                    .sorted(ServiceEvent.FOLD_ORDER)
                    .filter(event -> event.time() <= until)
                    .forEach(naive::note);
            naive.closeTo(until, true);
            String consumer = (String) its.get(0).get(EventField.CUSTOMER_ID);
            naive.figures((key, consumerDay, numerator, denominator) -> {
                if (consumerDay) {
                    consumers.merge(key + "|" + consumer, numerator > 0, Boolean::logicalAnd);
                } else {
                    sums.merge(
                            key,
                            List.of(numerator, denominator),
                            (one, other) -> List.of(one.get(0) + other.get(0), one.get(1) + other.get(1)));
                }
            });
        });
        consumers.forEach((key, good) -> sums.merge(
                key.substring(0, key.indexOf('|')),
                List.of(good ? 1_000L : 0L, 1L),
                (one, other) -> List.of(one.get(0) + other.get(0), one.get(1) + other.get(1))));
        return sums;
    }

    private interface Said {
        void unit(String key, boolean consumerDay, long numerator, long denominator);
    }

    private PlatformRules rules(long time) {
        return platform.rulesOn(days.day(time));
    }

    private void note(ServiceEvent event) {
        long time = event.time();
        closeTo(time, false);
        switch (event.type()) {
            case CHAT_STARTED -> {
                desk = "?";
                agent = null;
            }
            case CHAT_HANDOFF -> {
                desk = "people";
                boolean wanted = rules(time).indicators().stream().anyMatch(Indicator::fromHandoff);
                if (session == null && wanted) {
                    session = new Session();
                    sessions.add(session);
                }
                if (session != null && session.handoff == NEVER && session.firstReply == NEVER) {
                    session.handoff = time;
                }
            }
            case CHAT_TRANSFERRED, CHAT_ASSIGNED -> give(event.agentId(), time);
            case CHAT_ENDED -> {
                if (session != null) {
                    session.ended = time;
                    if (rules(time).reopenMillis() == 0) {
                        session.closed = time;
                        session = null;
                    }
                }
                desk = "?";
                agent = null;
            }
            case CHAT_MESSAGE -> message(event, time);
            default -> throw new AssertionError(event.type() + " is not among the events of these histories");
        }
    }

    private void give(String to, long time) {
        desk = "people";
        if (agent != null && !Objects.equals(agent, to) && rules(time).transferLeaves() && round != null) {
            round.closed = time;
            round = null;
            messages.stream().filter(NaivePlatform::waits).forEach(message -> message.closed = time);
        }
        agent = to;
    }

    private static boolean waits(Wait wait) {
        return wait.reply == NEVER && wait.closed == NEVER && wait.dropped == NEVER;
    }

    private void message(ServiceEvent event, long time) {
        if (event.visibility() == Visibility.PRIVATE) {
            return;
        }
        if (event.actor() == Actor.CUSTOMER) {
            if (!desk.equals("bot")) {
                asks(time);
            }
            return;
        }
        boolean assisted = "SEMI_AUTO".equals(event.get(EventField.ASSIST));
        if (!assisted && event.actor() == Actor.BOT) {
            if (desk.equals("?")) {
                desk = "bot";
                if (session != null && session.ended == NEVER) {
                    drop(time);
                }
            }
        } else if (assisted || !event.automated()) {
            desk = "people";
            agent = agent == null ? event.agentId() : agent;
            replies(time);
        }
    }

    private void asks(long time) {
        if (session == null) {
            session = new Session();
            sessions.add(session);
        }
        session.ended = NEVER;
        session.since = session.since == NEVER ? time : session.since;
        messages.add(new Wait(time));
        if (round == null) {
            round = new Wait(time);
            rounds.add(round);
        }
    }

    private void replies(long time) {
        if (round != null && !rules(time).instant() && time - round.start < 1_000) {
            return;
        }
        if (round != null) {
            round.reply = time;
            if (session != null) {
                session.rounds.add(round);
            }
            round = null;
        }
        if (session != null && session.firstReply == NEVER) {
            session.firstReply = time;
        }
        if (session != null && session.firstAnswer == NEVER && session.since != NEVER) {
            session.firstAnswer = time;
        }
        messages.stream().filter(NaivePlatform::waits).forEach(message -> message.reply = time);
    }

    private void drop(long time) {
        if (round != null) {
            round.dropped = time;
            round = null;
        }
        messages.stream().filter(NaivePlatform::waits).forEach(message -> message.dropped = time);
        if (session != null) {
            session.dropped = time;
            session = null;
        }
    }

    /** The ends of days and of sessions that time alone brings; a day is over after whatever happens in its last millisecond. */
    private void closeTo(long time, boolean over) {
        long began = Math.min(
                round == null ? NEVER : round.start,
                session == null ? NEVER : Math.min(session.since, session.handoff));
        long end = began == NEVER ? NEVER : days.end(days.day(began));
        if (session != null && session.ended != NEVER) {
            long closes = session.ended + rules(session.ended).reopenMillis();
            if (closes <= Math.min(time, end)) {
                session.closed = closes;
                if (round != null) {
                    session.rounds.add(unanswered(round, closes));
                }
                session = null;
            }
        }
        if (end < time || over && end == time) {
            if (round != null) {
                round.closed = end;
                if (session != null) {
                    session.rounds.add(round);
                }
                round = null;
            }
            messages.stream().filter(NaivePlatform::waits).forEach(message -> message.closed = end);
            if (session != null) {
                session.closed = end;
                session = null;
            }
        }
    }

    private static Wait unanswered(Wait round, long closed) {
        Wait copy = new Wait(round.start);
        copy.closed = closed;
        return copy;
    }

    private void figures(Said out) {
        for (Wait wait : rounds) {
            each(wait, Unit.ROUND, out);
            each(wait, Unit.CONSUMER_DAY, out);
        }
        messages.forEach(wait -> each(wait, Unit.MESSAGE, out));
        for (Session one : sessions) {
            for (Indicator indicator : rulesOf(Math.min(one.since, one.handoff)).indicators()) {
                if (indicator.figure() == Figure.MEAN_WITHIN) {
                    mean(one, indicator, out);
                } else if (indicator.unit() == Unit.SESSION) {
                    boolean handedOver = indicator.fromHandoff() && one.handoff != NEVER;
                    long start = handedOver ? one.handoff : one.since;
                    if (start != NEVER) {
                        Wait wait = new Wait(start);
                        wait.reply = handedOver ? one.firstReply : one.firstAnswer;
                        wait.closed = one.closed;
                        wait.dropped = one.dropped;
                        unit(wait, indicator, out);
                    }
                }
            }
        }
    }

    private PlatformRules rulesOf(long time) {
        return rules(time);
    }

    private void each(Wait wait, Unit unit, Said out) {
        rules(wait.start).indicators().stream()
                .filter(indicator -> indicator.unit() == unit)
                .forEach(indicator -> unit(wait, indicator, out));
    }

    private boolean counts(Indicator indicator, long start) {
        int of = days.millisOfDay(start);
        return indicator.until() > indicator.from()
                ? of >= indicator.from() && of < indicator.until()
                : of < indicator.until() || of >= indicator.from();
    }

    private String key(Indicator indicator, long start) {
        return indicator.id() + " " + days.day(start);
    }

    private void unit(Wait wait, Indicator indicator, Said out) {
        if (!counts(indicator, wait.start)) {
            return;
        }
        boolean consumerDay = indicator.unit() == Unit.CONSUMER_DAY;
        long passes = wait.start + indicator.limitMillis() + 1;
        if (wait.reply != NEVER && wait.reply < passes) {
            long value =
                    switch (indicator.figure()) {
                        case MEAN -> wait.reply - wait.start;
                        case UNANSWERED -> 0;
                        default -> 1_000;
                    };
            out.unit(key(indicator, wait.start), consumerDay, value, 1);
            return;
        }
        long fails = Math.min(passes, wait.closed);
        if (fails > until || wait.dropped < fails || indicator.figure() == Figure.MEAN && !indicator.hasLimit()) {
            return;
        }
        long value =
                switch (indicator.figure()) {
                    case MEAN -> indicator.limitMillis();
                    case UNANSWERED -> 1_000;
                    default -> 0;
                };
        out.unit(key(indicator, wait.start), consumerDay, value, 1);
    }

    private void mean(Session one, Indicator indicator, Said out) {
        if (one.since == NEVER || !counts(indicator, one.since)) {
            return;
        }
        long sum = 0;
        boolean quick = false;
        for (Wait wait : one.rounds) {
            sum += Math.min(wait.reply, wait.closed) - wait.start;
            quick |= wait.reply != NEVER && wait.reply - wait.start <= indicator.limitMillis();
        }
        long first = one.rounds.isEmpty() ? one.since : one.rounds.get(0).start;
        boolean certain = !one.rounds.isEmpty()
                || Math.min(first + indicator.limitMillis() + 1, NEVER) <= until
                        && one.dropped > first + indicator.limitMillis();
        if (certain) {
            boolean good = quick && sum <= indicator.limitMillis() * one.rounds.size();
            out.unit(key(indicator, one.since), false, good ? 1_000 : 0, 1);
        }
    }

    /** Whether histories may have events of that type. */
    static boolean knows(EventType type) {
        return switch (type) {
            case CHAT_STARTED, CHAT_HANDOFF, CHAT_TRANSFERRED, CHAT_ASSIGNED, CHAT_ENDED, CHAT_MESSAGE -> true;
            default -> false;
        };
    }
}
