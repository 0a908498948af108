package io.bellwether.cases;

import io.bellwether.event.SourceId;
import io.bellwether.event.Status;
import io.bellwether.queue.Turn;
import io.bellwether.sla.CaseFacts;
import java.util.Map;

/** Answers what is asked of the case that is folded. Pointed at one case after another. */
final class FoldedFacts implements CaseFacts {

    private final SeriesSets sets;
    private SourceId caseId;
    private CaseCore core;
    private Turn turn = Turn.NONE;

    FoldedFacts(SeriesSets sets) {
        this.sets = sets;
    }

    void pointAt(SourceId caseId, CaseCore core) {
        this.caseId = caseId;
        this.core = core;
        this.turn = Turn.NONE;
    }

    /** What the event at hand does to the case's stay. */
    void turn(Turn next) {
        turn = next;
    }

    @Override
    public SourceId caseId() {
        return caseId;
    }

    @Override
    public Object attributes() {
        return core.attributes;
    }

    @Override
    public String dimension(String name) {
        return core.attributes.dimension(name);
    }

    @Override
    public Status status() {
        Status known = core.statusOrOver();
        return known == null ? Status.OPEN : known;
    }

    @Override
    public boolean unheard() {
        return CaseLife.isUnheard(core);
    }

    @Override
    public SourceId agent() {
        return core.attributes.agent();
    }

    @Override
    public Turn turn() {
        return turn;
    }

    @Override
    public Map<String, String> dimensions() {
        return sets.byName(core.attributes);
    }

    @Override
    public boolean backfill() {
        return core.backfill;
    }
}
