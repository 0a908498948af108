package io.bellwether.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.influx.InfluxSettings;
import io.bellwether.influx.StoreProbe;
import io.bellwether.influx.StoreProbe.Kind;
import io.bellwether.metric.Signal;
import io.bellwether.metric.SignalCodec;
import io.bellwether.state.CodecTypeInfo;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoreWatchFunctionTest {

    /** What the store answers, and of which bucket it was asked. */
    private static final Deque<Kind> ANSWERS = new ArrayDeque<>();

    private static final List<String> ASKED = new ArrayList<>();

    private static StoreProbe.Answer ask(InfluxSettings settings, String bucket) {
        ASKED.add(bucket);
        return new StoreProbe.Answer(ANSWERS.remove(), "says so");
    }

    private static List<Signal> signals(InfluxSettings settings, int looks) throws Exception {
        StoreWatchFunction watch = new StoreWatchFunction(settings, StoreWatchFunctionTest::ask);
        try (var harness = new OneInputStreamOperatorTestHarness<>(new ProcessOperator<>(watch))) {
            harness.setup(CodecTypeInfo.of(SignalCodec.INSTANCE).createSerializer(new SerializerConfigImpl()));
            harness.open();
            for (long look = 1; look <= looks; look++) {
                harness.setProcessingTime(look * 10_000);
                harness.processElement(look, 0);
            }
            return harness.extractOutputValues();
        }
    }

    /** T takes, A is away, R refuses; what is told is the kind, the level and the look. */
    @ParameterizedTest
    @CsvSource(nullValues = "nothing", textBlock = """
            T,         back0@1
            TTT,       back0@1
            AA,        nothing
            AAT,       back0@3
            AAA,       away1@3
            TAATAAAA,  back0@1 away1@7
            AAAAT,     away1@3 back0@5
            AAARRT,    away1@3 away2@4 back0@6
            RRR,       away2@3
            RAR,       away2@3
            """)
    void whatIsTold(String answers, String told) throws Exception {
        answers.chars().forEach(one -> ANSWERS.add(one == 'T' ? Kind.TAKES : one == 'A' ? Kind.AWAY : Kind.REFUSES));
        List<String> said = signals(InfluxSettings.of("http://store:8086", "o", "live", "t"), answers.length()).stream()
                .map(one -> one.kind().wireName().substring(6) + one.level() + "@" + one.time() / 10_000)
                .toList();
        assertThat(String.join(" ", said)).isEqualTo(told == null ? "" : told);
    }

    @Test
    void everyBucketIsWatchedByItself() throws Exception {
        ASKED.clear();
        for (int look = 0; look < 3; look++) {
            ANSWERS.addAll(List.of(Kind.TAKES, Kind.REFUSES));
        }
        InfluxSettings settings =
                InfluxSettings.of("http://store:8086", "o", "live", "t").withTrendBucket("trends");
        assertThat(signals(settings, 3))
                .extracting(one -> one.subject() + " " + one.kind().wireName() + " " + one.detail())
                .containsExactly(
                        "influx.bucket store.back {problem=takes points again}",
                        "influx.trend_bucket store.away {problem=says so}");
        assertThat(ASKED).containsExactly("live", "trends", "live", "trends", "live", "trends");
    }
}
