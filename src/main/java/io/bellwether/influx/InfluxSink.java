package io.bellwether.influx;

import io.bellwether.metric.Point;
import io.bellwether.state.CodecVersionedSerializer;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SupportsCommitter;
import org.apache.flink.api.connector.sink2.SupportsWriterState;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Writes points to one bucket of InfluxDB.
 *
 * <p><b>Guarantee</b>: at least once. A point is identified by measurement, tags and time, so writing it twice changes
 * nothing: after any failure the store holds what an undisturbed run would have written. No point is lost while the store
 * is away; only points that the store rejects for good are given up, and counted.
 *
 * <p><b>Versions</b>: a point that is written again with other values (late events) must not be overwritten by its older
 * version. Each writer sends one request at a time, in order, and repeats it until it is done. So all versions of a point
 * must pass through one writer: give this sink parallelism 1 (it writes far more points a second than rollups make), or
 * key the stream by series. When keyed, do not change the parallelism from a savepoint taken while the store was away:
 * pending points would be handed to other writers than their newer versions.
 *
 * <p><b>Why not {@code AsyncSinkBase}</b>: its writer waits for requests under way at each checkpoint, and its flush timer
 * blocks the task until the buffer is empty. With the store away no checkpoint would complete and the whole job, alerts
 * included, would stand still at once. Here points under way are part of the state. What is too much for the memory waits in
 * files ({@link #overflowingTo}); without them the job is slowed down when {@code maxBuffered} points wait, which {@link
 * #notifications} never does.
 */
public final class InfluxSink
        implements Sink<Point>, SupportsWriterState<Point, PendingPoints>, SupportsCommitter<Segment> {

    private static final long serialVersionUID = 1;

    private final InfluxSettings settings;
    /** The setting of the bucket. */
    private final String name;

    private final String bucket;
    /** Where the folder of points that wait is; null for nowhere. */
    private final String overflow;

    private final boolean mayWait;

    private InfluxSink(InfluxSettings settings, String name, String overflow, boolean mayWait) {
        this.settings = settings;
        this.name = name;
        this.bucket = settings.buckets().get(name);
        this.overflow = overflow;
        this.mayWait = mayWait;
    }

    /**
     * For what was decided of telling alerts, in the live bucket: whoever tells them must not wait for the store. What there is
     * no room for is dropped and counted ({@code numPointsDropped}).
     */
    public static InfluxSink notifications(InfluxSettings settings) {
        return new InfluxSink(settings, InfluxSettings.LIVE, null, false);
    }

    /**
     * The same where what is too much for the memory waits in files.
     *
     * @param folder an address of Flink's file systems that every machine sees that may run the writer, and that lasts as long as
     *     the job's state; it may be shared
     */
    public InfluxSink overflowingTo(String folder) {
        return new InfluxSink(settings, name, folder, mayWait);
    }

    /** For panes, intervals and alert events. */
    public static InfluxSink live(InfluxSettings settings) {
        return new InfluxSink(settings, InfluxSettings.LIVE, null, true);
    }

    /** For what is told of single agents. */
    public static InfluxSink coaching(InfluxSettings settings) {
        if (!settings.hasAgentBucket()) {
            throw new IllegalArgumentException("influx.agent_bucket must be given where agents are kept apart");
        }
        return new InfluxSink(settings, InfluxSettings.AGENTS, null, true);
    }

    /** For hourly trends. */
    public static InfluxSink trends(InfluxSettings settings) {
        if (!settings.hasTrends()) {
            throw new IllegalArgumentException("influx.trend_bucket must be given where trends are written");
        }
        return new InfluxSink(settings, InfluxSettings.TRENDS, null, true);
    }

    @Override
    public InfluxWriter createWriter(WriterInitContext context) {
        return restoreWriter(context, List.of());
    }

    @Override
    public InfluxWriter restoreWriter(WriterInitContext context, Collection<PendingPoints> states) {
        InfluxWriter writer = new InfluxWriter(
                settings,
                new InfluxClient(settings, bucket),
                context.getMailboxExecutor(),
                context.getProcessingTimeService(),
                new InfluxWriterCounters(
                        context.metricGroup(),
                        WriterAccounts.open(context.getJobInfo().getJobId().toString(), name)),
                overflow == null ? null : new OverflowWriter(overflow, bucket),
                mayWait);
        states.forEach(writer::restore);
        return writer;
    }

    /** Removes files of waiting points that no checkpoint needs any more. */
    @Override
    public Committer<Segment> createCommitter(CommitterInitContext context) {
        return new SegmentCommitter(overflow, bucket);
    }

    @Override
    public SimpleVersionedSerializer<Segment> getCommittableSerializer() {
        return new CodecVersionedSerializer<>(SegmentCodec.INSTANCE);
    }

    @Override
    public SimpleVersionedSerializer<PendingPoints> getWriterStateSerializer() {
        return new CodecVersionedSerializer<>(PendingPointsCodec.INSTANCE);
    }
}
