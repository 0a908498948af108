package io.bellwether.cases;

import io.bellwether.event.ServiceEvent;
import io.bellwether.metric.Measure;
import io.bellwether.quality.Mood;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What customers write and come about, by topic. */
final class CaseTopics {

    private static final String CATEGORY = "category";

    private final CaseEmitter emitter;
    private final Map<String, String> ofCategories;
    /** The tags of each topic; always the same object, by which series are found at a glance. */
    private final Map<String, List<String>> tags = new HashMap<>();

    /** @param ofCategories names of topics by category */
    CaseTopics(CaseEmitter emitter, Map<String, String> ofCategories) {
        this.emitter = emitter;
        this.ofCategories = ofCategories;
    }

    /** Takes a message. Only the door says what one is about, and of a customer's alone. */
    void message(ServiceEvent event) {
        List<String> topics = event.topics();
        for (int i = 0; topics != null && i < topics.size(); i++) {
            List<String> topic = tags(topics.get(i));
            emitter.count(Measure.TOPICS_MESSAGES, topic, event.time(), 1);
            if (event.sentiment() != null) {
                emitter.count(Measure.TOPICS_SCORED, topic, event.time(), 1);
            }
            if (event.sentiment() != null && event.sentiment() <= Mood.NEGATIVE) {
                emitter.count(Measure.TOPICS_NEGATIVE, topic, event.time(), 1);
            }
        }
    }

    /** Counts a case in the topic that it came to by its category, unless it had come to the same by another. */
    void moved(Attributes before, Attributes after, long time) {
        if (ofCategories.isEmpty() || Objects.equals(before.dimension(CATEGORY), after.dimension(CATEGORY))) {
            return;
        }
        String topic = topic(after);
        if (topic != null && !topic.equals(topic(before))) {
            emitter.count(Measure.TOPICS_CASES, tags(topic), time, 1);
        }
    }

    private String topic(Attributes attributes) {
        String category = attributes.dimension(CATEGORY);
        return category == null ? null : ofCategories.get(category);
    }

    private List<String> tags(String topic) {
        return tags.computeIfAbsent(topic, List::of);
    }
}
