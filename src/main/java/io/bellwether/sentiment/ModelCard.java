package io.bellwether.sentiment;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a model was made of, for the people who decide whether to trust it. */
final class ModelCard {
    private ModelCard() {}

    /** @param date as given on the command line, or null */
    static String of(List<Corpus.Message> messages, Recipe recipe, String date, int bytes) {
        Map<String, int[]> counts = new TreeMap<>();
        for (Corpus.Message message : messages) {
            String key = message.source() + " | " + message.language();
            counts.computeIfAbsent(key, s -> new int[3])[message.label().ordinal()]++;
        }
        StringBuilder card = new StringBuilder("# Sentiment model\n\n");
        card.append("Date: ").append(date == null ? "not given" : date).append(". ");
        card.append("Messages: ")
                .append(messages.size())
                .append(". Bytes: ")
                .append(bytes)
                .append(". ");
        card.append("Feature version: ").append(FeatureExtractor.VERSION).append(".\n\n");
        card.append("Recipe: ").append(recipe).append("\n\n");
        card.append("| source | language | negative | neutral | positive |\n|---|---|---|---|---|\n");
        counts.forEach((source, count) -> card.append("| ")
                .append(source)
                .append(" | ")
                .append(count[0])
                .append(" | ")
                .append(count[1])
                .append(" | ")
                .append(count[2])
                .append(" |\n"));
        return card.toString();
    }
}
