package io.bellwether.job;

import io.bellwether.agents.AgentOperator;
import io.bellwether.alert.Transition;
import io.bellwether.cases.CaseOperator;
import io.bellwether.cases.CaseTold;
import io.bellwether.customers.CustomerOperator;
import io.bellwether.customers.RatingsOperator;
import io.bellwether.event.EventCodec;
import io.bellwether.event.EventKeys;
import io.bellwether.event.Rejection;
import io.bellwether.event.ServiceEvent;
import io.bellwether.event.SourceIdCodec;
import io.bellwether.ingest.DoorOperator;
import io.bellwether.ingest.HeavierScoreOperatorFactory;
import io.bellwether.ingest.Inbound;
import io.bellwether.ingest.InboundCodec;
import io.bellwether.metric.Cell;
import io.bellwether.metric.CombineOperator;
import io.bellwether.metric.Combiner;
import io.bellwether.metric.Point;
import io.bellwether.metric.RollupWindow;
import io.bellwether.metric.RollupWindowCodec;
import io.bellwether.metric.Signal;
import io.bellwether.metric.Windowing;
import io.bellwether.quality.CustomerFact;
import io.bellwether.queue.OnContact;
import io.bellwether.rule.RuleSet;
import io.bellwether.sentiment.onnx.OnnxClassifier;
import io.bellwether.sentiment.onnx.OnnxSettings;
import io.bellwether.settings.Settings;
import io.bellwether.sla.PolicyBook;
import io.bellwether.state.CodecTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * The one place that wires: every stage of the way of an event between its source and its sinks, each with its uid. The
 * same for live streams, history, the demo and tests; they differ in what they attach at both ends.
 */
public final class Topology {

    private final Settings settings;
    private final RuleSet rules;
    private final PolicyBook policies;
    private final DoorOperator.ModelSource model;
    private final boolean live;
    private final boolean evidence;
    private final boolean trends;

    /** @param live whether the wall clock means anything */
    public Topology(
            Settings settings, RuleSet rules, PolicyBook policies, DoorOperator.ModelSource model, boolean live) {
        this(
                settings,
                rules,
                policies,
                model,
                live,
                false,
                settings.influx() != null && settings.influx().hasTrends());
    }

    /** The same for a job that ends, and then says what the windows of its rules were like. */
    public Topology withEvidence() {
        return new Topology(settings, rules, policies, model, live, true, trends);
    }

    /** The same with hours, whether the settings name a bucket for them or not. */
    public Topology withTrends() {
        return new Topology(settings, rules, policies, model, live, evidence, true);
    }

    private Topology(
            Settings settings,
            RuleSet rules,
            PolicyBook policies,
            DoorOperator.ModelSource model,
            boolean live,
            boolean evidence,
            boolean trends) {
        this.settings = settings;
        this.rules = rules;
        this.policies = policies;
        this.model = model;
        this.live = live;
        this.evidence = evidence;
        this.trends = trends;
    }

    /**
     * What comes out.
     *
     * @param points for the live bucket: panes, intervals and alert transitions; every version of a point comes from one
     *     subtask, in order
     * @param coaching of single agents and alerts on that, for a bucket of their own; null where they are among the points, or nobody keeps them
     * @param trends for the bucket with long retention: hours; null where nobody keeps them
     * @param transitions of alerts
     * @param present what is so now, for whoever keeps topics at it
     * @param rejections dead letters
     */
    public record Outputs(
            DataStream<Point> points,
            DataStream<Point> coaching,
            DataStream<Point> trends,
            DataStream<Transition> transitions,
            Present present,
            DataStream<Rejection> rejections) {}

    /**
     * Wires everything behind the source.
     *
     * @param inbound decoded records with event time
     * @param changes policy books that replace the first one while the job runs
     */
    public Outputs wire(SingleOutputStreamOperator<Inbound> inbound, PolicyChanges changes) {
        return wire(inbound, changes, null, null, false);
    }

    /**
     * Wires everything behind a source that never ends.
     *
     * @param inbound decoded records with event time
     * @param changes policy books that replace the first one while the job runs
     * @param reloads rules that replace the first ones; null where these hold to the end
     * @param store what is to be said of the store; null where there is none
     */
    Outputs wire(
            SingleOutputStreamOperator<Inbound> inbound, PolicyChanges changes, RuleChanges reloads, StoreWatch store) {
        return wire(inbound, changes, reloads, store, true);
    }

