package io.bellwether.report;

import io.bellwether.file.FileProblem;
import io.bellwether.influx.Row;
import io.bellwether.influx.RowSource;
import io.bellwether.influx.StoreException;
import io.bellwether.metric.Measurement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.DoubleConsumer;

/** Reads the hours of the trends bucket, from the first day that is looked at to the period's end. */
final class HourReader {

    private static final long HOUR = 3_600_000;
    private static final long LONG = 24 * HOUR;

    static final String ALL = "all";
    static final String BY_QUEUE = "queue";
    static final String BY_TIER = "queue,tier";

    static final List<Measurement> READ = List.of(
            Measurement.QUEUE,
            Measurement.SLA,
            Measurement.CASES,
            Measurement.SATISFACTION,
            Measurement.SENTIMENT,
            Measurement.RESOLUTION);

    private final Period period;
    private final long from;
    private final Ledger ledger = new Ledger();
    private final HourWeek week = new HourWeek();
    /** Hours of which there is any row. */
    private final TreeSet<Long> seen = new TreeSet<>();

    HourReader(Period period) {
        this.period = period;
        this.from = period.millis(period.firstLooked());
    }

    /** @param progress told the share that is done */
    void read(RowSource hours, DoubleConsumer progress) throws StoreException, FileProblem {
        List<RowSource.Reading> readings = new ArrayList<>();
        for (Measurement measurement : READ) {
            readings.add(reading(measurement, ALL, from));
            readings.add(reading(measurement, BY_QUEUE, from));
        }
        readings.add(reading(Measurement.SLA, BY_TIER, period.from()));
        hours.readAll(readings, progress);
        cover();
    }

    private RowSource.Reading reading(Measurement measurement, String rollup, long since) {
        List<ReportFigure> figures = ReportFigure.of(measurement);
        return new RowSource.Reading(
                new RowSource.Query(
                        measurement.wireName(), rollup, ReportFigure.fields(measurement), since, period.to()),
                row -> take(row, rollup, figures));
    }

    private void take(Row row, String rollup, List<ReportFigure> figures) {
        seen.add(Math.floorDiv(row.time(), HOUR));
        ZonedDateTime time = Instant.ofEpochMilli(row.time()).atZone(period.zone());
        LocalDate day = time.toLocalDate();
        for (ReportFigure figure : figures) {
            if (!figure.isOf(row)) {
                continue;
            }
            FigureParts tally = figure.of(row);
            Scope scope = new Scope(row.tag("queue"), row.tag("tier"), row.tag("clock"));
            add(scope, figure, day, tally);
            if (rollup.equals(BY_TIER)) {
                add(new Scope("", scope.tier(), scope.clock()), figure, day, tally);
            }
            if (scope.equals(Scope.ALL) && period.has(day)) {
                week.add(figure, time, tally);
            }
        }
    }

    /** To the clock, and to all clocks together. */
    private void add(Scope scope, ReportFigure figure, LocalDate day, FigureParts tally) {
        ledger.add(scope, figure, day, tally);
        if (!scope.clock().isEmpty()) {
            ledger.add(scope.withoutClock(), figure, day, tally);
        }
    }

    private void cover() {
        if (seen.isEmpty()) {
            return;
        }
        long until = (seen.last() + 1) * HOUR;
        for (LocalDate day = period.firstLooked(); day.isBefore(period.next()); day = day.plusDays(1)) {
            long begin = Math.max(period.millis(day), seen.first() * HOUR);
            long end = Math.min(period.millis(day.plusDays(1)), until);
            if (begin < end) {
                ledger.lastsHours(day, (double) (end - begin) / HOUR);
            }
        }
        long first = Math.max(-Math.floorDiv(-period.from(), HOUR), seen.first());
        long last = Math.min(Math.floorDiv(period.to() - 1, HOUR), seen.last());
        for (long hour = first; hour <= last; hour++) {
            week.lastsHour(Instant.ofEpochMilli(hour * HOUR).atZone(period.zone()));
        }
    }

    Ledger ledger() {
        return ledger;
    }

    HourWeek week() {
        return week;
    }

    /** Whether the period itself has any hour. */
    boolean hasAny() {
        return seen.ceiling(Math.floorDiv(period.from(), HOUR)) != null;
    }

    /** What the hours do not say, and since when. */
    List<Note> notes() {
        List<Note> notes = new ArrayList<>();
        long first = Math.floorDiv(period.from(), HOUR);
        long next = Math.floorDiv(period.to() - 1, HOUR) + 1;
        Long last = null;
        for (long hour : seen.tailSet(first)) {
            if (last == null && hour - first >= LONG / HOUR) {
                notes.add(Note.of(Note.Kind.HOURS_SINCE, hour * HOUR));
            } else if (last != null && hour - last > LONG / HOUR) {
                notes.add(new Note(Note.Kind.HOURS_GAP, (last + 1) * HOUR, hour * HOUR));
            }
            last = hour;
        }
        if (last != null && next - last > LONG / HOUR) {
            notes.add(Note.of(Note.Kind.HOURS_UNTIL, (last + 1) * HOUR));
        }
        if (ledger.tiers().isEmpty() && !ledger.clocks().isEmpty()) {
            notes.add(Note.of(Note.Kind.NO_TIERS));
        }
        return notes;
    }
}
