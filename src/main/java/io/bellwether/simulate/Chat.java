package io.bellwether.simulate;

import io.bellwether.event.EventType;

/** A conversation from the first word: perhaps a bot, then one or more stays in queues. */
final class Chat {
    /** From the first message to the queue. */
    private static final long ROUTING = 200;

    final CaseFile file;
    private final Staff staff;
    private boolean moved;

    Chat(CaseFile file, Staff staff) {
        this.file = file;
        this.staff = staff;
    }

    /** Begins; {@code direct} passes by the bot. */
    void start(boolean direct) {
        file.write(EventType.CHAT_STARTED);
        QueueProfile.Bot bot = file.queue.bot();
        if (!direct && bot != null && file.dice.chance(bot.share())) {
            new BotTalk(this, bot).start();
            return;
        }
        file.customerWrites(file.text("customer", file.mood.key()));
        file.world.agenda().after(ROUTING, this::queue);
    }

    /** Enters the queue of the case. */
    void queue() {
        file.write(EventType.CHAT_QUEUED);
        new QueueStay(this, staff).enter();
    }

    /** Moves to another queue, with or without having been answered. */
    void moveTo(String queueName) {
        moved = true;
        file.queue = file.world.queue(queueName);
        file.agentId = null;
        file.write(EventType.CHAT_TRANSFERRED);
        new QueueStay(this, staff).enter();
    }

    /** A conversation moves at most once, so that it cannot go round in circles. */
    boolean mayMove(QueueProfile.Transfer transfer) {
        return transfer != null && !moved;
    }

    /** Ends. */
    void end(String reason, long waitedMillis) {
        file.world
                .journal()
                .write(file.event(EventType.CHAT_ENDED).agentId(file.agentId).reason(reason));
        AfterCare.survey(file, waitedMillis);
    }
}
