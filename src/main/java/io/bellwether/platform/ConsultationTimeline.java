package io.bellwether.platform;

import io.bellwether.event.EventCodec;
import io.bellwether.event.SeenIds;
import io.bellwether.event.ServiceEvent;
import io.bellwether.metric.Signal;
import io.bellwether.state.Texts;
import io.bellwether.state.Varint;
import io.bellwether.state.Versions;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One chat in time order: what was told of it up to some time, and as much of the past as something late may still change.
 * What comes late is put in its place, and what it proves wrong is taken back where it was told. Mutable.
 */
final class ConsultationTimeline {

    static final long NO_TIMER = Long.MAX_VALUE;

    private static final long NEVER = Long.MIN_VALUE;
    private static final long DAY_MILLIS = 86_400_000;

    private static final TalkListener NOBODY = new TalkListener() {
        @Override
        public void outcome(Outcome outcome) {
            // it was told before
        }

        @Override
        public void signal(
                Signal.Kind kind, String platform, int round, int level, long time, long since, long target) {
            // likewise
        }
    };

    /** The timer that rings first; {@link #NO_TIMER} for none. */
    long timer = NO_TIMER;

    /** Before the events that are kept. */
    private Consultation base = new Consultation();
    /** After what was told. */
    private Consultation now = new Consultation();

    private final List<ServiceEvent> events = new ArrayList<>(4);
    private long settledUntil = NEVER;
    private long toldUntil = NEVER;
    private SeenIds seen = new SeenIds();

    /** Of a chat of which nothing is known: nothing is put before that time. */
    static ConsultationTimeline after(long time) {
        ConsultationTimeline timeline = new ConsultationTimeline();
        timeline.settledUntil = time;
        timeline.toldUntil = time;
        return timeline;
    }

    SeenIds seen() {
        return seen;
    }

    /** What is known of the chat. */
    Consultation now() {
        return now;
    }

    /** Whether nothing is put in its place any more at that time. */
    boolean isSettled(long time) {
        return time <= settledUntil;
    }

    /** Takes an event that is not settled yet: it waits for its time, or, if that has been told, corrects what was. */
    void take(ServiceEvent event, Set<String> fields, PlatformBook book, TalkListener out) {
        if (event.time() > toldUntil) {
            insert(event);
            return;
        }
        Account before = new Account();
        replay(base.copy(), settledUntil, toldUntil, fields, book, before);
        insert(event);
        Account after = new Account();
        now = base.copy();
        replay(now, settledUntil, toldUntil, fields, book, after);
        before.correctTo(after, toldUntil, out);
    }

    private void insert(ServiceEvent event) {
        int at = Collections.binarySearch(events, event, ServiceEvent.FOLD_ORDER);
        events.add(at < 0 ? -at - 1 : at, event);
    }

    /** Tells what happened up to and at a time. */
    void tellUntil(long time, Set<String> fields, PlatformBook book, TalkListener out) {
        if (time > toldUntil) {
            replay(now, toldUntil, time, fields, book, out);
            toldUntil = time;
        }
    }

    /** The end of a bounded input is no time that passed: events are told, and what time alone would make certain is not. */
    void tellRest(Set<String> fields, PlatformBook book, TalkListener out) {
        if (!events.isEmpty()) {
            tellUntil(events.get(events.size() - 1).time(), fields, book, out);
        }
    }

    /** Lets go of what happened up to and at a time: nothing late is put before it any more. */
    void settleUntil(long time, Set<String> fields, PlatformBook book) {
        long until = Math.min(time, toldUntil);
        if (until > settledUntil) {
            replay(base, settledUntil, until, fields, book, NOBODY);
            events.removeIf(event -> event.time() <= until);
            settledUntil = until;
        }
    }

    private void replay(
            Consultation of, long after, long until, Set<String> fields, PlatformBook book, TalkListener out) {
        for (ServiceEvent event : events) {
            if (event.time() > after && event.time() <= until) {
                of.take(event, fields, book, out);
            }
        }
        of.passTo(until, book, out);
    }

