package io.bellwether.simulate;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;

/** What can go wrong in a simulated contact centre, with the metrics that ought to show it. */
public enum IncidentKind {
    AGENTS_OUT(
            "agents-out",
            List.of(
                    "agents.available",
                    "queue.service_level",
                    "queue.abandon_rate",
                    "queue.waiting",
                    "queue.oldest_age_s"),
            "A share of the agents (strength) goes offline at once or does not show up; contacts that they have are"
                    + " finished, new ones wait and are abandoned."),
    SURGE(
            "surge",
            List.of("queue.offered", "queue.waiting", "queue.service_level", "queue.abandon_rate"),
            "Arrivals are multiplied (strength) while nobody was added to the roster."),
    ANGRY_REFUNDS(
            "angry-refunds",
            List.of("sentiment.negative_share", "sentiment.mean", "satisfaction.csat"),
            "The refund system is down: refunds are opened but do not complete, customers grow angry (strength is the"
                    + " share of angry conversations), some open disputes."),
    BOT_BROKEN(
            "bot-broken",
            List.of("queue.offered", "queue.waiting", "queue.service_level", "sentiment.negative_share"),
            "The bot repeats itself, contains nothing and hands everything to people (strength is the share of"
                    + " conversations that it loses)."),
    SLOW_VENDOR(
            "slow-vendor",
            List.of("cases.waiting_third_party", "sla.breached", "sla.at_risk", "cases.net_flow"),
            "A share of the tickets (strength) needs a vendor who does not answer; they wait, their due times pass."),
    BOUGHT_RATINGS(
            "bought-ratings",
            List.of("doubtful_ratings.ratings", "doubtful_ratings.satisfied", "satisfaction.csat"),
            "A share of the customers (strength) is paid to rate at once and best, whatever they have written."),
    LOGISTICS_OUTAGE(
            "logistics-outage",
            List.of(
                    "queue.offered",
                    "queue.waiting",
                    "queue.service_level",
                    "sentiment.negative_share",
                    "cases.waiting_third_party"),
            "A carrier delivers nothing: arrivals are multiplied (strength) by customers who ask, annoyed, where their"
                    + " parcel is; tickets about a delivery wait for the carrier."),
    REFUND_BACKLOG(
            "refund-backlog",
            List.of("sla.running", "sla.at_risk", "sla.overdue"),
            "Refunds are opened and none completes (strength is not used); customers do not know it yet."),
    SENTIMENT_DIP(
            "sentiment-dip",
            List.of("sentiment.negative_share", "sentiment.mean", "satisfaction.csat"),
            "More customers than usual are displeased (strength is the share of conversations), as after a bad batch;"
                    + " nothing else changes."),
    SLOW_REPLIES(
            "slow-replies",
            List.of(
                    "platform.forecast",
                    "platform.value",
                    "platform.at_risk",
                    "queue.chat_wait_mean_s",
                    "sla.attainment"),
            "Agents take chats and let a share of them (strength) lie for three to six minutes before they answer."),
    SLOW_POISON(
            "slow-poison",
            List.of("queue.handle_mean_s", "queue.wait_mean_s", "queue.service_level"),
            "Contacts take longer by a share (strength) each day than the day before, and nobody notices.");

    private final String wireName;
    private final List<String> expectedSignals;
    private final String explanation;

    IncidentKind(String wireName, List<String> expectedSignals, String explanation) {
        this.wireName = wireName;
        this.expectedSignals = expectedSignals;
        this.explanation = explanation;
    }

    /** The name in scenario files and in the truth. */
    @JsonValue
    public String wireName() {
        return wireName;
    }

    /** Names of metrics ({@code measurement.field}) that leave their usual range in the affected queues. */
    public List<String> expectedSignals() {
        return expectedSignals;
    }

    /** What happens, in words. */
    public String explanation() {
        return explanation;
    }

    /** The kind of that name. */
    @JsonCreator
    public static IncidentKind of(String name) {
        return Arrays.stream(values())
                .filter(kind -> kind.wireName.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no incident kind '" + name + "'; there are "
                        + Arrays.stream(values()).map(IncidentKind::wireName).toList()));
    }
}
