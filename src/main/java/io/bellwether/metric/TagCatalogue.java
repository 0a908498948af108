package io.bellwether.metric;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What the tags of a measurement's points say, with the values that they can have. */
public final class TagCatalogue {

    private static final String SETTINGS =
            "by which dimensions the point is told: their names joined by a comma, all for none (setting rollups); each of them is a"
                    + " tag with the value of the event, none where no event told it, other beyond max_values_per_dimension";

    private TagCatalogue() {}

    /** Words by tag: the rollup, the dimensions that the measurement has whatever the settings name, its own tags. */
    public static Map<String, String> of(Measurement measurement) {
        Map<String, String> tags = new LinkedHashMap<>();
        List<List<String>> rollups = Windowing.ownRollups(measurement);
        tags.put("rollup", rollups.isEmpty() ? SETTINGS : "by which dimensions the point is told: " + names(rollups));
        for (String dimension : Windowing.dimensions(measurement, List.of())) {
            tags.put(dimension, dimension(measurement, dimension));
        }
        for (String tag : measurement.tags()) {
            tags.put(tag, own(measurement, tag));
        }
        return tags;
    }

    private static String names(List<List<String>> rollups) {
        return rollups.stream()
                .map(rollup -> rollup.isEmpty() ? "all" : String.join(",", rollup))
                .collect(Collectors.joining(" or "));
    }

    private static String dimension(Measurement measurement, String dimension) {
        return switch (dimension) {
            case "agent" ->
                "the agent's agent_id, or its hash (setting agent_ids); other beyond max_agents, none where a contact names none";
            case "queue" ->
                measurement == Measurement.PLAN || measurement == Measurement.PLAN_INTERVAL
                        ? "the queue"
                        : "a queue that the agents serve; an agent of several counts in each";
            case "reason" -> "the reason that agent.state gives for being away, none where it gives none";
            case "brand" -> "the shop (brand of the event), none where no event told it";
            default -> throw new IllegalArgumentException(measurement + " has no dimension " + dimension);
        };
    }

    private static String own(Measurement measurement, String tag) {
        return switch (measurement.wireName() + "." + tag) {
            case "sla.clock" ->
                "the SLA clock: first_reply, next_reply, periodic_update, pausable_update, requester_wait, agent_work, agent_wait, resolution,"
                        + " first_resolution, group_ownership, assignee_response, queue_wait, refund, dispute or round_response (docs/sla.md)";
            case "sentiment.side" -> "who wrote: customer or agent";
            case "satisfaction.kind", "satisfaction_interval.kind", "doubtful_ratings.kind" ->
                "the kind of survey: CSAT, NPS or CES";
            case "doubtful_ratings.reason" ->
                "why the answers are doubted: contradicts (what the customer wrote), many (of one customer) or burst; an answer may count"
                        + " under several";
            case "pipeline.topic" ->
                "the input topic, in a replay the file; none for late, duplicates and other_values, which are not told by topic; of points_waiting, points_rejected and points_lost the setting of the bucket, such as influx.bucket";
            case "pipeline.reason" ->
                "with rejected the reason of the rejection (docs/events.md), with other_values the dimension, with points_rejected the reason of the store (docs/influxdb.md), else none";
            case "topics.topic" -> "a topic of the file of topics (docs/sentiment.md)";
            case "after_service.customers" ->
                "served, days on which a case of the customer was solved, or others, to compare: days of orders without a case";
            case "platform.platform" -> "the shop platform, by the name of its file in alert-rules/platforms";
            case "platform.indicator" -> "the indicator, by its name in the platform's file (docs/platforms.md)";
            default -> throw new IllegalArgumentException(measurement + " has no tag " + tag);
        };
    }
}