    private Outputs wire(
            SingleOutputStreamOperator<Inbound> inbound,
            PolicyChanges changes,
            RuleChanges reloads,
            StoreWatch store,
            boolean endless) {
        Windowing windowing = settings.windowing(rules.rollups(), rules.courses());
        SingleOutputStreamOperator<ServiceEvent> events = door(inbound, PlanStages.areWanted(windowing));
        SingleOutputStreamOperator<RollupWindow> ofCases = cases(events, changes, windowing);
        SingleOutputStreamOperator<RollupWindow> ofAgents = agents(events, ofCases, windowing);
        SingleOutputStreamOperator<RollupWindow> ofCustomers = customers(events, ofCases, windowing);
        DataStream<RollupWindow> parts = ofCases.union(
                ofAgents,
                ofCustomers,
                ratings(ofCases, windowing),
                MetricStages.combine(events.getSideOutput(DoorOperator.COUNTED), "ingest", windowing));
        DataStream<Signal> signals = ofCases.getSideOutput(CaseOperator.SIGNALS).union(changes.signals());
        if (!settings.platforms().book().isEmpty()) {
            PlatformStages.Outputs ofPlatforms = PlatformStages.wire(events, settings);
            parts = parts.union(MetricStages.combine(ofPlatforms.observations(), "platform", windowing));
            signals = signals.union(ofPlatforms.signals());
        }
        if (store != null) {
            parts = parts.union(
                    MetricStages.combined(store.observations(), "store", CombineOperator.timeless(windowing)));
            signals = signals.union(store.signals());
        }
        DataStream<RollupWindow> merged =
                MetricStages.limited(parts, settings.series().limits(), windowing);
        DataStream<Cell> cells = MetricStages.rollUp(
                RuleStages.expected(merged, rules, windowing), windowing, "metric-rollup", "Roll up");
        PlanStages.Outputs planned = null;
        if (PlanStages.areWanted(windowing)) {
            planned = PlanStages.wire(cells, events.getSideOutput(DoorOperator.OF_PLANS), settings, windowing, endless);
            cells = planned.others();
            signals = signals.union(planned.signals());
        }
        DataStream<Transition> transitions = new RuleStages(settings, rules, evidence)
                .wire(cells, planned == null ? null : planned.cells(), signals, reloads, windowing);
        PointStages points = new PointStages(settings, rules);
        DataStream<Point> written = points.live(cells).union(points.ofAlerts(transitions));
        DataStream<Rejection> rejected = events.getSideOutput(DoorOperator.REJECTED)
                .union(
                        ofCases.getSideOutput(DoorOperator.REJECTED),
                        ofAgents.getSideOutput(DoorOperator.REJECTED),
                        ofCustomers.getSideOutput(DoorOperator.REJECTED));
        return new Outputs(
                planned == null ? written : written.union(points.plans(planned.cells(), planned.intervals())),
                points.coaching(cells, transitions),
                trends ? points.trends(merged, windowing) : null,
                transitions,
                new Present(
                        ofCases.getSideOutput(CaseOperator.CLOCKS),
                        ofCases.getSideOutput(CaseOperator.CONTACTS),
                        ofAgents.getSideOutput(AgentOperator.PRESENCE)),
                planned == null ? rejected : rejected.union(planned.late()));
    }

    /** Text is scored and dropped, what cannot be read goes to dead letters. */
    private SingleOutputStreamOperator<ServiceEvent> door(SingleOutputStreamOperator<Inbound> inbound, boolean plans) {
        return scored(inbound)
                .transform(
                        "Score and check",
                        CodecTypeInfo.of(new EventCodec()),
                        new DoorOperator(
                                live,
                                settings.series().windowMillis(),
                                settings.time().latenessMillis(),
                                plans ? settings.series().intervalMillis() : 0,
                                settings.series().agentIds(),
                                model,
                                settings.sentiment().topics()))
                .setParallelism(inbound.getParallelism())
                .uid("ingest-door");
    }

