package io.bellwether.cases;

import io.bellwether.event.SourceId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Cases whose clocks may have changed since it was told last, each with what its clocks are now. So a case that a hundred
 * events touch while time moves once is told of once. It is in no checkpoint: whoever listens is told of all cases after a
 * start.
 */
final class ClockNews {

    private final Map<SourceId, CaseClocks> changed = new LinkedHashMap<>();
    private final boolean wanted;
    private boolean toldAll;

    /** @param wanted whether anybody listens; else nothing is looked at */
    ClockNews(boolean wanted) {
        this.wanted = wanted;
    }

    /** Takes what a case's clocks are now, where anything may have happened to them. */
    void folded(SourceId caseId, CaseState state, CaseEngine engine) {
        if (wanted && engine.takeFolded()) {
            changed.put(caseId, new CaseClocks(caseId, engine.running(caseId, state)));
        }
    }

    /**
     * Tells what is new, and once after a start of all cases that have any clock.
     *
     * @param cases all of them
     */
    void tell(CasesWriter cases, CaseEngine engine, Consumer<CaseClocks> to) throws Exception {
        if (!wanted) {
            return;
        }
        if (!toldAll) {
            cases.forAll((caseId, held) -> {
                CaseClocks now = new CaseClocks(caseId, engine.running(caseId, held));
                if (!now.running().isEmpty()) {
                    to.accept(now);
                }
            });
            toldAll = true;
        } else {
            changed.values().forEach(to);
        }
        changed.clear();
    }
}
