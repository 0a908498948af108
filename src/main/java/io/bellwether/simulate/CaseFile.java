package io.bellwether.simulate;

import io.bellwether.event.Actor;
import io.bellwether.event.EventBuilder;
import io.bellwether.event.EventType;
import io.bellwether.event.Visibility;

/** What is known of a case: its ids and dimensions, its customer's mood, its own random numbers. */
final class CaseFile {
    final World world;
    final Dice dice;
    final String caseId;
    final String customerId;
    final String category;
    final String language;
    final Tone mood;
    private final boolean chat;
    private final String channel;
    private final String brand;
    private final String tier;
    private final String region;
    String priority;
    QueueProfile queue;
    String agentId;

    CaseFile(World world, QueueProfile queue, Dice dice, String customerId) {
        this.world = world;
        this.queue = queue;
        this.dice = dice;
        chat = queue.isChat();
        caseId = world.journal().caseId(chat ? 'C' : 'T');
        this.customerId = customerId;
        channel = queue.channel();
        brand = queue.brand();
        category = mix("category");
        language = mix("language");
        priority = mix("priority");
        tier = mix("tier");
        region = mix("region");
        mood = chooseMood();
    }

    private String mix(String dimension) {
        return queue.mix() == null ? null : dice.pick(queue.mix().get(dimension));
    }

    /** The share of customers whom something has let down: all whom an outage of deliveries brings, and no others by it. */
    private double displeased() {
        double share = world.effects().strongest(queue.name(), IncidentKind.ANGRY_REFUNDS, IncidentKind.SENTIMENT_DIP);
        double outage = world.effects().strength(IncidentKind.LOGISTICS_OUTAGE, queue.name());
        return outage > 1 ? Math.max(share, 1 - 1 / outage) : share;
    }

    /** The usual mood of the queue's customers, unless something has let them down. */
    private Tone chooseMood() {
        double[] weights =
                queue.tones().stream().mapToDouble(Double::doubleValue).toArray();
        int usual = dice.pickIndex(weights);
        boolean hit = dice.uniform() < displeased();
        boolean furious = dice.chance(0.6);
        return hit ? (furious ? Tone.ANGRY : Tone.NEGATIVE) : Tone.values()[usual];
    }

    /** Urgent before high before the rest; within each, the best customers first. */
    int rank() {
        int byPriority = "urgent".equals(priority) ? 4 : "high".equals(priority) ? 2 : 0;
        return byPriority + (tier != null && tier.endsWith("vip") ? 1 : 0);
    }

    String languageOrDefault() {
        return language == null ? "en" : language;
    }

    EventBuilder event(EventType type) {
        return world.journal()
                .event(type)
                .caseId(caseId)
                .queue(queue.name())
                .channel(channel)
                .priority(priority)
                .tier(tier)
                .brand(brand)
                .category(category)
                .language(language)
                .region(region)
                .customerId(customerId);
    }

    /** An event of a customer like this one that is of no case; of no queue either where it is an order. */
    EventBuilder beside(EventType type, String customer) {
        return world.journal()
                .event(type)
                .queue(type == EventType.ORDER_PLACED ? null : queue.name())
                .channel(channel)
                .tier(tier)
                .brand(brand)
                .category(category)
                .language(language)
                .region(region)
                .customerId(customer);
    }

    void write(EventType type) {
        world.journal().write(event(type));
    }

    /** An event that an agent causes. */
    void writeByAgent(EventType type) {
        world.journal().write(event(type).agentId(agentId));
    }

    void customerWrites(String text) {
        message(Actor.CUSTOMER, Visibility.PUBLIC, false, text);
    }

    void agentWrites(String text) {
        message(Actor.AGENT, Visibility.PUBLIC, false, text);
    }

    void note(Actor actor, String text) {
        message(actor, Visibility.PRIVATE, false, text);
    }

    void botWrites(String text) {
        message(Actor.BOT, Visibility.PUBLIC, true, text);
    }

    void systemWrites(String text) {
        message(Actor.SYSTEM, Visibility.PUBLIC, true, text);
    }

    private void message(Actor actor, Visibility visibility, boolean automated, String text) {
        EventBuilder event = event(chat ? EventType.CHAT_MESSAGE : EventType.TICKET_MESSAGE)
                .actor(actor)
                .visibility(visibility)
                .automated(automated)
                .messageId(world.journal().messageId())
                .text(text);
        if (actor == Actor.AGENT || actor == Actor.LIGHT_AGENT) {
            event.agentId(agentId);
        }
        world.journal().write(event);
    }

    String text(String section) {
        return world.texts().line(languageOrDefault(), section, dice);
    }

    /** A line about the case's category. */
    String text(String who, String how) {
        String topic = category == null ? "any" : category;
        return world.texts().line(languageOrDefault(), who, topic, how, dice);
    }
}
