package io.bellwether.cases;

import io.bellwether.event.SourceId;
import io.bellwether.metric.Measure;
import io.bellwether.queue.Contact;
import io.bellwether.queue.PresentContact;
import io.bellwether.queue.PresentContact.State;
import io.bellwether.queue.ServiceLevel;
import java.util.ArrayList;
import java.util.List;

/** Makes of a case what is told of its contact and its callback while they are not over. */
final class PresentContacts {

    private final ServiceLevel limits;
    private final ContactEmitter contacts;

    PresentContacts(ServiceLevel limits, ContactEmitter contacts) {
        this.limits = limits;
        this.contacts = contacts;
    }

    List<PresentContact> of(SourceId caseId, CaseCore core) {
        List<PresentContact> present = new ArrayList<>(1);
        if (core.contact != null && core.contact.isOpen()) {
            present.add(contact(caseId, core, core.contact));
        }
        LevelLedger.Held callback = core.levels.find(Measure.QUEUE_CALLBACKS_OPEN);
        if (callback != null) {
            boolean agreed = core.levels.find(Measure.QUEUE_CALLBACKS_PLANNED) != null;
            State state = agreed ? State.CALLBACK_SCHEDULED : State.CALLBACK;
            present.add(of(caseId, core, state, core.attributes.queue(), null, callback.since(), 0, 0));
        }
        return present;
    }

    private PresentContact contact(SourceId caseId, CaseCore core, Contact contact) {
        if (contact.waiting()) {
            long threshold = limits.of(contact.queue(), contacts.channel(core)).thresholdMillis();
            return of(caseId, core, State.WAITING, contact.queue(), null, contact.enqueuedAt(), 0, threshold);
        }
        long held =
                contact.hold().since() == Contact.NOT_YET ? 0 : contact.hold().since();
        return of(caseId, core, State.WITH_AGENT, contact.queue(), contact.agent(), contact.agentSince(), held, 0);
    }

    private static PresentContact of(
            SourceId caseId,
            CaseCore core,
            State state,
            String queue,
            SourceId agent,
            long since,
            long held,
            long threshold) {
        return new PresentContact(
                caseId,
                state,
                orEmpty(queue),
                orEmpty(core.attributes.dimension("channel")),
                orEmpty(core.attributes.dimension("tier")),
                orEmpty(core.attributes.dimension("priority")),
                agent,
                since,
                held,
                core.since == CaseCore.NOT_YET ? since : core.since,
                threshold);
    }

    private static String orEmpty(String value) {
        return value == null ? "" : value;
    }
}
