package io.bellwether.job;

import io.bellwether.metric.Point;
import io.bellwether.notify.Decision;
import java.util.TreeMap;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Makes the rows of {@code notifications}, one a decision; keyed by {@link #key}. The store tells points apart by tags and time,
 * and a message of many alerts is many decisions of one millisecond: so a row stands at the millisecond of its decision or, where
 * that has one or the clock was set back, at the next free one.
 *
 * <p><b>Owned state</b>: the time of the last row of each series, of which there are as few as values of the tags.
 */
final class DecisionPointFunction extends KeyedProcessFunction<String, Decision, Point> {

    static final String MEASUREMENT = "notifications";

    private static final long serialVersionUID = 1L;

    private static final ValueStateDescriptor<Long> LAST = new ValueStateDescriptor<>("notification-last", Types.LONG);

    private transient ValueState<Long> last;

    /** What the stream of decisions is keyed by: whatever could share a point has one key. */
    static String key(Decision decision) {
        return String.join("\n", decision.receiver(), decision.kind().wireName(), decision.uid(), decision.severity());
    }

    @Override
    public void open(OpenContext context) {
        last = getRuntimeContext().getState(LAST);
    }

    @Override
    public void processElement(Decision decision, Context context, Collector<Point> out) throws Exception {
        Long before = last.value();
        long time = before == null ? decision.at() : Math.max(decision.at(), before + 1);
        last.update(time);
        out.collect(new Point(MEASUREMENT, tags(decision), fields(decision), time));
    }

    /** What many decisions have in common, so never an id. */
    private static TreeMap<String, String> tags(Decision decision) {
        TreeMap<String, String> tags = new TreeMap<>();
        tags.put("decision", decision.kind().wireName());
        tags.put("receiver", decision.receiver());
        tags.put("rule", decision.uid());
        tags.put("severity", decision.severity());
        return tags;
    }

    private static TreeMap<String, Object> fields(Decision decision) {
        TreeMap<String, Object> fields = new TreeMap<>();
        fields.put("alert_id", decision.alertId());
        fields.put("at_ms", decision.at());
        if (!decision.by().isEmpty()) {
            fields.put("by", decision.by());
        }
        fields.put("group_key", decision.groupKey());
        fields.put("reason", decision.reason());
        fields.put("seq", decision.seq());
        fields.put("starts_at", decision.startsAt());
        fields.put("transition", decision.transition().wireName());
        return fields;
    }
}