    /** One fold per case, in time order, which rolls up what it observes before that crosses the network. */
    private SingleOutputStreamOperator<RollupWindow> cases(
            SingleOutputStreamOperator<ServiceEvent> events, PolicyChanges changes, Windowing windowing) {
        return events.keyBy(EventKeys::caseOf, CodecTypeInfo.of(SourceIdCodec.INSTANCE))
                .connect(changes.updates().broadcast())
                .transform("Fold cases", CodecTypeInfo.of(RollupWindowCodec.INSTANCE), caseOperator(windowing))
                .uid("cases-fold");
    }

    private CaseOperator<RollupWindow> caseOperator(Windowing windowing) {
        CaseOperator<RollupWindow> operator =
                new CaseOperator<>(settings.cases(), policies, DoorOperator.REJECTED, Combiner.of(windowing));
        return operator.telling(new CaseTold(
                !settings.kafka().clocks().isEmpty(),
                !settings.kafka().contacts().isEmpty(),
                settings.series().agentIds().isTold()));
    }

    /** One fold per agent, who also goes by what cases say of their agents. */
    private SingleOutputStreamOperator<RollupWindow> agents(
            SingleOutputStreamOperator<ServiceEvent> events,
            SingleOutputStreamOperator<RollupWindow> ofCases,
            Windowing windowing) {
        return events.getSideOutput(DoorOperator.OF_AGENTS)
                .keyBy(EventKeys::agentOf, CodecTypeInfo.of(SourceIdCodec.INSTANCE))
                .connect(ofCases.getSideOutput(CaseOperator.ON_CONTACT)
                        .keyBy(OnContact::agent, CodecTypeInfo.of(SourceIdCodec.INSTANCE)))
                .transform(
                        "Fold agents",
                        CodecTypeInfo.of(RollupWindowCodec.INSTANCE),
                        new AgentOperator<RollupWindow>(
                                        settings.series().dimensions(),
                                        settings.time().latenessMillis(),
                                        settings.time().redeliveryMillis(),
                                        settings.agents(),
                                        DoorOperator.REJECTED,
                                        Combiner.of(windowing))
                                .tellingPresence(!settings.kafka().presence().isEmpty()))
                .uid("agents-fold");
    }

    /** What customers do over several cases, and beside them. */
    private SingleOutputStreamOperator<RollupWindow> customers(
            SingleOutputStreamOperator<ServiceEvent> events,
            SingleOutputStreamOperator<RollupWindow> ofCases,
            Windowing windowing) {
        return ofCases.getSideOutput(CaseOperator.CUSTOMERS)
                .keyBy(CustomerFact::customer, Types.LONG)
                .connect(events.getSideOutput(DoorOperator.OF_CUSTOMERS).keyBy(EventKeys::customerOf, Types.LONG))
                .transform(
                        "Fold customers",
                        CodecTypeInfo.of(RollupWindowCodec.INSTANCE),
                        new CustomerOperator<>(
                                settings.customers(),
                                settings.series().dimensions(),
                                settings.time().latenessMillis(),
                                DoorOperator.REJECTED,
                                Combiner.of(windowing)))
                .uid("customers-fold");
    }

    /** Which ratings of a queue come in bursts. */
    private SingleOutputStreamOperator<RollupWindow> ratings(
            SingleOutputStreamOperator<RollupWindow> ofCases, Windowing windowing) {
        return ofCases.getSideOutput(CaseOperator.RATINGS)
                .keyBy(CustomerFact::customer, Types.LONG)
                .transform(
                        "Watch ratings",
                        CodecTypeInfo.of(RollupWindowCodec.INSTANCE),
                        new RatingsOperator<>(
                                settings.customers(), settings.time().latenessMillis(), Combiner.of(windowing)))
                .uid("ratings-watch");
    }

    /** A heavier model, where the settings name one, is asked in front of the door and in its chain. */
    private SingleOutputStreamOperator<Inbound> scored(SingleOutputStreamOperator<Inbound> inbound) {
        OnnxSettings onnx = settings.sentiment().onnx();
        if (onnx == null) {
            return inbound;
        }
        return inbound.transform(
                        "Ask the heavier model",
                        CodecTypeInfo.of(InboundCodec.INSTANCE),
                        new HeavierScoreOperatorFactory(model, () -> OnnxClassifier.open(onnx), onnx))
                .setParallelism(inbound.getParallelism())
                .uid("ingest-onnx");
    }
}
