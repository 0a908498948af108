package io.bellwether.simulate;

import io.bellwether.event.EventEncoder;
import io.bellwether.yaml.Durations;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** A simulation from its start to its end, written as JSON lines. */
public record FileRun(Scenario scenario, Imperfections imperfections, long seed, long startMillis, Span duration) {
    private static final int STEPS = 10;

    /** The truth is kept until the end. */
    private static final Span LONGEST = Span.of("400d");

    private static final int MOST_NAMED = 50;

    public FileRun {
        if (duration.millis() <= 0 || duration.millis() > LONGEST.millis()) {
            throw new IllegalArgumentException("the duration must be longer than nothing and at most "
                    + Durations.shortest(LONGEST.millis()) + ", not " + Durations.shortest(duration.millis()));
        }
    }

    public void write(OutputStream events, OutputStream truthOut, PrintWriter progress) throws IOException {
        Truth truth = new Truth();
        Simulation simulation =
                new Simulation(scenario, seed, startMillis, Simulation.runName(seed, startMillis), truth);
        EventEncoder encoder = new EventEncoder();
        Delivery delivery = new Delivery(simulation, imperfections, seed, encoder::encode);
        long[] lines = {0};
        for (int step = 1; step <= STEPS; step++) {
            delivery.runUntil(startMillis + duration.millis() * step / STEPS - 1, record -> {
                line(record, events);
                lines[0]++;
            });
            progress.printf(Locale.ROOT, "%3d %%  %,d records%n", step * 100 / STEPS, lines[0]);
            progress.flush();
        }
        delivery.flush(record -> {
            line(record, events);
            lines[0]++;
        });
        List<Incident> incidents = scenario.incidents(startMillis, startMillis + duration.millis());
        TruthWriter.write(incidents, truth.rows(), truthOut);
        summary(truth.rows(), incidents, lines[0], progress);
    }

    private static void line(Delivered record, OutputStream out) {
        try {
            out.write(record.value());
            out.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    private void summary(List<Truth.Row> rows, List<Incident> incidents, long records, PrintWriter to) {
        long offered = rows.stream().mapToLong(Truth.Row::offered).sum();
        long answered = rows.stream().mapToLong(Truth.Row::answered).sum();
        long abandoned = rows.stream().mapToLong(Truth.Row::abandoned).sum();
        to.printf(
                Locale.ROOT,
                "%s: %,d records; contacts: %,d offered, %,d answered, %,d abandoned; %d incidents%n",
                scenario.name(),
                records,
                offered,
                answered,
                abandoned,
                incidents.size());
        for (Incident incident : incidents.subList(0, Math.min(MOST_NAMED, incidents.size()))) {
            to.printf(
                    "  %s to %s  %s%n",
                    Instant.ofEpochMilli(incident.start()), Instant.ofEpochMilli(incident.end()), incident.title());
        }
        if (incidents.size() > MOST_NAMED) {
            to.printf(Locale.ROOT, "  and %,d more; --truth has all of them%n", incidents.size() - MOST_NAMED);
        }
        to.flush();
    }
}
