package io.bellwether.backtest;

import io.bellwether.alert.Transition;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Changes of alerts on queues, by minutes of a morning. */
final class Alerts {

    private static final long START = 1_772_409_600_000L;

    private Alerts() {}

    static long minute(long n) {
        return START + n * 60_000;
    }

    /** The queue is the alert's id, too. */
    static Transition change(String uid, String queue, long startsAt, String transition, String severity, long at) {
        return change(uid, queue, startsAt, transition, severity, at, "", false);
    }

    static Transition ofCase(String uid, String caseId, String severity, long at) {
        return change(uid, caseId, at, "firing", severity, at, caseId, false);
    }

    /** Of a rule in shadow. */
    static Transition inShadow(String uid, String queue, String severity, long at) {
        return change(uid, queue, at, "firing", severity, at, "", true);
    }

    private static Transition change(
            String uid,
            String queue,
            long startsAt,
            String transition,
            String severity,
            long at,
            String subject,
            boolean shadow) {
        return new Transition(
                queue,
                uid,
                "v",
                1,
                Transition.Kind.valueOf(transition.toUpperCase(Locale.ROOT)),
                "crossed",
                severity,
                "",
                1,
                1,
                Double.NaN,
                1,
                minute(startsAt),
                minute(at),
                uid,
                "text",
                Map.of("queue", queue),
                subject,
                "",
                "",
                "",
                shadow,
                List.of());
    }

    static List<Episode> episodes(Transition... changes) {
        return Episode.of(Arrays.asList(changes));
    }

    /** An episode from one minute to another. */
    static List<Episode> episode(String uid, String queue, long from, long to) {
        return episodes(
                change(uid, queue, from, "firing", "warning", from),
                change(uid, queue, from, "resolved", "warning", to));
    }

    static KnownIncident incident(String name, long from, long to, String... queues) {
        return new KnownIncident(
                name, minute(from), minute(to), queues.length == 0 ? Map.of() : Map.of("queue", Set.of(queues)));
    }

    static Backtest backtest(List<KnownIncident> truth, List<Episode> episodes) {
        return new Backtest(
                new Covered(minute(0), minute(720)),
                1_000,
                episodes,
                truth,
                List.of(new Learning("dip", 120 * 60_000L), new Learning("usual", 600 * 60_000L)),
                List.of(new SilentRule("usual", "never far enough")),
                List.of(
                        new Message("oncall", minute(10), 2),
                        new Message("hook", minute(20), 1),
                        new Message("hook", minute(400), 1)),
                new Backtest.Options(6 * 3_600_000L, 30 * 60_000L));
    }
}
