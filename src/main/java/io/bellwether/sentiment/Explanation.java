package io.bellwether.sentiment;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which parts of a message moved its score: the weights of the features, added up by the text that they cover. */
public final class Explanation {
    private Explanation() {}

    /** @param weight towards positive where above 0, towards negative where below; in units of the raw polarity */
    public record Part(String text, double weight) {}

    /** The {@code most} heaviest parts, heaviest first; empty where the message is unscored. */
    public static List<Part> of(SentimentModel model, String text, String languageHint, int most) {
        Reader reader = new Reader(true);
        if (reader.read(text, languageHint) == null) {
            return List.of();
        }
        Features features = reader.features;
        double share = Reader.share(features.size);
        Map<String, Double> weights = new TreeMap<>();
        for (int i = 0; i < features.size; i++) {
            double polarity = model.meanings.polarity(model.meaning(features.hashes[i]));
            if (features.start(i) >= 0 && polarity != 0) {
                weights.merge(covered(reader.text, features.start(i), features.end(i)), polarity * share, Double::sum);
            }
        }
        return weights.entrySet().stream()
                .map(e -> new Part(e.getKey(), e.getValue()))
                .sorted(Comparator.comparingDouble((Part p) -> -Math.abs(p.weight())))
                .limit(most)
                .toList();
    }

    private static String covered(NormalText text, int start, int end) {
        StringBuilder covered = new StringBuilder();
        for (int i = start; i < end; i++) {
            String mark = Marks.name(text.codePoints[i]);
            if (mark == null) {
                covered.appendCodePoint(text.codePoints[i]);
            } else {
                covered.append(mark);
            }
        }
        return covered.toString();
    }
}
