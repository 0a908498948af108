package io.bellwether.simulate;

import io.bellwether.event.EventType;

/** A bot talks first. It solves the matter, or hands over; when it is broken it goes round in circles. */
final class BotTalk {
    private static final double LEAVES = 0.15;

    private final Chat chat;
    private final CaseFile file;
    private final QueueProfile.Bot bot;
    private final boolean broken;
    private final boolean contained;
    /** Whether the customer of a conversation that would be contained leaves instead, and nobody knows what they think. */
    private final boolean leaves;

    private int turnsLeft;

    BotTalk(Chat chat, QueueProfile.Bot bot) {
        this.chat = chat;
        this.bot = bot;
        file = chat.file;
        double lost = file.world.effects().strength(IncidentKind.BOT_BROKEN, file.queue.name());
        broken = file.dice.uniform() < lost;
        boolean solved = file.dice.chance(bot.contained());
        contained = solved && !broken;
        leaves = Dice.of(file.world.seed(), "leaves the bot", file.caseId).chance(LEAVES);
        turnsLeft = file.dice.between(1, 2) + (broken ? 1 : 0);
    }

    void start() {
        file.botWrites(file.text("bot.greeting"));
        file.world.agenda().after(turn() / 2, () -> {
            file.customerWrites(file.text("customer", file.mood.key()));
            file.world.agenda().after(1_000, this::answer);
        });
    }

    private long turn() {
        return Math.min(file.dice.time(bot.turn(), 0.4), 3 * bot.turn().millis());
    }

    private void answer() {
        file.botWrites(broken ? file.text("bot.loop") : file.text("bot", "answer"));
        file.world.agenda().after(turn(), this::customer);
    }

    private void customer() {
        turnsLeft--;
        if (turnsLeft > 0) {
            file.customerWrites(file.text(broken ? "customer.lost" : "customer.follow.neutral"));
            file.world.agenda().after(1_000, this::answer);
        } else if (contained && leaves) {
            chat.end("customer_left", 0);
        } else if (contained) {
            file.customerWrites(file.text("customer.end.positive"));
            file.world.agenda().after(1_000, () -> chat.end("bot_resolved", 0));
        } else {
            file.customerWrites(file.text(broken ? "customer.lost" : "customer.human"));
            file.world.agenda().after(1_000, this::handOff);
        }
    }

    private void handOff() {
        file.botWrites(file.text("bot.handoff"));
        file.world.agenda().after(200, () -> {
            file.write(EventType.CHAT_HANDOFF);
            chat.queue();
        });
    }
}
