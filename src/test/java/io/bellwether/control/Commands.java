package io.bellwether.control;

import java.util.Map;

/** Commands for tests, from about the moment {@link #NOW}. */
public final class Commands {

    public static final long NOW = 1_772_442_000_000L;
    public static final long MINUTE = 60_000;

    private Commands() {}

    /** Of queue vip, from a minute to a minute after {@link #NOW}. */
    public static Silence silence(String id, long fromMinute, long toMinute) {
        return new Silence(
                id,
                NOW,
                "ann",
                "maintenance",
                new Matchers(Map.of("queue", "vip")),
                NOW + fromMinute * MINUTE,
                NOW + toMinute * MINUTE,
                false,
                0);
    }

    public static Silence untilResolved(String id) {
        Silence s = silence(id, 0, 60);
        return new Silence(id, s.at(), s.by(), s.comment(), s.matchers(), s.startsAt(), s.endsAt(), true, 0);
    }

    public static Silence withNotice(Silence s, long minutes) {
        return new Silence(
                s.id(),
                s.at(),
                s.by(),
                s.comment(),
                s.matchers(),
                s.startsAt(),
                s.endsAt(),
                s.untilResolved(),
                minutes * MINUTE);
    }

    /** The same, said so much later. */
    public static Silence later(Silence s, long millis) {
        return new Silence(
                s.id(),
                s.at() + millis,
                s.by(),
                s.comment(),
                s.matchers(),
                s.startsAt(),
                s.endsAt(),
                s.untilResolved(),
                s.noticeMillis());
    }

    public static Acknowledgement ack(String id, String alertId) {
        return new Acknowledgement(id, NOW, "ann", "on it", Matchers.ofAlert(alertId), NOW + 60 * MINUTE);
    }

    /** Alert {@code a} of queue vip, which began so many minutes after {@link #NOW}. */
    public static Occurrence episode(long minute) {
        return new Occurrence("a", "backlog", "page", Map.of("queue", "vip"), NOW + minute * MINUTE);
    }
}
