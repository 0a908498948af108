package io.bellwether.ingest;

import io.bellwether.event.ServiceEvent;
import io.bellwether.event.Textless;
import io.bellwether.sentiment.SentimentScorer;
import io.bellwether.sentiment.TopicBook;

/** Makes of a message what it says of a customer's mood and wishes, and drops its text. Not thread-safe. */
public final class MessageScorer {

    private final SentimentScorer scorer;
    private final TopicFinder finder;

    public MessageScorer(SentimentScorer scorer, TopicBook topics) {
        this.scorer = scorer;
        this.finder = new TopicFinder(topics);
    }

    /** The same event without a text. A score that is there is kept, the source's own or the heavier model's. */
    public ServiceEvent textless(ServiceEvent event) {
        if (event.text() == null) {
            return event.topics() == null ? event : Textless.of(event, event.sentiment(), finder.of(event));
        }
        Double score = event.sentiment();
        if (Inbound.awaitsScore(event)) {
            var sentiment = scorer.score(event.text(), event.language());
            score = sentiment.scored() ? (Double) sentiment.score() : null;
        }
        return Textless.of(event, score, finder.of(event));
    }
}
