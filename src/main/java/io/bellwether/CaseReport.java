package io.bellwether;

import io.bellwether.cases.CaseStory;
import io.bellwether.event.ServiceEvent;
import io.bellwether.event.SourceId;
import io.bellwether.metric.Signal;
import io.bellwether.sla.ClockView;
import io.bellwether.sla.PolicyBook;
import io.bellwether.yaml.Durations;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** The story of a case as a table for people, 120 columns wide, and a verdict in words. */
final class CaseReport {

    private static final DateTimeFormatter FULL = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter SAME_DAY = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter OTHER_DAY = DateTimeFormatter.ofPattern("MM-dd HH:mm", Locale.ROOT);
    private static final int[] WIDTHS = {19, 32, 18, 9, 11, 11, 8};

    private final ZoneId zone;
    private final StringBuilder text = new StringBuilder();
    private final Map<String, ClockView> known = new LinkedHashMap<>();

    private CaseReport(ZoneId zone) {
        this.zone = zone;
    }

    static String of(SourceId caseId, PolicyBook policies, List<CaseStory.Step> steps, ZoneId zone) {
        CaseReport report = new CaseReport(zone);
        report.line("Case " + caseId + ". Policies: " + policies + ". Times: " + zone + ".");
        report.line("");
        report.row("time", "what happened", "clock", "state", "consumed", "due", "verdict");
        report.row(Arrays.stream(WIDTHS).mapToObj("-"::repeat).toArray(String[]::new));
        steps.forEach(report::step);
        report.line("");
        report.text.append(new CaseVerdict(zone, caseId.id(), steps).words());
        return report.text.toString();
    }

    private void step(CaseStory.Step step) {
        List<String> happened = happened(step);
        List<ClockView> clocks = worthShowing(step);
        for (int i = 0; i < Math.max(happened.size(), clocks.size()); i++) {
            String time = i == 0 ? FULL.format(at(step.time())) : "";
            String what = i < happened.size() ? happened.get(i) : "";
            if (i < clocks.size()) {
                ClockView clock = clocks.get(i);
                row(
                        time,
                        what,
                        CaseVerdict.name(clock),
                        clock.state().toLowerCase(Locale.ROOT),
                        Durations.words(clock.consumedMillis() / 1000.0),
                        clock.deadline() == 0 ? "" : near(clock.deadline(), step.time()),
                        clock.verdict().name().toLowerCase(Locale.ROOT));
            } else {
                row(time, what, "", "", "", "", "");
            }
        }
    }

    /** Clocks that have not ended, and those that this step changed; what ended earlier stays as it was shown then. */
    private List<ClockView> worthShowing(CaseStory.Step step) {
        List<ClockView> clocks = new ArrayList<>();
        for (ClockView clock : step.clocks()) {
            ClockView before = known.put(clock.clock() + clock.instance(), clock);
            boolean open = clock.state().equals("RUNNING") || clock.state().equals("PAUSED");
            if (open || !Objects.equals(before, clock)) {
                clocks.add(clock);
            }
        }
        return clocks;
    }

    private List<String> happened(CaseStory.Step step) {
        List<String> lines = new ArrayList<>();
        String before =
                switch (step.why()) {
                    case LATE -> "late: ";
                    case DUPLICATE -> "again: ";
                    case REFUSED -> "too late to count: ";
                    case EVENT, CLOCK -> "";
                };
        step.events().forEach(event -> lines.add(before + event(event)));
        if (step.why() == CaseStory.Why.LATE) {
            lines.add("  (came at " + near(step.asOf(), step.time()) + ")");
        }
        for (Signal signal : step.signals()) {
            String level = signal.level() == 0 ? "" : " " + signal.level();
            lines.add("> " + signal.kind().wireName() + " " + signal.clock() + level);
        }
        return lines;
    }

    private static String event(ServiceEvent event) {
        return event.type().wireName()
                + word(event.status())
                + word(event.actor())
                + word(event.visibility())
                + word(event.queue())
                + word(event.agentId());
    }

    private static String word(Object value) {
        return value == null ? "" : " " + value;
    }

    private String near(long time, long now) {
        boolean sameDay = at(time).toLocalDate().equals(at(now).toLocalDate());
        return (sameDay ? SAME_DAY : OTHER_DAY).format(at(time));
    }

    private ZonedDateTime at(long time) {
        return Instant.ofEpochMilli(time).atZone(zone);
    }

    private void row(String... cells) {
        StringBuilder row = new StringBuilder();
        for (int i = 0; i < cells.length; i++) {
            String cell = cells[i].length() > WIDTHS[i] ? cells[i].substring(0, WIDTHS[i] - 1) + "…" : cells[i];
            row.append(cell).append(" ".repeat(WIDTHS[i] - cell.length() + 2));
        }
        line(row.toString().stripTrailing());
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
