package io.bellwether.job;

import io.bellwether.influx.WriterAccount;
import io.bellwether.metric.Measure;
import io.bellwether.metric.Measurement;
import io.bellwether.metric.Observation;
import io.bellwether.metric.Series;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.WeakHashMap;
import java.util.function.Consumer;

/**
 * What there is to tell of the writers of a job at each look: of each bucket how many points wait, and what was rejected and
 * lost since the look before. What a writer did before it failed and nobody looked is not told; of what it had rejected then
 * the checkpoint still knows, so it is rejected again.
 */
final class WriterReport {

    private static final WriterAccount.Figures NOTHING = new WriterAccount.Figures(0, 0, Map.of());

    /** At the look before; of writers that are no more nothing is kept. */
    private final Map<WriterAccount, WriterAccount.Figures> before = new WeakHashMap<>();

    /**
     * Looks at the writers.
     *
     * @param now of the look, epoch ms wall clock
     * @param out who is told
     */
    void look(Collection<WriterAccount> writers, long now, Consumer<Observation> out) {
        Map<String, Long> waiting = new TreeMap<>();
        for (WriterAccount writer : writers) {
            WriterAccount.Figures figures = writer.figures();
            WriterAccount.Figures last = before.put(writer, figures);
            String bucket = writer.bucket();
            waiting.merge(bucket, (long) figures.waiting(), Long::sum);
            tellNew(figures, last == null ? NOTHING : last, bucket, now, out);
        }
        waiting.forEach((bucket, points) ->
                out.accept(observed(Measure.PIPELINE_POINTS_WAITING, bucket, Series.NONE, now, points)));
    }

    private static void tellNew(
            WriterAccount.Figures figures,
            WriterAccount.Figures last,
            String bucket,
            long now,
            Consumer<Observation> out) {
        if (figures.lost() > last.lost()) {
            long points = figures.lost() - last.lost();
            out.accept(observed(Measure.PIPELINE_POINTS_LOST, bucket, Series.NONE, now, points));
        }
        figures.rejected().forEach((reason, all) -> {
            long points = all - last.rejected().getOrDefault(reason, 0L);
            if (points > 0) {
                out.accept(observed(Measure.PIPELINE_POINTS_REJECTED, bucket, reason, now, points));
            }
        });
    }

    private static Observation observed(Measure measure, String bucket, String reason, long now, long points) {
        return new Observation(
                measure, new Series(Measurement.PIPELINE, List.of(), List.of(bucket, reason)), now, points, 0, 1);
    }
}
