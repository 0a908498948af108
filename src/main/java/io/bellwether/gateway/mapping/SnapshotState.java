package io.bellwether.gateway.mapping;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;

/**
 * What a case was like at a time.
 *
 * @param time epoch ms
 * @param order tells those of one time; 0 where the product tells no order
 * @param values what is watched of it
 */
public record SnapshotState(long time, long order, ObjectNode values) {

    /** Those of one time and order stand by what they say: in the same order however they come. */
    static final Comparator<SnapshotState> ORDER = Comparator.comparingLong(SnapshotState::time)
            .thenComparingLong(SnapshotState::order)
            .thenComparing(state -> state.values().toString());
}
