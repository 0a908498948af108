package io.bellwether.simulate;

import io.bellwether.event.Actor;
import io.bellwether.event.EventBuilder;
import io.bellwether.event.EventType;
import io.bellwether.event.Status;
import java.util.Map;

/** A ticket from its creation: touched by agents, waiting for others, solved, sometimes reopened, closed. */
final class Ticket {
    /** From a message to the line of those who wait for an agent. */
    private static final long ROUTING = 200;

    private final CaseFile file;
    private final QueueProfile.Tickets profile;
    private boolean solvedOnce;
    private boolean done;
    private int touches;

    Ticket(CaseFile file) {
        this.file = file;
        profile = file.queue.tickets();
    }

    void create() {
        EventBuilder created =
                file.event(EventType.TICKET_CREATED).status(Status.NEW).actor(Actor.CUSTOMER);
        if (file.dice.chance(profile.dueShare())) {
            created.dueAt(file.world.now() + profile.dueIn().millis());
        }
        file.world.journal().write(created);
        file.customerWrites(file.text("customer", file.mood.key()) + " " + file.text("customer.follow.neutral"));
        file.world.agenda().after(1_000, () -> file.systemWrites(file.text("system.ack")));
        if (file.dice.chance(0.03)) {
            file.world.agenda().after(3_000, this::raise);
        }
        await();
    }

    private void raise() {
        if (!done) {
            file.priority = "urgent";
            file.write(EventType.TICKET_UPDATED);
        }
    }

    private void await() {
        file.world.agenda().after(ROUTING, () -> file.world.floor().enter(new Touch()));
    }

    /** An agent opens it, works on it and leaves it with somebody else or solved. */
    private final class Touch extends Task {
        Touch() {
            super(file.queue.name(), file.rank(), file.world.now());
        }

        @Override
        void taken(Agent agent) {
            if (!agent.id.equals(file.agentId)) {
                file.agentId = agent.id;
                file.writeByAgent(EventType.TICKET_ASSIGNED);
            }
            if (touches++ == 0) {
                status(Status.OPEN);
            }
            long work = Math.max(1, file.dice.time(file.queue.handle(), file.queue.handleCv()));
            if (file.dice.chance(profile.note())) {
                Actor actor = file.dice.chance(0.2) ? Actor.LIGHT_AGENT : Actor.AGENT;
                file.world.agenda().after(work / 2, () -> file.note(actor, file.text("agent.note")));
            }
            file.world.agenda().after(work, () -> {
                decide();
                file.world.floor().release(agent);
            });
        }
    }

    private void decide() {
        double vendor =
                Math.max(profile.vendor(), file.world.effects().strength(IncidentKind.SLOW_VENDOR, file.queue.name()));
        if (carrierIsDown()) {
            vendor = 1;
        }
        boolean toVendor = file.dice.uniform() < vendor && touches <= 3;
        double place = file.dice.uniform();
        if (toVendor) {
            waitForVendor();
        } else if (touches == 1 && place < profile.merged()) {
            merge();
        } else if (touches == 1 && place < profile.merged() + profile.spam()) {
            done = true;
            file.writeByAgent(EventType.TICKET_DELETED);
        } else if (place < profile.merged() + profile.spam() + profile.solved() || touches > 3) {
            file.agentWrites(file.text("agent.email.answer"));
            solve();
        } else {
            waitForCustomer();
        }
    }

    private boolean carrierIsDown() {
        return "delivery".equals(file.category)
                && file.world.effects().endOf(IncidentKind.LOGISTICS_OUTAGE, file.queue.name()) >= 0;
    }

    private void waitForVendor() {
        file.note(Actor.AGENT, file.text("agent.vendor"));
        String partner = "delivery".equals(file.category) ? "logistics" : "service";
        file.world
                .journal()
                .write(file.event(EventType.TICKET_STATUS_CHANGED)
                        .agentId(file.agentId)
                        .status(Status.WAITING_THIRD_PARTY)
                        .extra(Map.of("partner", partner)));
        file.world.agenda().after(file.dice.time(profile.vendorDelay(), 0.7), this::vendorAnswers);
    }

    /** A vendor who is away answers after the incident. */
    private void vendorAnswers() {
        long awayUntil = file.world
                .effects()
                .endOf(carrierIsDown() ? IncidentKind.LOGISTICS_OUTAGE : IncidentKind.SLOW_VENDOR, file.queue.name());
        if (awayUntil >= 0) {
            file.world.agenda().at(awayUntil + file.dice.time(profile.vendorDelay(), 1.0), this::vendorAnswers);
            return;
        }
        reopen();
    }

    private void waitForCustomer() {
        file.agentWrites(file.text("agent.email.question"));
        status(Status.WAITING_CUSTOMER);
        if (file.dice.chance(profile.silent())) {
            file.world.agenda().after(profile.silence().millis(), () -> {
                file.systemWrites(file.text("system.silence"));
                solve();
            });
        } else {
            file.world.agenda().after(file.dice.time(profile.customerDelay(), 0.9), () -> {
                file.customerWrites(file.text("customer.follow." + file.mood.key()));
                reopen();
            });
        }
    }

    private void reopen() {
        status(Status.OPEN);
        await();
    }

    private void solve() {
        boolean returns = !solvedOnce && file.dice.chance(profile.reopened());
        solvedOnce = true;
        if (!returns) {
            AfterCare.refund(file);
        }
        status(Status.SOLVED);
        if (returns) {
            file.world.agenda().after(file.dice.time(profile.customerDelay(), 0.9), () -> {
                file.customerWrites(file.text("customer.end.negative"));
                reopen();
            });
            return;
        }
        done = true;
        AfterCare.survey(file, 0);
        file.world.agenda().after(profile.closeAfter().millis(), () -> status(Status.CLOSED));
    }

    /** The same customer writes again and says more: this ticket goes into the new one. */
    private void merge() {
        done = true;
        CaseFile other = new CaseFile(file.world, file.queue, file.dice, file.customerId);
        new Ticket(other).create();
        file.note(Actor.AGENT, file.text("agent.merge"));
        file.world
                .journal()
                .write(file.event(EventType.TICKET_MERGED).agentId(file.agentId).intoCaseId(other.caseId));
    }

    private void status(Status status) {
        file.world
                .journal()
                .write(file.event(EventType.TICKET_STATUS_CHANGED)
                        .agentId(file.agentId)
                        .status(status));
    }
}
