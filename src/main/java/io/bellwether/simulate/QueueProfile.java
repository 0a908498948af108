package io.bellwether.simulate;

import java.util.List;
import java.util.Map;

/**
 * A queue: what arrives in it and what becomes of it. Sections that are null do not happen.
 *
 * @param kind chat or ticket
 * @param arrivalsPerHour at factor 1 of the curve; conversations, of which a bot may keep some from the queue
 * @param curve name of a curve of the organisation; null for the same demand at all times
 * @param handle mean time from assignment to the end, without wrap-up; for tickets the time of one touch
 * @param handleCv standard deviation over mean of the handle time; 1 is exponential, else log-normal
 * @param patience mean of the exponential time after which a waiting customer leaves
 * @param tones weights of positive, neutral, negative, angry conversations
 * @param mix dimension (language, tier, priority, region, category) to values and their weights
 * @param missed share of offers that an agent does not take
 * @param held share of conversations with a hold
 */
public record QueueProfile(
        String name,
        Kind kind,
        String channel,
        String brand,
        double arrivalsPerHour,
        String curve,
        Span handle,
        double handleCv,
        Span wrapUp,
        Span patience,
        List<Double> tones,
        Map<String, Map<String, Double>> mix,
        double missed,
        double held,
        Bot bot,
        Transfer transfer,
        Transfer overflow,
        Callback callback,
        Survey survey,
        Refund refund,
        Tickets tickets) {

    /** Whether its cases are chats or tickets. */
    public enum Kind {
        chat,
        ticket
    }

    /** A bot that talks first in a share of conversations and keeps a share of those from the queue. */
    public record Bot(double share, double contained, Span turn) {}

    /** A share of contacts moves to another queue: after an answer, or unanswered after a wait (overflow). */
    public record Transfer(double share, String to, Span after) {}

    /**
     * A share of those who still wait after some time asks to be called back; a mean time later they wait for an agent again,
     * for as long as it takes, or cannot be reached.
     */
    public record Callback(double share, Span after, Span delay, double failed) {}

    /** Surveys: share of cases asked, share of those that answer, mean time to the answer. */
    public record Survey(double asked, double answered, Span delay) {}

    /** Refunds: share of cases of category refund that open one, mean time to its end, share disputed when late. */
    public record Refund(double share, Span delay, double disputed) {}

    /**
     * What becomes of tickets after a touch, and how long others take.
     *
     * @param solved share solved at a touch; the rest waits for the customer or a vendor
     * @param vendor share that waits for a third party
     * @param vendorDelay mean time until the third party answers
     * @param customerDelay mean time until the customer answers
     * @param silent share of customers who never answer; solved by the system after {@code silence}
     * @param reopened share of solved tickets that the customer opens again
     * @param closeAfter time from solved to closed
     * @param dueShare share created with a due time
     * @param dueIn from creation to the due time
     * @param merged share that turns out to be a second ticket of the same customer
     * @param spam share deleted at the first touch
     * @param note share of touches with a private note
     */
    public record Tickets(
            double solved,
            double vendor,
            Span vendorDelay,
            Span customerDelay,
            double silent,
            Span silence,
            double reopened,
            Span closeAfter,
            double dueShare,
            Span dueIn,
            double merged,
            double spam,
            double note) {}

    boolean isChat() {
        return kind == Kind.chat;
    }
}
