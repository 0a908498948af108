package io.bellwether.explain;

import io.bellwether.cases.CaseStory;
import io.bellwether.event.ServiceEvent;
import io.bellwether.event.SourceId;
import io.bellwether.metric.Signal;
import io.bellwether.sla.ClockView;
import io.bellwether.sla.PolicyBook;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** The story of a case as a table for people, 120 columns wide (132 where milliseconds matter), and a verdict in words. */
public final class CaseReport {

    private static final int[] WIDTHS = {19, 27, 20, 9, 11, 14, 8};
    private static final int[] WIDTHS_IN_MILLIS = {23, 27, 20, 9, 15, 18, 8};

    private final CaseTimes times;
    private final int[] widths;
    private final StringBuilder text = new StringBuilder();
    private final Map<String, ClockView> known = new LinkedHashMap<>();

    private CaseReport(CaseTimes times) {
        this.times = times;
        this.widths = times.inMillis() ? WIDTHS_IN_MILLIS : WIDTHS;
    }

    public static String of(SourceId caseId, PolicyBook policies, List<CaseStory.Step> steps, ZoneId zone) {
        CaseTimes times = CaseTimes.of(steps, zone);
        CaseReport report = new CaseReport(times);
        report.line("Case " + caseId + ". Policies: " + policies + ". Times: " + zone + ".");
        report.line("");
        report.row("time", "what happened", "clock", "state", "consumed", "due", "verdict");
        report.row(Arrays.stream(report.widths).mapToObj("-"::repeat).toArray(String[]::new));
        steps.forEach(report::step);
        report.line("");
        report.text.append(new CaseVerdict(times, caseId.id(), steps).words());
        return report.text.toString();
    }

    private void step(CaseStory.Step step) {
        if (step.why() == CaseStory.Why.FORGOTTEN) {
            known.clear();
        }
        List<String> happened = happened(step);
        List<ClockView> clocks = worthShowing(step);
        for (int i = 0; i < Math.max(happened.size(), clocks.size()); i++) {
            String time = i == 0 ? times.full(step.time()) : "";
            String what = i < happened.size() ? happened.get(i) : "";
            if (i < clocks.size()) {
                ClockView clock = clocks.get(i);
                row(
                        time,
                        what,
                        CaseVerdict.name(clock),
                        clock.state().toLowerCase(Locale.ROOT),
                        CaseTimes.consumed(clock),
                        clock.deadline() == 0 ? "" : times.near(clock.deadline(), step.time()),
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
                    case EVENT, CLOCK, FORGOTTEN -> "";
                };
        step.events().forEach(event -> lines.add(before + event(event)));
        if (step.why() == CaseStory.Why.LATE) {
            lines.add("  (came at " + times.near(step.asOf(), step.time()) + ")");
        }
        if (step.why() == CaseStory.Why.FORGOTTEN) {
            lines.add("forgotten; begins anew");
        }
        for (Signal signal : step.signals()) {
            String level = signal.level() == 0 ? "" : " " + signal.level();
            lines.add("> " + signal.kind().wireName().replaceFirst("^sla\\.", "") + " " + signal.clock() + level);
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

    private void row(String... cells) {
        StringBuilder row = new StringBuilder();
        for (int i = 0; i < cells.length; i++) {
            row.append(ReportText.fit(cells[i], widths[i])).append("  ");
        }
        line(row.toString().stripTrailing());
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
