package io.bellwether.simulate;

import io.bellwether.event.EventType;

/** A conversation from the first word: perhaps a bot, then one or more stays in queues. */
final class Chat {
    /** From the first message to the queue. */
    private static final long ROUTING = 200;
    /** From a callback that failed to the end of its chat. */
    private static final long CLOSING = 1_000;

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
        new QueueStay(this, staff, false).enter();
    }

    /**
     * Moves to another queue, with or without having been answered.
     *
     * @param reason null for none
     */
    void moveTo(String queueName, String reason) {
        moved = true;
        file.queue = file.world.queue(queueName);
        file.agentId = null;
        file.world.journal().write(file.event(EventType.CHAT_TRANSFERRED).reason(reason));
        new QueueStay(this, staff, false).enter();
    }

    /** The customer will be called back, and until then does something else. */
    void callBack(QueueProfile.Callback callback) {
        file.write(EventType.CHAT_CALLBACK_REQUESTED);
        file.write(EventType.CHAT_CALLBACK_SCHEDULED);
        boolean reached = !file.dice.chance(callback.failed());
        file.world.agenda().after(file.dice.time(callback.delay(), 1.0), () -> {
            if (reached) {
                file.write(EventType.CHAT_QUEUED);
                new QueueStay(this, staff, true).enter();
            } else {
                file.write(EventType.CHAT_CALLBACK_FAILED);
                file.world.agenda().after(CLOSING, () -> end("callback_failed", 0));
            }
        });
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
