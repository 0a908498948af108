package io.bellwether.cases;

import io.bellwether.event.SourceId;
import java.util.ArrayDeque;

/**
 * Which cases were touched lately, each once, in the order in which they will have been quiet for long enough to be packed.
 * Keeps no case that is packed. Not thread-safe.
 */
final class QuietCases {

    private final ArrayDeque<Touched> touched = new ArrayDeque<>();

    /** @param since when the case is known to have been touched, epoch ms event time */
    private record Touched(SourceId caseId, long since) {}

    /** Looks at a case again. */
    @FunctionalInterface
    interface Look {
        void at(SourceId caseId) throws Exception;
    }

    void add(SourceId caseId, long since) {
        touched.add(new Touched(caseId, since));
    }

    /** Has those looked at that were touched no later than that, which may add themselves anew with a later time. */
    void takeUntil(long time, Look look) throws Exception {
        while (!touched.isEmpty() && touched.peek().since <= time) {
            look.at(touched.poll().caseId);
        }
    }
}