    /** When it has to be looked at again. */
    long nextWake(PlatformBook book, long latenessMillis, long redeliveryMillis) {
        // by another zone than before, a day may have ended before what was told
        long wake = Math.max(now.next(book, NOBODY), toldUntil + 1);
        for (ServiceEvent event : events) {
            if (event.time() > toldUntil) {
                wake = Math.min(wake, event.time());
                break;
            }
        }
        if (!events.isEmpty() || now.isQuiet() && !base.isQuiet()) {
            long first = events.isEmpty() ? toldUntil : events.get(0).time();
            return Math.min(wake, Math.max(first, settledUntil) + latenessMillis + 1);
        }
        if (wake != Talk.NO_MOMENT || seen.isEmpty()) {
            return wake;
        }
        return seen.lastAt() + (now.fields().isEmpty() ? redeliveryMillis : Math.min(DAY_MILLIS, redeliveryMillis)) + 1;
    }

    /** Lets go of what is known of a chat that has rested for a day; true where nothing is left to keep. */
    boolean rests(long time, long redeliveryMillis) {
        if (!events.isEmpty() || !now.isQuiet() || !base.isQuiet()) {
            return false;
        }
        if (seen.isEmpty() || time > seen.lastAt() + redeliveryMillis) {
            return true;
        }
        if (time > seen.lastAt() + DAY_MILLIS) {
            now = new Consultation();
            base = new Consultation();
        }
        return false;
    }

    /** What was told in a stretch of time, so that it can be told otherwise. */
    private static final class Account implements TalkListener {

        private record Said(Signal.Kind kind, String platform, int round, int level, long since, long targetMillis) {}

        private final Map<Outcome, Integer> outcomes = new LinkedHashMap<>();
        private final Map<Integer, Said> last = new LinkedHashMap<>();

        @Override
        public void outcome(Outcome outcome) {
            outcomes.merge(outcome, 1, Integer::sum);
        }

        @Override
        public void signal(
                Signal.Kind kind, String platform, int round, int level, long time, long since, long target) {
            last.put(round, new Said(kind, platform, round, level, since, target));
        }

        /** Tells the difference; signals that are no longer true end, as of the time that has come. */
        void correctTo(Account right, long time, TalkListener out) {
            right.outcomes.forEach((outcome, n) -> outcomes.merge(outcome, -n, Integer::sum));
            outcomes.forEach((outcome, n) -> {
                if (n != 0) {
                    out.outcome(outcome.times(-n));
                }
            });
            last.forEach((round, said) -> {
                if (said.kind == Signal.Kind.PLATFORM_AT_RISK && !right.last.containsKey(round)) {
                    tell(new Said(Signal.Kind.PLATFORM_CANCELLED, said.platform, round, 0, said.since, 0), time, out);
                }
            });
            right.last.forEach((round, said) -> {
                if (!said.equals(last.get(round))) {
                    tell(said, time, out);
                }
            });
        }

        private static void tell(Said said, long time, TalkListener out) {
            out.signal(said.kind, said.platform, said.round, said.level, time, said.since, said.targetMillis);
        }
    }

    void write(DataOutput out) throws IOException {
        out.writeLong(timer);
        out.writeLong(settledUntil);
        out.writeLong(toldUntil);
        base.write(out);
        now.write(out);
        seen.write(0, out);
        Varint.writeUnsigned(events.size(), out);
        for (ServiceEvent event : events) {
            EventCodec.ofThread().write(event, out);
        }
    }

    static ConsultationTimeline read(DataInput in, Versions stored) throws IOException {
        ConsultationTimeline timeline = new ConsultationTimeline();
        timeline.timer = in.readLong();
        timeline.settledUntil = in.readLong();
        timeline.toldUntil = in.readLong();
        timeline.base = Consultation.read(in);
        timeline.now = Consultation.read(in);
        timeline.seen = SeenIds.read(0, in);
        for (int i = Texts.readCount(in); i > 0; i--) {
            timeline.events.add(EventCodec.ofThread().read(in, stored));
        }
        return timeline;
    }
}
