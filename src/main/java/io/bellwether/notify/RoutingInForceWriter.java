package io.bellwether.notify;

import io.bellwether.rule.RuleStart;
import io.bellwether.rule.RuleUpdate;
import io.bellwether.rule.RulesInForceWriter;
import org.apache.flink.api.common.state.OperatorStateStore;

/** The routing that holds in a subtask, see {@link RulesInForceWriter}. */
public final class RoutingInForceWriter {

    private final Routing initial;
    private final RuleStart start;
    private final RulesInForceWriter inForce;
    private Routing routing;

    /** @param initial routing that the job was started with */
    public RoutingInForceWriter(Routing initial, RuleStart start, OperatorStateStore store) throws Exception {
        this.initial = initial;
        this.start = start;
        inForce = new RulesInForceWriter(start, store);
        routing = read();
    }

    private Routing read() {
        return inForce.last() == null ? initial : Routing.accepted(inForce.last(), start.reader());
    }

    /** The one that holds now. */
    public Routing routing() {
        return routing;
    }

    /** Takes what has come. Whether it is news. */
    public boolean take(RuleUpdate update) throws Exception {
        boolean news = inForce.take(update);
        if (news) {
            routing = read();
        }
        return news;
    }
}
