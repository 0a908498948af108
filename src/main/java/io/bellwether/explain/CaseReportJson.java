package io.bellwether.explain;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellwether.cases.CaseStory;
import io.bellwether.event.ServiceEvent;
import io.bellwether.event.SourceId;
import io.bellwether.metric.Signal;
import io.bellwether.sla.ClockView;
import io.bellwether.sla.PolicyBook;
import io.bellwether.yaml.Times;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The story of a case as JSON: one object, times as RFC 3339 in UTC, durations in ms. */
public final class CaseReportJson {

    private static final ObjectMapper JSON = new ObjectMapper();

    private CaseReportJson() {}

    public static String of(SourceId caseId, PolicyBook policies, List<CaseStory.Step> steps) {
        ObjectNode root = JSON.createObjectNode()
                .put("case_id", caseId.id())
                .put("case_source", caseId.source())
                .put("policies", policies.file())
                .put("policies_version", policies.version());
        ArrayNode all = root.putArray("steps");
        for (CaseStory.Step step : steps) {
            ObjectNode node = all.addObject().put("why", step.why().name()).put("time", time(step.time()));
            if (step.life() > 1) {
                node.put("life", step.life());
            }
            step.events().forEach(event -> event(node.withArray("events").addObject(), event));
            step.signals().forEach(signal -> signal(node.withArray("signals").addObject(), signal));
            if (step.why() == CaseStory.Why.LATE) {
                node.put("as_of", time(step.asOf()));
            }
            clocks(node.putArray("clocks"), step.clocks());
        }
        clocks(root.putArray("verdicts"), CaseVerdict.last(steps));
        return root.toPrettyString() + "\n";
    }

    private static void event(ObjectNode node, ServiceEvent event) {
        node.put("id", event.id())
                .put("source", event.source())
                .put("type", event.type().wireName());
    }

    private static void signal(ObjectNode node, Signal signal) {
        node.put("kind", signal.kind().wireName())
                .put("clock", signal.clock())
                .put("instance", signal.instance())
                .put("time", time(signal.time()));
        if (signal.level() > 0) {
            node.put("level", signal.level());
        }
        signal.detail().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(detail -> node.put(detail.getKey(), detail.getValue()));
    }

    private static void clocks(ArrayNode into, Collection<ClockView> clocks) {
        for (ClockView clock : clocks) {
            ObjectNode node = into.addObject()
                    .put("clock", clock.clock())
                    .put("instance", clock.instance())
                    .put("state", clock.state())
                    .put("verdict", clock.verdict().name())
                    .put("start", time(clock.start()))
                    .put("consumed_ms", clock.consumedMillis());
            if (clock.targetMillis() > 0) {
                node.put("target_ms", clock.targetMillis());
            }
            if (clock.deadline() > 0) {
                node.put("deadline", time(clock.deadline()));
            }
            if (clock.breachedAt() > 0) {
                node.put("breached_at", time(clock.breachedAt()));
            }
            node.put("policy", clock.policy()).put("rule", clock.rule());
        }
    }

    private static String time(long millis) {
        return Times.rfc3339(millis);
    }
}
