package io.bellwether.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellwether.staffing.LevelCost;
import io.bellwether.staffing.PlannedInterval;
import io.bellwether.staffing.ServiceFigures;
import io.bellwether.yaml.Times;
import java.util.List;

/** A plan for programs. A value that there is none of is {@code null}, and so is a wait that never ends. */
final class PlanJson {

    private PlanJson() {}

    static String of(long intervalMillis, List<PlannedInterval> plan, List<LevelCost> costs) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("ok", true).put("interval_s", intervalMillis / 1_000.0);
        ArrayNode intervals = root.putArray("intervals");
        plan.forEach(each -> interval(each, intervals.addObject()));
        ArrayNode levels = root.putArray("costs");
        for (LevelCost cost : costs) {
            ObjectNode node = levels.addObject().put("queue", cost.queue());
            number(node, "share", cost.share());
            node.put("agent_hours", cost.agentHours()).put("paid_hours", cost.paidHours());
        }
        return root.toPrettyString() + "\n";
    }

    private static void interval(PlannedInterval each, ObjectNode node) {
        node.put("interval_start", Times.rfc3339(each.demand().startMillis()))
                .put("queue", each.demand().queue())
                .put("arrivals", each.demand().contacts());
        number(node, "handle_s", each.handleSeconds());
        node.put("required", each.required().agents())
                .put("because", each.required().because().wireName())
                .put("scheduled", each.scheduled());
        figures(node.putObject("expected"), each.expected());
        figures(node.putObject("one_less"), each.oneLess());
        figures(node.putObject("one_more"), each.oneMore());
        if (each.asStaffed() != null) {
            node.put("staffed", each.demand().staffed()).put("gap", each.gap());
            figures(node.putObject("as_staffed"), each.asStaffed());
        }
    }

    private static void figures(ObjectNode node, ServiceFigures figures) {
        number(node, "service_level", figures.serviceLevel());
        number(node, "occupancy", figures.occupancy());
        number(node, "abandoned", figures.abandoned());
        number(node, "asa_s", figures.answerSeconds());
    }

    private static void number(ObjectNode node, String name, double value) {
        if (Double.isFinite(value)) {
            node.put(name, value);
        } else {
            node.putNull(name);
        }
    }
}
