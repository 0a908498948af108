package io.bellwether.job;

import io.bellwether.influx.InfluxSettings;
import io.bellwether.influx.StoreProbe;
import io.bellwether.influx.WriterAccounts;
import io.bellwether.metric.Observation;
import io.bellwether.metric.ObservationCodec;
import io.bellwether.metric.Signal;
import io.bellwether.state.CodecTypeInfo;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the store again and again whether it takes points, and tells {@code store.away} of a bucket of which it did not at
 * {@value #LOOKS} looks in a row, and {@code store.back} when it does. The subject is the bucket's setting. It asks by itself, since
 * a writer that has nothing to write knows nothing; and the store is asked for no more than the right to write. What the
 * writers beside it have to say goes to {@link #OF_WRITERS} at each look.
 *
 * <p>In memory: after a start the first good answer tells {@code store.back}, which ends what is open from before.
 */
final class StoreWatchFunction extends ProcessFunction<Long, Signal> {

    private static final long serialVersionUID = 1L;

    /** How many points wait, and how many were rejected and lost. */
    static final OutputTag<Observation> OF_WRITERS =
            new OutputTag<>("writers", CodecTypeInfo.of(ObservationCodec.INSTANCE));

    /** So many in a row are no hiccup. */
    static final int LOOKS = 3;

    private static final int AWAY = 1;
    private static final int REFUSES = 2;

    private static final Logger LOG = LoggerFactory.getLogger(StoreWatchFunction.class);

    /** Asks a store of one bucket. */
    @FunctionalInterface
    interface Probe extends Serializable {
        StoreProbe.Answer ask(InfluxSettings settings, String bucket);
    }

    private final InfluxSettings settings;
    private final Probe probe;
    private transient Map<String, Watched> watched;
    private transient WriterReport writers;

    StoreWatchFunction(InfluxSettings settings, Probe probe) {
        this.settings = settings;
        this.probe = probe;
    }

    /** What is known of a bucket: how often in a row it did not take points, and the level that was told; −1 of nothing. */
    private static final class Watched {
        private int bad;
        private int told = -1;
    }

    @Override
    public void open(OpenContext context) {
        watched = new HashMap<>();
        writers = new WriterReport();
    }

    @Override
    public void processElement(Long tick, Context context, Collector<Signal> out) {
        writers.look(
                WriterAccounts.of(getRuntimeContext().getJobInfo().getJobId().toString()),
                context.timerService().currentProcessingTime(),
                observation -> context.output(OF_WRITERS, observation));
        settings.buckets().forEach((setting, bucket) -> look(setting, bucket, context, out));
    }

    private void look(String setting, String bucket, Context context, Collector<Signal> out) {
        StoreProbe.Answer answer = probe.ask(settings, bucket);
        Watched of = watched.computeIfAbsent(setting, name -> new Watched());
        int level =
                switch (answer.kind()) {
                    case TAKES -> 0;
                    case AWAY -> AWAY;
                    case REFUSES -> REFUSES;
                };
        of.bad = level == 0 ? 0 : of.bad + 1;
        if (level == of.told || level > 0 && of.bad < LOOKS) {
            return;
        }
        of.told = level;
        long now = context.timerService().currentProcessingTime();
        if (level == 0) {
            LOG.info("The store takes points for {}", setting);
            out.collect(
                    Signal.ofNoCase(Signal.Kind.STORE_BACK, setting, 0, now, Map.of("problem", "takes points again")));
        } else {
            LOG.warn("The store takes no points for {}: it {}", setting, answer.message());
            out.collect(
                    Signal.ofNoCase(Signal.Kind.STORE_AWAY, setting, level, now, Map.of("problem", answer.message())));
        }
    }
}
