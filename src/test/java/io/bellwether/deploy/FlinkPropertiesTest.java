package io.bellwether.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Field;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.junit.jupiter.api.Test;

/** Flink ignores an option that it does not know, so that a mistyped one is a silent default. */
class FlinkPropertiesTest {

    private static final List<Class<?>> OPTIONS = List.of(
            CoreOptions.class,
            JobManagerOptions.class,
            TaskManagerOptions.class,
            StateBackendOptions.class,
            CheckpointingOptions.class,
            RestartStrategyOptions.class,
            PipelineOptions.class);

    @Test
    void everyPropertyIsAnOptionWithAValueThatFlinkReads() throws Exception {
        Map<String, ConfigOption<?>> known = known();
        Map<String, String> properties = properties();
        assertThat(known.keySet()).containsAll(properties.keySet());
        Configuration configuration = Configuration.fromMap(properties);
        for (String key : properties.keySet()) {
            assertThat(configuration.getOptional(known.get(key))).as(key).isPresent();
        }
    }

    @Test
    void keepsCheckpointsAndTheHeapAndRefusesKryoAndGeneratedUids() throws IOException {
        Configuration configuration = Configuration.fromMap(properties());
        assertThat(configuration.get(CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION))
                .isEqualTo(ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
        assertThat(configuration.get(PipelineOptions.GENERIC_TYPES)).isFalse();
        assertThat(configuration.get(PipelineOptions.AUTO_GENERATE_UIDS)).isFalse();
        // what is RocksDB's is lost to a state on the heap
        assertThat(configuration.get(StateBackendOptions.STATE_BACKEND)).isEqualTo("hashmap");
        assertThat(configuration.get(TaskManagerOptions.MANAGED_MEMORY_SIZE).getMebiBytes())
                .isLessThan(128);
        assertThat(configuration.get(TaskManagerOptions.NUM_TASK_SLOTS))
                .isGreaterThanOrEqualTo(
                        Deployment.yaml("bellwether.yaml").get("parallelism").asInt());
    }

    /** One "key: value" a line, split at the first colon, no comments: process_flink_properties of the image. */
    private static Map<String, String> properties() throws IOException {
        Map<String, String> properties = new LinkedHashMap<>();
        String text = Deployment.service("jobmanager")
                .get("environment")
                .get("FLINK_PROPERTIES")
                .asText();
        for (String line : text.lines().toList()) {
            assertThat(line).matches("[a-z.A-Z-]+: \\S.*").doesNotContain("#");
            String[] parts = line.split(": ", 2);
            assertThat(properties.put(parts[0], parts[1]))
                    .as("%s twice", parts[0])
                    .isNull();
        }
        return properties;
    }

    private static Map<String, ConfigOption<?>> known() throws IllegalAccessException {
        Map<String, ConfigOption<?>> known = new HashMap<>();
        for (Class<?> holder : OPTIONS) {
            for (Field field : holder.getFields()) {
                if (field.getType() == ConfigOption.class) {
                    ConfigOption<?> option = (ConfigOption<?>) field.get(null);
                    known.put(option.key(), option);
                }
            }
        }
        return known;
    }
}
