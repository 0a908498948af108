package io.bellwether.rule;

import io.bellwether.state.CodecTypeInfo;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * Which rules and routing hold in a subtask: those that the job was started with, or what came last since. A restart that Flink
 * makes by itself goes on with what came; a new start has read the directory anew, and what came to an earlier one is forgotten.
 */
public final class RulesInForceWriter {

    private static final MapStateDescriptor<String, RuleUpdate> RULES =
            new MapStateDescriptor<>("rules", Types.STRING, CodecTypeInfo.of(RuleUpdateCodec.INSTANCE));

    /** Key of its one entry. */
    private static final String IN_FORCE = "current";

    private final RuleStart start;
    private final BroadcastState<String, RuleUpdate> kept;
    private String digest;
    private RuleTexts last;

    public RulesInForceWriter(RuleStart start, OperatorStateStore store) throws Exception {
        this.start = start;
        digest = start.digest();
        kept = store.getBroadcastState(RULES);
        RuleUpdate before = kept.get(IN_FORCE);
        if (before != null && before.start().equals(start.id())) {
            last = before.texts();
            digest = last.digest();
        } else {
            kept.clear();
        }
    }

    /** What came last; null where the job goes by what it was started with. */
    public RuleTexts last() {
        return last;
    }

    /**
     * The rules that hold now, read anew each time: at the start, and whenever {@link #take} has said that there are others.
     *
     * @param initial those that the job was started with, which hold until others come
     */
    public RuleSet rules(RuleSet initial) {
        return last == null ? initial : start.reader().read(last);
    }

    /** Takes what has come. Whether it is news. */
    public boolean take(RuleUpdate update) throws Exception {
        String next = update.texts().digest();
        if (!update.start().equals(start.id()) || next.equals(digest)) {
            return false;
        }
        digest = next;
        last = update.texts();
        kept.put(IN_FORCE, update);
        return true;
    }
}
