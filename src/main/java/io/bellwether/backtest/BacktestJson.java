package io.bellwether.backtest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellwether.yaml.Times;
import java.util.TreeMap;

/** A backtest for scripts: durations in seconds, times in RFC 3339, null for what there is none of. */
public final class BacktestJson {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private BacktestJson() {}

    /**
     * One JSON object.
     *
     * @param against the same history by other rules, which stands under {@code before}; null for none
     */
    public static String of(Backtest test, Backtest against) {
        ObjectNode root = node(test);
        if (against != null) {
            root.set("before", node(against));
        }
        try {
            return JSON.writeValueAsString(root);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of figures cannot be written", e);
        }
    }

    private static ObjectNode node(Backtest test) {
        Hindsight hindsight = test.hindsight();
        ObjectNode root = JSON.createObjectNode();
        root.put("from", Times.rfc3339(test.span().from()));
        root.put("to", Times.rfc3339(test.span().to()));
        root.put("events", test.events());
        root.put("shifts", test.shifts());
        ArrayNode rules = root.putArray("rules");
        RuleTally.of(test.episodes(), hindsight, test.span()).forEach(tally -> rule(rules.addObject(), tally));
        ArrayNode episodes = root.putArray("episodes");
        test.live(episode -> !episode.ofCase()).forEach(told -> episode(episodes.addObject(), told, test, hindsight));
        ArrayNode silent = root.putArray("silent");
        test.silent()
                .forEach(silence -> silent.addObject().put("uid", silence.uid()).put("why", silence.why()));
        ObjectNode load = root.putObject("per_shift");
        load.put("pages", test.pagesPerShift(episode -> true));
        load.put("pages_of_cases", test.pagesPerShift(Episode::ofCase));
        load.put("changes", test.changesPerShift(episode -> true));
        load.put("changes_of_cases", test.changesPerShift(Episode::ofCase));
        if (test.messages() != null) {
            load.put("messages", test.messagesPerShift(message -> true));
            load.put("messages_busiest", test.busiestShift());
            ObjectNode each = load.putObject("messages_to");
            test.receivers()
                    .forEach(name -> each.put(name, test.messagesPerShift(message -> message.receiver()
                            .equals(name))));
        }
        if (hindsight != null) {
            truth(root.putObject("truth"), test, hindsight);
        }
        return root;
    }

    private static void rule(ObjectNode node, RuleTally tally) {
        node.put("uid", tally.uid()).put("severity", tally.severity());
        node.put("of_cases", tally.ofCases()).put("shadow", tally.shadow());
        node.put("episodes", tally.episodes()).put("pages", tally.pages());
        node.put("right", tally.right() < 0 ? null : (Integer) tally.right());
        node.put("flaps", tally.flaps()).put("open", tally.open()).put("changes", tally.changes());
        node.put("median_length_s", tally.medianMillis() / 1_000.0);
    }

    /** One that somebody is told of, so that the wrong ones can be looked at. */
    private static void episode(ObjectNode node, Episode told, Backtest test, Hindsight hindsight) {
        node.put("uid", told.uid()).put("severity", told.severity());
        ObjectNode labels = node.putObject("labels");
        new TreeMap<>(told.labels()).forEach(labels::put);
        node.put("started", Times.rfc3339(told.firedAt()));
        node.put("ended", told.endedAt() == Episode.NEVER ? null : Times.rfc3339(told.endedAt()));
        node.put("length_s", told.length(test.span().to()) / 1_000.0);
        node.put("right", hindsight == null ? null : (Boolean) hindsight.isRight(told));
    }

    private static void truth(ObjectNode node, Backtest test, Hindsight hindsight) {
        share(node, "precision", hindsight.precision());
        share(node, "recall", hindsight.recall());
        ArrayNode incidents = node.putArray("incidents");
        for (Hindsight.Outcome outcome : hindsight.outcomes()) {
            ObjectNode one = incidents.addObject();
            one.put("name", outcome.incident().name());
            one.put("start", Times.rfc3339(outcome.incident().start()));
            one.put("end", Times.rfc3339(outcome.incident().end()));
            one.put("found_by", outcome.isFound() ? outcome.first().uid() : null);
            one.put("found_after_s", outcome.isFound() ? (Double) (outcome.detectionMillis() / 1_000.0) : null);
            ArrayNode learning = one.putArray("still_learning");
            test.stillLearning(outcome.incident()).forEach(rule -> learning.add(rule.uid()));
            boolean over = outcome.isFound() && outcome.isOver();
            one.put("over_after_s", over ? (Double) (outcome.resetMillis() / 1_000.0) : null);
        }
    }

    private static void share(ObjectNode node, String name, double value) {
        node.put(name, Double.isNaN(value) ? null : (Double) value);
    }
}
