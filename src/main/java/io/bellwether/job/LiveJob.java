package io.bellwether.job;

import io.bellwether.agents.PresenceForm;
import io.bellwether.alert.Transition;
import io.bellwether.cases.ClockForm;
import io.bellwether.cases.ContactForm;
import io.bellwether.influx.InfluxSettings;
import io.bellwether.influx.InfluxSink;
import io.bellwether.ingest.DoorOperator;
import io.bellwether.ingest.Inbound;
import io.bellwether.ingest.InboundCodec;
import io.bellwether.ingest.KafkaStart;
import io.bellwether.ingest.LetterSink;
import io.bellwether.metric.Point;
import io.bellwether.metric.PointCodec;
import io.bellwether.notify.Circumstance;
import io.bellwether.notify.CircumstanceCodec;
import io.bellwether.notify.Decision;
import io.bellwether.notify.InhibitReloadFunction;
import io.bellwether.notify.InhibitSourceFunction;
import io.bellwether.notify.Notification;
import io.bellwether.notify.NotificationCodec;
import io.bellwether.notify.Routing;
import io.bellwether.notify.RoutingException;
import io.bellwether.notify.RoutingFunction;
import io.bellwether.notify.RoutingReloadFunction;
import io.bellwether.notify.Variables;
import io.bellwether.rule.RuleSet;
import io.bellwether.settings.KafkaSettings;
import io.bellwether.settings.Settings;
import io.bellwether.sla.PolicyBook;
import io.bellwether.state.CodecTypeInfo;
import io.bellwether.topic.RowForm;
import io.bellwether.webhook.DeliveryOperatorFactory;
import io.bellwether.webhook.FailedDelivery;
import io.bellwether.webhook.FailedDeliveryCodec;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamSink;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The job on live streams: Kafka in front of the {@link Topology}, the store and the webhooks behind it. */
public final class LiveJob {

    private final Settings settings;
    private final RuleSet rules;
    private final PolicyBook policies;
    private final DoorOperator.ModelSource model;
    private final Routing routing;
    private final Variables variables;
    private RuleFolder watched;
    private double looksPerSecond = RuleChanges.LOOKS_PER_SECOND;

    /** @param variables where secrets of the routing file come from */
    public LiveJob(
            Settings settings,
            RuleSet rules,
            PolicyBook policies,
            DoorOperator.ModelSource model,
            Routing routing,
            Variables variables) {
        this.settings = settings;
        this.rules = rules;
        this.policies = policies;
        this.model = model;
        this.routing = routing;
        this.variables = variables;
    }

    /** The same with the folder that rules and routing are from: what changes there holds as soon as it is certain. */
    public LiveJob watching(RuleFolder folder) {
        return watching(folder, RuleChanges.LOOKS_PER_SECOND);
    }

    LiveJob watching(RuleFolder folder, double looks) {
        watched = folder;
        looksPerSecond = looks;
        return this;
    }

    /**
     * Wires the job. Without a state it begins with what Kafka holds now.
     *
     * @param changes policy books that replace the first one while the job runs
     */
    public void wire(StreamExecutionEnvironment environment, PolicyChanges changes) throws RoutingException {
        wire(environment, changes, LiveIngest.start(settings), "");
    }

    /**
     * Wires the job.
     *
     * @param changes policy books that replace the first one while the job runs
     * @param start where it begins if it has no state
     * @param cluster id of the Kafka cluster; empty where it is not known
     */
    public void wire(StreamExecutionEnvironment environment, PolicyChanges changes, KafkaStart start, String cluster)
            throws RoutingException {
        LiveIngest ingest = new LiveIngest(settings, start);
        RuleChanges reloads = reloads(environment);
        Topology.Outputs outputs = new Topology(settings, rules, policies, model, true)
                .wire(checked(ingest.events(environment), cluster), changes, reloads, storeWatch(environment));
        ingest.deadLetters(outputs.rejections());
        tell(outputs, start.wholeSince(), reloads);
    }

