package io.bellwether.influx;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.IntSupplier;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.groups.SinkWriterMetricGroup;

/** The {@link InfluxCounter}s of one writer and what Flink's web UI shows of any sink. Task thread only. */
final class InfluxWriterCounters {

    private final Map<InfluxCounter, Counter> counters = new EnumMap<>(InfluxCounter.class);
    private final SinkWriterMetricGroup group;
    private final WriterAccount account;

    /** @param account where the same is told to whoever watches the writer beside it */
    InfluxWriterCounters(SinkWriterMetricGroup group, WriterAccount account) {
        this.group = group;
        this.account = account;
        for (InfluxCounter counter : InfluxCounter.values()) {
            counters.put(counter, group.counter(counter.metricName()));
        }
    }

    /** Shows how many points are not stored yet, and how many of them are in files. */
    void watch(IntSupplier pendingPoints, IntSupplier inFiles) {
        group.gauge("pendingPoints", (Gauge<Integer>) pendingPoints::getAsInt);
        group.gauge("pendingPointsInFiles", (Gauge<Integer>) inFiles::getAsInt);
        account.watch(pendingPoints);
    }

    void add(InfluxCounter counter, long number) {
        counters.get(counter).inc(number);
        switch (counter) {
            case POINTS_WRITTEN -> group.getNumRecordsSendCounter().inc(number);
            case POINTS_REJECTED -> group.getNumRecordsSendErrorsCounter().inc(number);
            case POINTS_GIVEN_UP, POINTS_DROPPED -> {
                group.getNumRecordsSendErrorsCounter().inc(number);
                account.lose(number);
            }
            case POINTS_SUPERSEDED, POINTS_WITHOUT_FIELDS, REQUESTS_RETRIED, REQUESTS_SPLIT -> {}
        }
    }

    /** Points that the store will never take. */
    void rejected(Refusal.Reason reason, long number) {
        add(InfluxCounter.POINTS_REJECTED, number);
        account.reject(reason.name(), number);
    }

    /** Why nothing is taken; empty where it is. */
    void trouble(String words) {
        account.trouble(words);
    }

    /** The writer is no more. */
    void close() {
        account.close();
    }

    long count(InfluxCounter counter) {
        return counters.get(counter).getCount();
    }
}
