package io.bellwether;

import io.bellwether.event.Rejection;
import io.bellwether.influx.InfluxSink;
import io.bellwether.ingest.DeadLetterSerializer;
import io.bellwether.ingest.DoorFunction;
import io.bellwether.ingest.HeartbeatSink;
import io.bellwether.ingest.Inbound;
import io.bellwether.ingest.InboundSerializer;
import io.bellwether.ingest.IngestWatermarks;
import io.bellwether.ingest.KafkaEventDeserializer;
import io.bellwether.ingest.KafkaTopics;
import io.bellwether.metric.Point;
import io.bellwether.notify.Notification;
import io.bellwether.notify.Routing;
import io.bellwether.notify.RoutingException;
import io.bellwether.notify.RoutingFunction;
import io.bellwether.notify.Variables;
import io.bellwether.rule.RuleSet;
import io.bellwether.rule.Transition;
import io.bellwether.sla.PolicyBook;
import io.bellwether.webhook.DeliveryOperatorFactory;
import io.bellwether.webhook.FailedDelivery;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;

/** The job on live streams: Kafka in front of the {@link Topology}, the store and the webhooks behind it. */
public final class LiveJob {

    private final Settings settings;
    private final RuleSet rules;
    private final PolicyBook policies;
    private final DoorFunction.ModelSource model;
    private final Routing routing;
    private final Variables variables;

    /** @param variables where secrets of the routing file come from */
    public LiveJob(
            Settings settings,
            RuleSet rules,
            PolicyBook policies,
            DoorFunction.ModelSource model,
            Routing routing,
            Variables variables) {
        this.settings = settings;
        this.rules = rules;
        this.policies = policies;
        this.model = model;
        this.routing = routing;
        this.variables = variables;
    }

    /**
     * Wires the job.
     *
     * @param changes policy books that replace the first one while the job runs
     */
    public void wire(StreamExecutionEnvironment environment, PolicyChanges changes) throws RoutingException {
        Topology.Outputs outputs =
                new Topology(settings, rules, policies, model, true).wire(events(environment), changes);
        if (settings.kafka().heartbeat()) {
            heartbeats(environment);
        }
        deadLetters(outputs.rejections());
        if (settings.influx() != null) {
            store(outputs.points(), outputs.trends());
        }
        if (!routing.isEmpty()) {
            deliver(outputs.transitions());
        }
    }

    private SingleOutputStreamOperator<Inbound> events(StreamExecutionEnvironment environment) {
        Settings.Kafka kafka = settings.kafka();
        OffsetResetStrategy start =
                kafka.start().equals("latest") ? OffsetResetStrategy.LATEST : OffsetResetStrategy.EARLIEST;
        KafkaSource<Inbound> source = KafkaSource.<Inbound>builder()
                .setProperties(kafka.clientProperties())
                .setBootstrapServers(kafka.servers())
                .setGroupId(kafka.group())
                .setTopics(kafka.inputs())
                .setStartingOffsets(OffsetsInitializer.committedOffsets(start))
                .setProperty("partition.discovery.interval.ms", "60000")
                .setDeserializer(new KafkaEventDeserializer(settings.dimensions(), settings.maxFutureMillis()))
                .build();
        int subtasks = KafkaTopics.subtasks(kafka.clientProperties(), kafka.inputs(), settings.parallelism());
        return environment
                .fromSource(
                        source,
                        IngestWatermarks.strategy(settings.disorderMillis()),
                        "Kafka",
                        InboundSerializer.typeInfo())
                .setParallelism(subtasks)
                .uid("ingest-kafka");
    }

    /** Time for silent partitions. A pipeline of its own: it must not hold back events, nor they it. */
    private void heartbeats(StreamExecutionEnvironment environment) {
        DataGeneratorSource<Long> ticks = new DataGeneratorSource<>(
                tick -> tick, Long.MAX_VALUE, RateLimiterStrategy.perSecond(1), Types.LONG);
        environment
                .fromSource(
                        ticks,
                        org.apache.flink.api.common.eventtime.WatermarkStrategy.noWatermarks(),
                        "Every second",
                        Types.LONG)
                .setParallelism(1)
                .uid("ingest-ticks")
                .sinkTo(new HeartbeatSink(
                        settings.kafka().clientProperties(), settings.kafka().inputs()))
                .setParallelism(1)
                .uid("ingest-heartbeats")
                .name("Heartbeats");
    }

    private void deadLetters(DataStream<Rejection> rejections) {
        KafkaSink<Rejection> letters = KafkaSink.<Rejection>builder()
                .setKafkaProducerConfig(settings.kafka().clientProperties())
                .setBootstrapServers(settings.kafka().servers())
                .setRecordSerializer(new DeadLetterSerializer(settings.kafka().rejected()))
                .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
                .build();
        rejections.sinkTo(letters).uid("ingest-rejected").name("Dead letters");
    }

    /** One writer keeps the versions of a point in order, also over a change of parallelism. */
    private void store(DataStream<Point> points, DataStream<Point> trends) {
        points.sinkTo(InfluxSink.live(settings.influx()))
                .setParallelism(1)
                .uid("influx-points")
                .name("InfluxDB");
        if (trends != null) {
            trends.sinkTo(InfluxSink.trends(settings.influx()))
                    .setParallelism(1)
                    .uid("influx-trends")
                    .name("InfluxDB trends");
        }
    }

    private void deliver(DataStream<Transition> transitions) throws RoutingException {
        transitions
                .flatMap(new RoutingFunction(routing))
                .returns(TypeInformation.of(Notification.class))
                .uid("notify-route")
                .name("Route alerts")
                .keyBy(Notification::groupKey, Types.STRING)
                .transform(
                        "Deliver alerts",
                        TypeInformation.of(FailedDelivery.class),
                        new DeliveryOperatorFactory(routing, variables))
                .uid("webhook-deliver");
    }
}
