package io.bellwether.ingest;

import io.bellwether.event.ServiceEvent;
import io.bellwether.sentiment.TopicBook;
import io.bellwether.sentiment.TopicWords;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Says what messages of customers are about. Gives the same few lists again and again. Not thread-safe. */
final class TopicFinder {

    private final TopicBook book;
    private final List<String> names;
    private final TopicWords words;
    private final Map<Integer, List<String>> lists = new HashMap<>();

    TopicFinder(TopicBook book) {
        this.book = book;
        names = book.names();
        words = new TopicWords(book);
    }

    /**
     * The topics of a message: what its source says of it, as far as there are such topics, else what its words say. Null
     * where there are none, or no customer asks.
     */
    List<String> of(ServiceEvent event) {
        if (!event.isQuestion()) {
            return null;
        }
        int bits = event.topics() == null ? words.of(event.text()) : bits(event.topics());
        return bits == 0 ? null : lists.computeIfAbsent(bits, book::names);
    }

    private int bits(List<String> told) {
        int bits = 0;
        for (String name : told) {
            int at = names.indexOf(name);
            bits |= at < 0 ? 0 : 1 << at;
        }
        return bits;
    }
}
