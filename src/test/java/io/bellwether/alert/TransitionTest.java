package io.bellwether.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.metric.Point;
import io.bellwether.state.CodecTypeInfo;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

class TransitionTest {

    private static final long AT = 1_700_000_000_123L;

    private static Transition of(double value, String alertId, String subject) {
        return of(value, alertId, subject, Map.of("queue", "vip", "brand", ""));
    }

    private static Transition of(double value, String alertId, String subject, Map<String, String> labels) {
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
                Double.NaN,
                40,
                AT - 60_000,
                AT,
                "Slow \"queue\"",
                "等待",
                labels,
                subject,
                subject.isEmpty() ? "" : "desk",
                "r",
                "d",
                true,
                List.of());
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
    void isReadBackAsItWas() throws Exception {
        for (Transition one : List.of(of(0.9, "a1", ""), of(Double.NaN, "a1", "c-7"))) {
            assertThat(AlertLines.of(one.toJson())).isEqualTo(one);
        }
    }

    @Test
    void saysWhatDrivesItInItsRowAndToWhoHearsOfItFirst() {
        List<Driver> drivers = List.of(
                new Driver("tier", "vip", 0.624, 0.2, 0.4),
                new Driver("brand", "north", Double.NaN, Double.NaN, 7_200));
        Transition driven = of(0.9, "a1", "").drivenBy(drivers);

        assertThat(driven.fields()).containsEntry("drivers", "tier=vip 62 %, brand=north");
        assertThat(of(0.9, "a1", "").fields()).doesNotContainKey("drivers");
        assertThat(driven.asFiring().drivers()).isEqualTo(drivers);
        assertThat(driven.asFiring().kind()).isEqualTo(Transition.Kind.FIRING);
    }

    /** Whatever labels are called, and in whatever order they come. */
    @Test
    void tagsAreTheLabelsAndWhatItSaysOfItself() {
        List<String> names = List.of("a", "queue", "rule", "rules", "severity", "shadow", "tier", "transition", "z");
        for (int some = 0; some < 1 << names.size(); some++) {
            Map<String, String> labels = some % 2 == 0 ? new TreeMap<>() : new LinkedHashMap<>();
            for (int i = names.size() - 1; i >= 0; i--) {
                if ((some & 1 << i) != 0) {
                    labels.put(names.get(i), i % 3 == 0 ? "" : "label");
                }
            }
            Map<String, String> right = new TreeMap<>(labels);
            right.values().removeIf(String::isEmpty);
            right.putAll(Map.of("rule", "slow", "severity", "page", "shadow", "true", "transition", "resolved"));
            List<String> told = new ArrayList<>();
            of(1, "a1", "", labels).eachTag((name, value) -> told.add(name + "=" + value));
            assertThat(told)
                    .containsExactlyElementsOf(
                            right.entrySet().stream().map(Map.Entry::toString).toList());
        }
    }

    @Test
    void becomesARow() {
        Point point = new AlertRow(of(Double.NaN, "a1", ""), 123).toPoint(AT - 123);

        assertThat(point.measurement()).isEqualTo("alert_events");
        assertThat(point.time()).isEqualTo(AT);
        assertThat(point.tags())
                .isEqualTo(Map.of(
                        "queue",
                        "vip",
                        "rule",
                        "slow",
                        "severity",
                        "page",
                        "shadow",
                        "true",
                        "transition",
                        "resolved"));
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
