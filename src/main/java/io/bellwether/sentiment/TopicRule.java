package io.bellwether.sentiment;

import java.io.Serializable;
import java.util.List;

/**
 * A topic that is counted: what a message or a case is about, coarsely.
 *
 * @param name as metrics have it
 * @param title for people
 * @param categories a case of one of these is about it
 * @param words a message with one of these is about it; see {@link TopicWords}
 */
public record TopicRule(String name, String title, List<String> categories, List<String> words)
        implements Serializable {

    public TopicRule {
        categories = List.copyOf(categories);
        words = List.copyOf(words);
    }
}
