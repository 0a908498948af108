package io.bellwether.influx;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Fields that the store did not take of late. A field of another type is in each pane's points again: what has it goes in
 * requests of its own, so that it does not cost the others a request each.
 */
final class Suspects {

    private static final int MOST = 100;

    private final Set<Refusal.Culprit> culprits = new HashSet<>();
    /** Of the batch that is being written, the store refused something. */
    private boolean refused;

    /** A batch begins: what has one of the fields goes last, in a request of its own. */
    void setApart(PointBacklog backlog) {
        refused = false;
        if (backlog.hasBatch() && !culprits.isEmpty()) {
            backlog.splitRequest(this::has);
        }
    }

    /** The store refused something of a request. */
    void refused(Refusal refusal) {
        refused = true;
        if (refusal.culprit() != null && culprits.size() < MOST) {
            culprits.add(refusal.culprit());
        }
    }

    /** It took a request: where some of it was suspect, and nothing of the batch was refused, all is well again. */
    void taken(List<PointLine> lines) {
        if (!refused && lines.stream().anyMatch(this::has)) {
            culprits.clear();
        }
    }

    /** Whether it has one of the fields. */
    boolean has(PointLine line) {
        return culprits.stream().anyMatch(line::seemsToHave);
    }
}
