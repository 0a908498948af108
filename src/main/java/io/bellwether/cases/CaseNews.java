package io.bellwether.cases;

import io.bellwether.event.SourceId;
import io.bellwether.queue.PresentContact;
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
    private final boolean tellsClocks;
    private final boolean tellsContacts;
    private final boolean tellsAgents;
    private boolean toldAll;

    /**
     * @param tellsClocks whether anybody listens to clocks; else none is looked at
     * @param tellsContacts the same of contacts
     * @param tellsAgents whether it is told who has a contact
     */
    CaseNews(boolean tellsClocks, boolean tellsContacts, boolean tellsAgents) {
        this.tellsClocks = tellsClocks;
        this.tellsContacts = tellsContacts;
        this.tellsAgents = tellsAgents;
    }

    /** Takes what is so of a case now, where anything may have happened to it. */
    void folded(SourceId caseId, CaseState state, CaseEngine engine) {
        if (tellsClocks && engine.takeFolded()) {
            clocks.put(caseId, new CaseClocks(caseId, engine.running(caseId, state)));
        }
        if (tellsContacts && engine.takeChatFolded()) {
            contacts.put(caseId, contacts(caseId, state, engine));
        }
    }

    /**
     * Tells what is new, and once after a start of all cases that have any clock or contact.
     *
     * @param cases all of them
     */
    void tell(CasesWriter cases, CaseEngine engine, CaseEmission out) throws Exception {
        if (!tellsClocks && !tellsContacts) {
            return;
        }
        if (!toldAll) {
            cases.forAll((caseId, held) -> tellAllOf(caseId, held, engine, out));
            toldAll = true;
            clocks.clear();
            contacts.clear();
        } else {
            empty(clocks, out::clocks);
            empty(contacts, out::contacts);
        }
    }

    private void tellAllOf(SourceId caseId, CaseState held, CaseEngine engine, CaseEmission out) {
        CaseClocks running = tellsClocks ? new CaseClocks(caseId, engine.running(caseId, held)) : null;
        if (running != null && !running.running().isEmpty()) {
            out.clocks(running);
        }
        CaseContacts present = tellsContacts ? contacts(caseId, held, engine) : null;
        if (present != null && !present.present().isEmpty()) {
            out.contacts(present);
        }
    }

    private CaseContacts contacts(SourceId caseId, CaseState state, CaseEngine engine) {
        List<PresentContact> present = engine.contacts(caseId, state);
        return new CaseContacts(
                caseId,
                tellsAgents
                        ? present
                        : present.stream().map(PresentContact::withoutAgent).toList());
    }

    private static <T> void empty(Map<SourceId, T> news, Consumer<T> to) {
        news.values().forEach(to);
        news.clear();
    }
}
