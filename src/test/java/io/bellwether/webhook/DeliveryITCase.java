package io.bellwether.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.alert.Transition;
import io.bellwether.alert.TransitionCodec;
import io.bellwether.embedded.WebhookReceiver;
import io.bellwether.notify.Circumstance;
import io.bellwether.notify.CircumstanceCodec;
import io.bellwether.notify.InhibitSourceFunction;
import io.bellwether.notify.Notification;
import io.bellwether.notify.Routing;
import io.bellwether.notify.RoutingFunction;
import io.bellwether.notify.Transitions;
import io.bellwether.notify.Variables;
import io.bellwether.state.CodecTypeInfo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The delivery inside a real task, wired as its factory says, with the guards of production switched on. */
class DeliveryITCase {

    private static final int ALERTS = 20;

    /** How many messages the receiver has; the source lets alerts end when all beginnings have arrived. */
    private static final AtomicInteger RECEIVED = new AtomicInteger();

    @TempDir
    private Path folder;

    @Test
    void everyAlertArrivesOnceSignedAndInOrder() throws Exception {
        Path file = folder.resolve("messages.jsonl");
        CountDownLatch arrived = new CountDownLatch(2 * ALERTS);
        try (WebhookReceiver receiver = WebhookReceiver.start(0, DeliveryHarness.SECRET, file, Clock.systemUTC())) {
            RECEIVED.set(0);
            receiver.listen(message -> {
                RECEIVED.incrementAndGet();
                arrived.countDown();
            });
            JobClient job = start(receiver);
            try {
                assertThat(arrived.await(60, TimeUnit.SECONDS))
                        .as("all arrived")
                        .isTrue();
            } finally {
                job.cancel().get(30, TimeUnit.SECONDS);
            }
            for (int i = 0; i < ALERTS; i++) {
                String alert = "\"alert_id\":\"a" + i + "\"";
                List<String> types = receiver.messages().stream()
                        .map(WebhookReceiver.Message::body)
                        .filter(body -> body.contains(alert))
                        .map(body -> body.substring(0, body.indexOf(',')))
                        .toList();
                assertThat(types).containsExactly("{\"type\":\"alert.firing\"", "{\"type\":\"alert.resolved\"");
            }
            assertThat(Files.readAllLines(file)).hasSize(2 * ALERTS);
        }
    }

    /** Each alert is its own group. */
    private static JobClient start(WebhookReceiver receiver) throws Exception {
        Variables variables = Variables.of(Map.of("URL", receiver.uri().toString(), "SECRET", DeliveryHarness.SECRET));
        Routing routing = Routing.parse("alert-routing.yaml", """
                receivers:
                  - {name: hook, type: webhook, url: "${URL}", secret: "${SECRET}", allow_http_hosts: [127.0.0.1], allow_private: true}
                stale_after: 0s
                routes:
                  - {match: {}, receiver: hook, group_by: [queue], group_interval: 0s}
                """, variables);
        Configuration configuration = new Configuration();
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        configuration.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.createLocalEnvironment(2, configuration);
        environment.enableCheckpointing(Duration.ofMillis(200).toMillis());
        // keeps running after the last alert: a bounded job would end with its outbox unsent
        DataGeneratorSource<Transition> source = new DataGeneratorSource<>(
                DeliveryITCase::transition,
                Long.MAX_VALUE,
                RateLimiterStrategy.perSecond(100),
                CodecTypeInfo.of(TransitionCodec.INSTANCE));
        DataStream<Transition> transitions = environment
                .fromSource(source, WatermarkStrategy.noWatermarks(), "Transitions")
                .uid("transitions")
                .setParallelism(1);
        DataStream<Circumstance> circumstances = transitions
                .flatMap(new InhibitSourceFunction(routing))
                .returns(CodecTypeInfo.of(CircumstanceCodec.INSTANCE))
                .uid("inhibit")
                .union(environment
                        .fromData(CodecTypeInfo.of(CircumstanceCodec.INSTANCE), new Circumstance.CommandsRead())
                        .uid("commands-read"));
        transitions
                .keyBy(Transition::alertId, Types.STRING)
                .process(new RoutingFunction(routing))
                .uid("routing")
                .setParallelism(1)
                .keyBy(Notification::groupKey, Types.STRING)
                .connect(circumstances.broadcast())
                .transform(
                        "Deliver alerts",
                        CodecTypeInfo.of(FailedDeliveryCodec.INSTANCE),
                        new DeliveryOperatorFactory(routing, variables))
                .uid("deliver")
                .sinkTo(new DiscardingSink<>())
                .uid("failed");
        return environment.executeAsync("delivery");
    }

    /** All alerts fire, then nothing but shadow until all have arrived, then all end, again and again. */
    private static Transition transition(Long index) {
        int alert = (int) (index % ALERTS);
        boolean ends = RECEIVED.get() >= ALERTS;
        Transition t = ends ? Transitions.resolved("a" + alert, 2, "page") : Transitions.firing("a" + alert, "page");
        Transition labelled = Transitions.labelled(t, Map.of("queue", "q" + alert));
        return index >= ALERTS && !ends ? Transitions.shadow(labelled) : labelled;
    }
}
