package io.bellwether.cases;

import io.bellwether.event.Actor;
import io.bellwether.event.EventField;
import io.bellwether.event.EventKeys;
import io.bellwether.event.EventType;
import io.bellwether.event.IdHash;
import io.bellwether.event.ServiceEvent;
import io.bellwether.event.SourceId;
import io.bellwether.metric.Measure;
import io.bellwether.quality.CustomerFact;
import io.bellwether.quality.CustomerFact.Kind;
import io.bellwether.quality.Rating;
import java.util.List;

/**
 * What cases tell of their customers: when they begin one, come back to one that was solved, and when one is solved. The
 * customer of a case is the first that it names; until then it is its own. Pointed at one case after another.
 */
final class CaseCustomer {

    private final SeriesSets sets;
    private final String topic;
    private SourceId caseId;
    private CaseCore core;
    private CaseOutput out;
    private ServiceEvent event;

    /** @param topic the dimension whose values are the topics */
    CaseCustomer(SeriesSets sets, String topic) {
        this.sets = sets;
        this.topic = topic;
    }

    void pointAt(SourceId caseId, CaseCore core, CaseOutput out) {
        this.caseId = caseId;
        this.core = core;
        this.out = out;
    }

    /** What follows is because of that event; the case has its attributes, and not its status. */
    void hear(ServiceEvent event) {
        this.event = event;
        if (core.customer != CaseCore.NOBODY || event.get(EventField.CUSTOMER_ID) == null) {
            return;
        }
        core.customer = EventKeys.customerOf(event);
        boolean begun = core.status != null && !core.status.isDone();
        if (begun && !CaseBits.has(core, CaseBits.BEGUN_BY_AGENT)) {
            // one that is open again was a contact of its own already
            boolean counted = CaseBits.has(core, CaseBits.SOLVED_OF_NOBODY);
            tell(counted ? Kind.COUNTED_CONTACT : Kind.CONTACT, core.customer);
            if (core.levels.find(Measure.BOT_RUNNING) != null) {
                tell(Kind.BOT_BEGAN, core.customer);
            }
        }
    }

    /** The case begins: a contact of its customer, unless an agent began it or nobody knows whose it is. */
    void began() {
        if (event.type() == EventType.TICKET_CREATED && event.actor() == Actor.AGENT) {
            CaseBits.note(core, CaseBits.BEGUN_BY_AGENT, true);
        } else if (core.customer != CaseCore.NOBODY) {
            tell(Kind.CONTACT, core.customer);
        }
    }

    /** The case is solved. */
    void solved() {
        if (core.customer == CaseCore.NOBODY) {
            CaseBits.note(core, CaseBits.SOLVED_OF_NOBODY, true);
            tell(Kind.SOLVED, itself());
        } else {
            CaseBits.note(core, CaseBits.SOLVED_OF_SOMEBODY, true);
            tell(Kind.SOLVED, core.customer);
        }
    }

    /**
     * The case was over and is open again: one contact, and of the case itself as long as it was solved as that alone, so that
     * what was solved then knows of it.
     */
    void reopened() {
        boolean own = CaseBits.has(core, CaseBits.SOLVED_OF_NOBODY) && !CaseBits.has(core, CaseBits.SOLVED_OF_SOMEBODY);
        if (own) {
            tell(Kind.CONTACT, itself());
        }
        if (core.customer != CaseCore.NOBODY) {
            tell(own ? Kind.COUNTED_CONTACT : Kind.CONTACT, core.customer);
        }
    }

    /** The case is gone, and perhaps had been solved. */
    void removed() {
        if (core.firstSolvedAt == CaseCore.NOT_YET) {
            return;
        }
        if (core.customer != CaseCore.NOBODY) {
            tell(Kind.WITHDRAWN, core.customer);
        }
        if (CaseBits.has(core, CaseBits.SOLVED_OF_NOBODY)) {
            tell(Kind.WITHDRAWN, itself());
        }
    }

    /** The customer answers a survey of that kind for the first time. */
    void rated(Rating rating) {
        if (!out.hearsOfCustomers() || !rating.satisfied() && !rating.dissatisfied()) {
            return;
        }
        Kind kind = rating.satisfied() ? Kind.RATED_WELL : Kind.RATED_BADLY;
        String survey = rating.kind().name();
        List<String> dimensions = sets.of(core.attributes).dimensions();
        if (core.customer != CaseCore.NOBODY) {
            out.customer(new CustomerFact(core.customer, itself(), kind, rating.time(), survey, dimensions, 1));
        }
        String queue = core.attributes.queue();
        long watched = IdHash.of(queue == null ? "" : queue, survey);
        out.rated(new CustomerFact(watched, itself(), kind, rating.time(), survey, dimensions, 1));
    }

    /**
     * A bot begins, or what it began ends. Of a customer whom nobody knows it is not told: they cannot be seen to come back.
     *
     * @param as what the case was when the bot had it
     */
    void bot(Kind kind, Attributes as) {
        if (core.customer != CaseCore.NOBODY) {
            tell(kind, core.customer, as);
        }
    }

    private long itself() {
        return IdHash.of(caseId.source(), caseId.id());
    }

    private void tell(Kind kind, long customer) {
        tell(kind, customer, core.attributes);
    }

    private void tell(Kind kind, long customer, Attributes as) {
        if (!out.hearsOfCustomers()) {
            return;
        }
        String of = as.dimension(topic);
        out.customer(new CustomerFact(
                customer,
                itself(),
                kind,
                event.time(),
                of == null ? "" : of,
                sets.of(as).dimensions(),
                1));
    }
}