    /** Null where there is no store. */
    private StoreWatch storeWatch(StreamExecutionEnvironment environment) {
        return settings.influx() == null ? null : StoreWatch.of(environment, settings.influx());
    }

    /** Null where no folder is watched. */
    RuleChanges reloads(StreamExecutionEnvironment environment) {
        return watched == null ? null : RuleChanges.watching(environment, watched, settings, variables, looksPerSecond);
    }

    /** In the chain of source and door: records still have their texts there and must not leave the thread. */
    private SingleOutputStreamOperator<Inbound> checked(SingleOutputStreamOperator<Inbound> inbound, String cluster) {
        return inbound.transform(
                        "Check state",
                        CodecTypeInfo.of(InboundCodec.INSTANCE),
                        new StateFitOperator(settings, rules, cluster))
                .setParallelism(inbound.getParallelism())
                .uid("ingest-state-fit");
    }

    /** Attaches the store and the webhooks to a topology that sees all of the past. */
    void tell(Topology.Outputs outputs) throws RoutingException {
        tell(outputs, Long.MIN_VALUE, null);
    }

    void tell(Topology.Outputs outputs, long wholeSince, RuleChanges reloads) throws RoutingException {
        if (settings.influx() != null) {
            store(outputs, wholeSince);
        }
        list(outputs.transitions());
        keep(outputs.present());
        deliver(outputs.transitions(), reloads);
    }

    /** What fires can be asked of a topic by whoever cannot ask the job. */
    private void list(DataStream<Transition> transitions) {
        transitions
                .sinkTo(new LetterSink<>(
                        settings.kafka().clientProperties(),
                        new AlertLetters(settings.kafka().alerts())))
                .setParallelism(1)
                // a topic that is missing holds up who writes to it
                .disableChaining()
                .uid("alerts-list")
                .name("List of alerts");
    }

    private void keep(Present present) {
        KafkaSettings kafka = settings.kafka();
        if (!kafka.clocks().isEmpty()) {
            keep(kafka.clocks(), present.clocks(), new ClockForm(), "clocks-topic", "Running clocks");
        }
        if (!kafka.contacts().isEmpty()) {
            keep(kafka.contacts(), present.contacts(), new ContactForm(), "contacts-topic", "Contacts");
        }
        if (!kafka.presence().isEmpty()) {
            keep(kafka.presence(), present.agents(), new PresenceForm(), "presence-topic", "Agents who are there");
        }
    }

    /** Keeps a topic at what is so now. One writer knows all that it says. */
    private <T> void keep(String topic, DataStream<T> told, RowForm<T, ?> form, String uid, String name) {
        told.sinkTo(new RowSink<>(settings.kafka().clientProperties(), topic, form))
                .setParallelism(1)
                .disableChaining()
                .uid(uid)
                .name(name);
    }

    /** One writer keeps the versions of a point in order, also over a change of parallelism. */
    private void store(Topology.Outputs outputs, long wholeSince) {
        InfluxSettings influx = settings.influx();
        written(outputs.points(), wholeSince, InfluxSink.live(influx), "influx-points")
                .name("InfluxDB");
        if (outputs.coaching() != null) {
            written(outputs.coaching(), wholeSince, InfluxSink.coaching(influx), "influx-coaching")
                    .name("InfluxDB coaching");
        }
        if (outputs.trends() != null) {
            written(outputs.trends(), wholeSince, InfluxSink.trends(influx), "influx-trends")
                    .name("InfluxDB trends");
        }
    }

    private DataStreamSink<Point> written(DataStream<Point> points, long since, InfluxSink sink, String uid) {
        return StoreWatch.written(whole(points, since, uid + "-whole"), waiting(sink, points))
                .uid(uid);
    }

    /** What is too much for the memory of a sink waits beside the checkpoints: there it lasts as long as they do. */
    private InfluxSink waiting(InfluxSink sink, DataStream<?> of) {
        String checkpoints =
                of.getExecutionEnvironment().getConfiguration().get(CheckpointingOptions.CHECKPOINTS_DIRECTORY);
        return checkpoints == null || settings.influx().maxOverflowBytes() == 0
                ? sink
                : sink.overflowingTo(checkpoints);
    }

