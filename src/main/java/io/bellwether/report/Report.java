package io.bellwether.report;

import io.bellwether.file.FileProblem;
import io.bellwether.influx.RowSource;
import io.bellwether.influx.StoreException;
import io.bellwether.metric.Measurement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.DoubleConsumer;

/**
 * What a report says, before it is put into words of a language. Reads no clock: the same rows give the same report.
 *
 * @param days of the period and what was before it
 * @param week hours of the week in the period
 * @param changes of all series over all days that are looked at, in order of series and time
 * @param halfHours of the period, the worst first
 * @param rules alerts by rule
 * @param knowsDecisions whether anything is known of whom alerts were told
 * @param notes what is missing
 */
public record Report(
        Period period,
        Ledger days,
        HourWeek week,
        List<ChangeOfLevel> changes,
        List<HalfHour> halfHours,
        List<AlertsOfRule> rules,
        boolean knowsDecisions,
        List<Note> notes) {

    private static final String HALF_HOURS = Measurement.QUEUE_INTERVAL.wireName();

    /**
     * Reads and adds up.
     *
     * @param hours the bucket of trends
     * @param live that of half hours and alerts
     * @param progress told the share that is done
     * @throws NoHours where the period has no hour
     */
    public static Report of(Period period, RowSource hours, RowSource live, DoubleConsumer progress)
            throws StoreException, FileProblem, NoHours {
        HourReader reader = new HourReader(period);
        reader.read(hours, share -> progress.accept(0.8 * share));
        if (!reader.hasAny()) {
            throw new NoHours(period, edge(hours, false), edge(hours, true), hours.name());
        }
        List<Note> notes = new ArrayList<>(reader.notes());
        List<HalfHour> halfHours = halfHours(period, live, notes);
        progress.accept(0.9);
        AlertReader alerts = new AlertReader(period);
        alerts.read(live);
        List<AlertsOfRule> rules = alerts.rules();
        if (rules.isEmpty()) {
            notes.add(Note.of(Note.Kind.NO_ALERTS));
        } else if (!alerts.knowsDecisions()) {
            notes.add(Note.of(Note.Kind.NO_NOTIFICATIONS));
        }
        progress.accept(1);
        return new Report(
                period,
                reader.ledger(),
                reader.week(),
                changes(reader.ledger()),
                halfHours,
                rules,
                alerts.knowsDecisions(),
                notes);
    }

    private static OptionalLong edge(RowSource hours, boolean last) throws StoreException, FileProblem {
        OptionalLong edge = OptionalLong.empty();
        for (Measurement measurement : HourReader.READ) {
            OptionalLong of = hours.edge(
                    new RowSource.Query(
                            measurement.wireName(),
                            "",
                            ReportFigure.fields(measurement),
                            Long.MIN_VALUE,
                            Long.MAX_VALUE),
                    last);
            if (of.isPresent() && (edge.isEmpty() || last == of.getAsLong() > edge.getAsLong())) {
                edge = of;
            }
        }
        return edge;
    }

    private static List<HalfHour> halfHours(Period period, RowSource live, List<Note> notes)
            throws StoreException, FileProblem {
        List<HalfHour> all = new ArrayList<>();
        RowSource.Query query =
                new RowSource.Query(HALF_HOURS, HourReader.BY_QUEUE, HalfHour.FIELDS, period.from(), period.to());
        live.read(query, row -> all.add(HalfHour.of(row)));
        if (all.isEmpty()) {
            notes.add(Note.of(Note.Kind.NO_HALF_HOURS));
        } else {
            long first = all.stream().mapToLong(HalfHour::time).min().orElseThrow();
            OptionalLong before = live.edge(
                    new RowSource.Query(
                            HALF_HOURS, HourReader.BY_QUEUE, HalfHour.FIELDS, Long.MIN_VALUE, period.from()),
                    true);
            if (before.isEmpty() && first - period.from() > 86_400_000L) {
                notes.add(Note.of(Note.Kind.HALF_HOURS_SINCE, first));
            }
        }
        all.sort(HalfHour.WORST);
        return all;
    }

    /** Of all together, of each queue, and of each clock. */
    private static List<ChangeOfLevel> changes(Ledger ledger) {
        List<ChangeOfLevel> changes = new ArrayList<>();
        for (Scope scope : ledger.scopes()) {
            boolean ofClock = !scope.clock().isEmpty();
            if (!scope.tier().isEmpty() || ofClock && !scope.queue().isEmpty()) {
                continue;
            }
            for (ReportFigure figure : ReportFigure.DRAWN) {
                changes.addAll(ChangeOfLevel.of(ledger, scope, figure));
            }
        }
        return changes;
    }

    /** Whether anything is known of the period before. */
    boolean hasBefore() {
        return Arrays.stream(ReportFigure.values())
                .anyMatch(figure -> days.of(Scope.ALL, figure, period.before()).isKnown());
    }

    /** What the report lacks, as programs name it. */
    public List<String> missing() {
        return notes.stream()
                .map(note -> note.kind().name().toLowerCase(Locale.ROOT))
                .toList();
    }

    public int changesOfPeriod() {
        return ofPeriod().size();
    }

    /** The changes of the period itself, the largest first. */
    List<ChangeOfLevel> ofPeriod() {
        return changes.stream()
                .filter(change -> period.has(change.day()))
                .sorted(ChangeOfLevel.bySize())
                .toList();
    }
}
