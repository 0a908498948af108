package io.bellwether.bench;

import io.bellwether.job.FlinkRuntime;
import io.bellwether.job.LiveJob;
import io.bellwether.job.PolicyChanges;
import io.bellwether.job.RuleFolder;
import io.bellwether.notify.Variables;
import io.bellwether.settings.Settings;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** The job of {@code bellwether run}, in this process. */
final class LatencyJob {

    private LatencyJob() {}

    /** Makes the topics, and starts. */
    static RunningJob start(BenchSetup setup, LatencyFiles files) throws Exception {
        Settings settings = Settings.load(files.write());
        RuleFolder rules = RuleFolder.read(files.rules(), settings.ruleContext(), Variables.ofEnvironment(), true);
        if (!rules.errors().isEmpty()) {
            throw new IllegalStateException("the rules of the probes are wrong: " + rules.errors());
        }
        topics(settings);
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.createLocalEnvironment(
                settings.parallelism(),
                FlinkRuntime.inProcess(FlinkRuntime.ofLiveJob(settings), settings.parallelism(), -1));
        new LiveJob(
                        settings,
                        rules.rules(),
                        setup.policies(),
                        setup.model(),
                        rules.routing(),
                        Variables.ofEnvironment())
                .wire(environment, PolicyChanges.none(environment));
        return new RunningJob(environment.executeAsync("bench latency"));
    }

    private static void topics(Settings settings) throws Exception {
        Stream<NewTopic> inputs =
                settings.kafka().inputs().stream().map(topic -> new NewTopic(topic, settings.parallelism(), (short) 1));
        Stream<NewTopic> outputs = Stream.of(
                        settings.kafka().rejected(),
                        settings.kafka().failedDeliveries(),
                        settings.kafka().control(),
                        settings.kafka().alerts())
                .map(topic -> new NewTopic(topic, 1, (short) 1));
        List<NewTopic> all = Stream.concat(inputs, outputs).toList();
        try (Admin admin = Admin.create(
                Map.<String, Object>of("bootstrap.servers", settings.kafka().servers()))) {
            admin.createTopics(all).all().get();
        }
    }
}
