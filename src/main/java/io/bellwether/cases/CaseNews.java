package io.bellwether.cases;

import io.bellwether.event.SourceId;
import io.bellwether.queue.PresentContact;
import io.bellwether.sla.RunningClock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Cases of which something may be otherwise since it was told last, each with what is so now: its clocks, its contact. So a case
 * that a hundred events touch while time moves once is told of once. It is in no checkpoint: whoever listens is told of all cases
 * after a start.
 */
final class CaseNews {

    private final Map<SourceId, CaseClocks> clocks = new LinkedHashMap<>();
    private final Map<SourceId, CaseContacts> contacts = new LinkedHashMap<>();
    private final CaseTold wanted;
    private boolean toldAll;

    CaseNews(CaseTold wanted) {
        this.wanted = wanted;
    }

    /** Takes what is so of a case now, where anything may have happened to it. */
    void folded(SourceId caseId, CaseState state, CaseFold fold) {
        if (wanted.clocks() && fold.takeFolded()) {
            clocks.put(caseId, clocks(caseId, state, fold));
        }
        if (wanted.contacts() && fold.takeChatFolded()) {
            contacts.put(caseId, contacts(caseId, state, fold));
        }
    }

    /**
     * Tells what is new, and once after a start of all cases that have any clock or contact.
     *
     * @param cases all of them
     */
    void tell(CasesWriter cases, CaseFold fold, CaseEmission out) throws Exception {
        if (wanted.isNothing()) {
            return;
        }
        if (!toldAll) {
            cases.forAll((caseId, held) -> tellAllOf(caseId, held, fold, out));
            toldAll = true;
            clocks.clear();
            contacts.clear();
        } else {
            empty(clocks, out::clocks);
            empty(contacts, out::contacts);
        }
    }

    private void tellAllOf(SourceId caseId, CaseState held, CaseFold fold, CaseEmission out) {
        if (wanted.clocks()) {
            CaseClocks running = clocks(caseId, held, fold);
            if (!running.running().isEmpty()) {
                out.clocks(running);
            }
        }
        if (wanted.contacts()) {
            CaseContacts present = contacts(caseId, held, fold);
            if (!present.present().isEmpty()) {
                out.contacts(present);
            }
        }
    }

    private CaseClocks clocks(SourceId caseId, CaseState state, CaseFold fold) {
        List<RunningClock> running = fold.running(caseId, state.look());
        return new CaseClocks(
                caseId,
                wanted.agents()
                        ? running
                        : running.stream().map(RunningClock::withoutAgent).toList());
    }

    /** A case that rests goes on resting. */
    private CaseContacts contacts(SourceId caseId, CaseState state, CaseFold fold) {
        List<PresentContact> present = fold.contacts(caseId, state.look());
        return new CaseContacts(
                caseId,
                wanted.agents()
                        ? present
                        : present.stream().map(PresentContact::withoutAgent).toList());
    }

    private static <T> void empty(Map<SourceId, T> news, Consumer<T> to) {
        news.values().forEach(to);
        news.clear();
    }
}
