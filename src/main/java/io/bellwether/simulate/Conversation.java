package io.bellwether.simulate;

import io.bellwether.event.EventType;

/** An agent and a customer talk in turns until the handle time is over; then the agent wraps up. */
final class Conversation {
    /** A turn of a conversation takes about this long. */
    private static final long TURN = 40_000;

    private static final long DAY = 86_400_000;
    private static final int LIES_LEAST = 180_000;
    private static final int LIES_MOST = 360_000;

    private final Chat chat;
    private final CaseFile file;
    private final Agent agent;
    private final QueueProfile queue;
    private final long waited;
    private final long start;
    private final long end;
    private final int turns;
    private final String moveTo;
    private final int holdTurn;
    private int turn;

    Conversation(Chat chat, Agent agent, long waited) {
        this.chat = chat;
        this.agent = agent;
        this.waited = waited;
        file = chat.file;
        queue = file.queue;
        start = file.world.now() + lies();
        long handle = Math.max(1, (long) (file.dice.time(queue.handle(), queue.handleCv()) * poison()));
        boolean moves = chat.mayMove(queue.transfer())
                && file.dice.chance(queue.transfer().share());
        moveTo = moves ? queue.transfer().to() : null;
        end = start + (moves ? Math.max(1, handle / 3) : handle);
        turns = (int) Math.max(1, Math.min(12, (end - start) / Math.min(TURN, turnOf(queue))));
        holdTurn = file.dice.chance(queue.held()) && turns > 2 ? turns / 2 : -1;
    }

    /** How long the agent lets it lie before the first word; by random numbers of its own. */
    private long lies() {
        double share = file.world.effects().strength(IncidentKind.SLOW_REPLIES, queue.name());
        Dice own = share == 0 ? null : Dice.of(file.world.seed(), "lies", file.caseId);
        return own != null && own.chance(share) ? own.between(LIES_LEAST, LIES_MOST) : 0;
    }

    /** By how much contacts take longer than they should. */
    private double poison() {
        long since = file.world.effects().startOf(IncidentKind.SLOW_POISON, queue.name());
        double aDay = file.world.effects().strength(IncidentKind.SLOW_POISON, queue.name());
        return since < 0 ? 1 : Math.pow(1 + aDay, (double) (file.world.now() - since) / DAY);
    }

    /** Short conversations have short turns: about four at the mean handle time. */
    private static long turnOf(QueueProfile queue) {
        return Math.max(5_000, queue.handle().millis() / 4);
    }

    void start() {
        long greeting = Math.min(file.dice.between(2_000, 9_000), (end - start) / 3);
        file.world.agenda().at(start + greeting, () -> {
            file.agentWrites(file.text("agent.greeting"));
            nextTurn();
        });
        file.world.agenda().at(end, this::finish);
    }

    private long at(double turnAndPart) {
        long greeted = start + Math.min(9_000, (end - start) / 3);
        return greeted + (long) ((end - greeted) * turnAndPart / turns);
    }

    private void nextTurn() {
        int current = turn++;
        if (current >= turns) {
            return;
        }
        boolean last = current == turns - 1;
        long asks = at(current + file.dice.between(0.05, 0.3));
        long answers = at(current + file.dice.between(0.45, 0.85));
        file.world.agenda().at(asks, () -> customerTurn(last));
        if (current == holdTurn) {
            file.world.agenda().at((asks + answers) / 2, this::hold);
            file.world.agenda().at(answers - (answers - asks) / 4, () -> file.writeByAgent(EventType.CHAT_RESUMED));
        }
        file.world.agenda().at(answers, () -> agentTurn(current, last));
    }

    private void customerTurn(boolean last) {
        if (last && moveTo == null && turns > 1) {
            file.customerWrites(file.text("customer.end." + file.mood.key()));
        } else if (turn == 1) {
            file.customerWrites(file.text("customer", file.mood.key()));
        } else {
            file.customerWrites(file.text("customer.follow." + file.mood.key()));
        }
    }

    private void hold() {
        file.agentWrites(file.text("agent.hold"));
        file.writeByAgent(EventType.CHAT_HELD);
    }

    private void agentTurn(int current, boolean last) {
        if (last) {
            file.agentWrites(file.text(moveTo == null ? "agent.closing" : "agent.transfer"));
        } else if (file.mood.compareTo(Tone.NEGATIVE) >= 0 && current == 0) {
            file.agentWrites(file.text("agent.apology"));
        } else {
            file.agentWrites(file.text("agent", "answer"));
        }
        if (current == turns / 2) {
            AfterCare.refund(file);
        }
        nextTurn();
    }

    private void finish() {
        if (moveTo != null) {
            chat.moveTo(moveTo, null);
            file.world.floor().release(agent);
            return;
        }
        chat.end("resolved", waited);
        long wrapUp = file.dice.time(queue.wrapUp(), 0.5);
        if (wrapUp == 0) {
            file.world.floor().release(agent);
            return;
        }
        file.world.agenda().after(wrapUp, () -> {
            file.writeByAgent(EventType.CHAT_WRAPPED_UP);
            file.world.floor().release(agent);
        });
    }
}
