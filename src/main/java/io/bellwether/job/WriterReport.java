package io.bellwether.job;

import io.bellwether.influx.WriterAccount;
import io.bellwether.metric.Measure;
import io.bellwether.metric.Measurement;
import io.bellwether.metric.Observation;
import io.bellwether.metric.Series;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What there is to tell of the writers of a job at each look: of each bucket how many points wait, and what was rejected and
 * lost since the look before. What a writer gave up in the seconds between the last look and a failure, and before its last
 * checkpoint, is not told: Flink's metrics and the log have it.
 */
final class WriterReport {

    private static final WriterAccount.Figures NOTHING = new WriterAccount.Figures(0, 0, Map.of(), "");

    /** At the look before, by bucket. */
    private final Map<String, WriterAccount.Figures> before = new HashMap<>();

    /**
     * Looks at the writers.
     *
     * @param buckets what the writers of each have to say
     * @param now of the look, epoch ms wall clock
     * @param out who is told
     */
    void look(Map<String, WriterAccount.Figures> buckets, long now, Consumer<Observation> out) {
        buckets.forEach((bucket, figures) -> {
            WriterAccount.Figures last = before.put(bucket, figures);
            tell(bucket, figures, last == null ? NOTHING : last, now, out);
        });
    }

    private static void tell(
            String bucket,
            WriterAccount.Figures figures,
            WriterAccount.Figures last,
            long now,
            Consumer<Observation> out) {
        out.accept(observed(Measure.PIPELINE_POINTS_WAITING, bucket, Series.NONE, now, figures.waiting()));
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
