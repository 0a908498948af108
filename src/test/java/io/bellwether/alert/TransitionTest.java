package io.bellwether.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.metric.Point;
import io.bellwether.state.CodecTypeInfo;
import java.util.Map;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

class TransitionTest {

    private static final long AT = 1_700_000_000_123L;

    private static Transition of(double value, String alertId, String subject) {
        return new Transition(
                alertId,
                "slow",
                "abc",
                2,
                Transition.Kind.RESOLVED,
                "recovered",
                "page",
                "page",
                value,
                0.8,
                40,
                AT - 60_000,
                AT,
                "Slow \"queue\"",
                "等待",
                Map.of("queue", "vip", "brand", ""),
                subject,
                subject.isEmpty() ? "" : "desk",
                "r",
                "d",
                true);
    }

    @Test
    void printsOneLine() {
        assertThat(of(0.9, "a1", "").toJson())
                .isEqualTo(
                        "{\"alert_id\":\"a1\",\"uid\":\"slow\",\"rule_version\":\"abc\",\"seq\":2,"
                                + "\"transition\":\"resolved\",\"reason\":\"recovered\",\"severity\":\"page\","
                                + "\"previous_severity\":\"page\",\"value\":0.9,\"threshold\":0.8,\"samples\":40,"
                                + "\"starts_at\":\"2023-11-14T22:12:20.123Z\",\"at\":\"2023-11-14T22:13:20.123Z\","
                                + "\"title\":\"Slow \\\"queue\\\"\",\"text\":\"等待\",\"labels\":{\"brand\":\"\",\"queue\":\"vip\"},"
                                + "\"subject\":\"\",\"subject_source\":\"\",\"runbook\":\"r\",\"dashboard\":\"d\",\"shadow\":true}");
        assertThat(of(Double.NaN, "a1", "").toJson()).contains("\"value\":null").doesNotContain("\n");
    }

    @Test
    void becomesARow() {
        Point point = new AlertRow(of(Double.NaN, "a1", ""), 123).toPoint(AT - 123);

        assertThat(point.measurement()).isEqualTo("alert_events");
        assertThat(point.time()).isEqualTo(AT);
        assertThat(point.tags())
                .isEqualTo(Map.of("queue", "vip", "rule", "slow", "severity", "page", "transition", "resolved"));
        assertThat(point.fields()).doesNotContainKey("value").containsEntry("end_ms", AT);
        assertThat(point.fields().keySet())
                .containsExactly("alert_id", "end_ms", "reason", "starts_at", "text", "threshold", "title");
    }

    @Test
    void comesThroughFlinkAsItWent() throws Exception {
        TypeSerializer<Transition> serializer =
                CodecTypeInfo.of(TransitionCodec.INSTANCE).createSerializer(new SerializerConfigImpl());
        DataOutputSerializer out = new DataOutputSerializer(64);
        Transition transition = of(0.5, "a1", "T-1");
        serializer.serialize(transition, out);

        assertThat(serializer.deserialize(new DataInputDeserializer(out.getCopyOfBuffer())))
                .isEqualTo(transition);
    }
}
