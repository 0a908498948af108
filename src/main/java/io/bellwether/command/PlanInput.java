package io.bellwether.command;

import io.bellwether.event.Rejection;
import io.bellwether.file.PassingFolder;
import io.bellwether.file.Unusable;
import io.bellwether.forecast.ArrivalCounts;
import io.bellwether.forecast.Grid;
import io.bellwether.forecast.Notice;
import io.bellwether.forecast.SpecialDay;
import io.bellwether.forecast.SpecialDays;
import io.bellwether.replay.ArrivalFiles;
import io.bellwether.replay.ArrivalListener;
import io.bellwether.replay.HistoryFiles;
import io.bellwether.settings.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import picocli.CommandLine.Option;

/** The options that forecasts share, and the history that they lead to. */
final class PlanInput {

    @Option(
            names = "--events",
            required = true,
            arity = "1..*",
            paramLabel = "FILE",
            description =
                    "Event files: JSON lines in any order, gzip allowed. The more weeks the better; three are few.")
    private List<Path> events;

    @Option(
            names = "--interval",
            paramLabel = "DURATION",
            defaultValue = "30m",
            description = "Length of an interval; a day has a whole number of them. Default: ${DEFAULT-VALUE}.")
    private String interval;

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            defaultValue = "UTC",
            description = "The zone whose days, weekdays and clocks demand goes by. Default: ${DEFAULT-VALUE}.")
    private String zone;

    @Option(
            names = "--calendar",
            paramLabel = "FILE",
            description =
                    "Holidays and promotions, YAML: see docs/planning.md. A day without a factor is learnt from days of"
                            + " the same name.")
    private Path calendar;

    @Option(names = "--quiet", description = "No progress.")
    private boolean quiet;

    private List<SpecialDay> days = List.of();

    /** Refuses what is wrong before files are read for minutes. */
    Grid grid() throws Unusable, IOException {
        HistoryFiles.check(events);
        days = calendar == null ? List.of() : SpecialDays.read(calendar);
        long step = InputOptions.duration("--interval", interval);
        if (step < 60_000 || Grid.DAY % step != 0) {
            throw new Unusable(
                    "--interval: a day must have a whole number of them, of a minute or more: 15m, 30m, 1h, not "
                            + interval);
        }
        try {
            return new Grid(step, ZoneId.of(zone));
        } catch (DateTimeException e) {
            throw new Unusable(
                    "--zone: " + zone + " is no time zone; use a name such as Europe/Berlin or Asia/Shanghai");
        }
    }

    /** Days out of the ordinary, once {@link #grid} was called. */
    List<SpecialDay> calendar() {
        return days;
    }

    /** What the files hold of arrivals before a time. */
    ArrivalCounts read(Grid grid, long until, PrintWriter err) throws IOException, Unusable {
        ArrivalCounts counts = new ArrivalCounts(grid.stepMillis());
        Console console = new Console(!quiet);
        try (PassingFolder work = PassingFolder.create("bellwether-plan-")) {
            ArrivalFiles files = ArrivalFiles.read(
                    events,
                    Settings.defaults(),
                    until,
                    work.path(),
                    counting(counts),
                    (what, share) -> console.progress(what, share, ""));
            console.endProgress();
            if (files.unread() != null) {
                err.println(unread(files));
            }
            if (counts.total() == 0) {
                throw new Unusable("--events: "
                        + (files.events() + files.after() == 0
                                ? "there is no event in these files"
                                : "no contact entered a queue and no ticket was created"
                                        + (files.after() > 0 ? " before --until" : ""))
                        + ", so there is nothing to learn from");
            }
            return counts;
        }
    }

    private static ArrivalListener counting(ArrivalCounts counts) {
        return new ArrivalListener() {
            @Override
            public void arrived(String queue, long millis) {
                counts.add(queue, millis);
            }

            @Override
            public void handled(String queue, long begunMillis, long handleMillis, int contacts) {
                counts.addHandle(queue, begunMillis, handleMillis, contacts);
            }
        };
    }

    private static String unread(ArrivalFiles files) {
        Rejection first = files.unread();
        return (files.rejected() == 1 ? "1 record" : files.rejected() + " records")
                + " could not be read, so something may be missing here. The first:\n  " + first.topic() + ":"
                + first.offset() + ": " + first.reason() + ", " + first.detail();
    }

    /** Tells progress of what takes long after the reading. */
    Console console() {
        return new Console(!quiet);
    }

    static void tell(List<Notice> notices, PrintWriter to) {
        notices.forEach(notice -> to.println(notice.text()));
        to.flush();
    }

    /** Epoch ms of an option such as {@code 2026-03-02T00:00:00Z}. */
    static long time(String option, String value) throws Unusable {
        try {
            return OffsetDateTime.parse(value).toInstant().toEpochMilli();
        } catch (DateTimeException e) {
            throw new Unusable(option
                    + ": must be a time such as 2026-03-02T00:00:00Z or 2026-03-02T00:00:00+08:00, not " + value);
        }
    }
}