    private static SingleOutputStreamOperator<Point> whole(DataStream<Point> points, long since, String uid) {
        return points.filter(new WholeWindows(since)).setParallelism(1).uid(uid).name("Whole windows");
    }

    /** What decides on telling beside what is to be told. */
    private DataStream<Circumstance> circumstances(DataStream<Transition> transitions, RuleChanges reloads) {
        SingleOutputStreamOperator<Circumstance> sources = reloads == null
                ? transitions.flatMap(new InhibitSourceFunction(routing))
                : transitions.connect(reloads.broadcast()).process(new InhibitReloadFunction(routing, reloads.start()));
        return sources.returns(CodecTypeInfo.of(CircumstanceCodec.INSTANCE))
                .uid("notify-inhibit")
                .name("Inhibiting alerts")
                .union(new LiveControl(settings.kafka()).commands(transitions.getExecutionEnvironment()));
    }

    private SingleOutputStreamOperator<Notification> route(DataStream<Transition> transitions, RuleChanges reloads) {
        KeyedStream<Transition, String> byAlert = transitions.keyBy(Transition::alertId, Types.STRING);
        SingleOutputStreamOperator<Notification> routed = reloads == null
                ? byAlert.process(new RoutingFunction(routing))
                : byAlert.connect(reloads.broadcast()).process(new RoutingReloadFunction(routing, reloads.start()));
        return routed.returns(CodecTypeInfo.of(NotificationCodec.INSTANCE))
                .uid("notify-route")
                .name("Route alerts");
    }

    private DeliveryOperatorFactory delivery(RuleChanges reloads) throws RoutingException {
        DeliveryOperatorFactory delivery = new DeliveryOperatorFactory(routing, variables);
        return reloads == null ? delivery : delivery.reloading(reloads.start());
    }

    /** By a writer of their own: that of the numbers holds up who writes to it where nothing can wait in files. */
    private void storeDecisions(DataStream<Decision> decisions) {
        SingleOutputStreamOperator<Point> rows = decisions
                .keyBy(DecisionPointFunction::key, Types.STRING)
                .process(new DecisionPointFunction())
                .returns(CodecTypeInfo.of(PointCodec.INSTANCE))
                .setParallelism(1)
                .uid("notify-rows")
                .name("Rows of decisions");
        StoreWatch.written(rows, waiting(InfluxSink.notifications(settings.influx()), decisions))
                .uid("influx-notifications")
                .name("InfluxDB notifications");
    }

    /** Also without routes: what was told before they went is in the state, and its end has to be reported. */
    private void deliver(DataStream<Transition> transitions, RuleChanges reloads) throws RoutingException {
        DataStream<Circumstance> circumstances = circumstances(transitions, reloads);
        SingleOutputStreamOperator<FailedDelivery> failed = route(transitions, reloads)
                .keyBy(Notification::groupKey, Types.STRING)
                .connect((reloads == null ? circumstances : circumstances.union(reloads.circumstances())).broadcast())
                .transform("Deliver alerts", CodecTypeInfo.of(FailedDeliveryCodec.INSTANCE), delivery(reloads))
                .uid("webhook-deliver")
                // what a vendor takes in a minute is one account; requests run beside the task
                .setParallelism(1);
        failed.sinkTo(new LetterSink<>(
                        settings.kafka().clientProperties(),
                        new FailedDeliveryLetters(settings.kafka().failedDeliveries())))
                .uid("webhook-failed")
                .name("Failed deliveries");
        if (settings.influx() != null) {
            storeDecisions(failed.getSideOutput(DeliveryOperatorFactory.DECISIONS));
        }
        failed.getSideOutput(DeliveryOperatorFactory.DECISIONS)
                .sinkTo(new LetterSink<>(
                        settings.kafka().clientProperties(),
                        new DecisionLetters(settings.kafka().alerts())))
                .setParallelism(1)
                .disableChaining()
                .uid("alerts-decisions")
                .name("Decisions on telling");
    }
}
