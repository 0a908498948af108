package io.bellwether.simulate;

import io.bellwether.event.EventType;

/** One stay of a conversation in a queue: answered, abandoned, or moved on. */
final class QueueStay {
    /** How long an offer rings before it goes to somebody else. */
    private static final long RING = 8_000;

    private final Chat chat;
    private final CaseFile file;
    private final Staff staff;
    private final String queueName;
    private final long queuedAt;
    private final int rank;
    private final boolean callback;
    private Task task;
    private boolean gone;

    /** @param callback whether the customer waits to be called back, and so is not impatient */
    QueueStay(Chat chat, Staff staff, boolean callback) {
        this.chat = chat;
        this.staff = staff;
        this.callback = callback;
        file = chat.file;
        queueName = file.queue.name();
        queuedAt = file.world.now();
        rank = file.rank();
    }

    void enter() {
        file.world.log().queued(queueName, queuedAt);
        long patience = callback ? 0 : file.dice.time(file.queue.patience(), 1.0);
        task = new Waiting(rank);
        file.world.floor().enter(task);
        if (gone) {
            return;
        }
        if (patience > 0) {
            file.world.agenda().after(patience, this::abandon);
        }
        if (patience > 45_000 && file.dice.chance(0.3)) {
            file.world.agenda().after(40_000, this::complain);
        }
        if (!callback) {
            planOverflow();
            planCallback();
        }
    }

    private void planCallback() {
        QueueProfile.Callback offer = file.queue.callback();
        if (offer != null && file.dice.chance(offer.share())) {
            file.world.agenda().after(offer.after().millis(), () -> {
                if (!gone) {
                    leave(ContactLog.Outcome.CALLBACK);
                    chat.callBack(offer);
                }
            });
        }
    }

    private void planOverflow() {
        QueueProfile.Transfer overflow = file.queue.overflow();
        if (chat.mayMove(overflow)) {
            file.world.agenda().after(overflow.after().millis(), () -> {
                if (!gone) {
                    leave(ContactLog.Outcome.OVERFLOW);
                    chat.moveTo(overflow.to(), "timeout");
                }
            });
        }
    }

    private void leave(ContactLog.Outcome outcome) {
        gone = true;
        file.world.floor().leave(task);
        file.world.log().left(queueName, queuedAt, file.world.now(), outcome);
    }

    private void abandon() {
        if (!gone) {
            leave(ContactLog.Outcome.ABANDONED);
            file.write(EventType.CHAT_ABANDONED);
        }
    }

    private void complain() {
        if (!gone) {
            file.customerWrites(file.text("customer.waiting"));
        }
    }

    private void answeredBy(Agent agent) {
        gone = true;
        file.world.log().left(queueName, queuedAt, file.world.now(), ContactLog.Outcome.ANSWERED);
        file.agentId = agent.id;
        file.writeByAgent(EventType.CHAT_ASSIGNED);
        if (callback) {
            file.writeByAgent(EventType.CHAT_CALLBACK_COMPLETED);
        }
        new Conversation(chat, agent, file.world.now() - queuedAt).start();
    }

    /** The agent does not react; the contact goes back to its place in the line, unless the customer has left. */
    private void miss(Agent agent) {
        file.world.agenda().after(RING, () -> {
            if (!gone) {
                file.world.journal().write(file.event(EventType.CHAT_MISSED).agentId(agent.id));
            }
            staff.unresponsive(agent);
            file.world.floor().release(agent);
            if (!gone) {
                task = new Waiting(rank);
                file.world.floor().enter(task);
            }
        });
    }

    private final class Waiting extends Task {
        Waiting(int rank) {
            super(queueName, rank, queuedAt);
        }

        @Override
        void taken(Agent agent) {
            if (file.queue.missed() > 0 && file.dice.chance(file.queue.missed())) {
                miss(agent);
            } else {
                answeredBy(agent);
            }
        }
    }
}
