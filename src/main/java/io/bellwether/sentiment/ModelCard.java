package io.bellwether.sentiment;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a model was made of and how right it is, for the people who decide whether to trust it.
 *
 * @param date as given on the command line, or null
 * @param bytes size of the model file
 * @param trained the messages that taught it
 * @param leftOut by source and language, messages not taught because the model is measured on their text
 * @param licences by source, as given on the command line
 * @param scores by file, on messages that taught nothing
 */
public record ModelCard(
        String date,
        Recipe recipe,
        int bytes,
        List<Corpus.Message> trained,
        Map<String, Integer> leftOut,
        Map<String, String> licences,
        Map<String, Evaluation> scores) {

    /** The card as Markdown. */
    public String text() {
        StringBuilder card = new StringBuilder("# Sentiment model\n\n");
        card.append(String.format(
                Locale.ROOT,
                "Date: %s. Messages: %d. Bytes: %d. Feature version: %d.%n%nRecipe: %s%n",
                date == null ? "not given" : date,
                trained.size(),
                bytes,
                FeatureExtractor.VERSION,
                recipe));
        data(card);
        scores(card);
        return card.toString().replace("\r\n", "\n");
    }

    private void data(StringBuilder card) {
        Map<String, int[]> counts = new TreeMap<>();
        for (Corpus.Message message : trained) {
            counts.computeIfAbsent(HeldOutTexts.key(message), s -> new int[3])[
                    message.label().ordinal()]++;
        }
        card.append("\n## Data\n\nLeft out: messages whose text stands in a set that the model is measured on.\n\n");
        card.append("| source | language | negative | neutral | positive | left out | licence |\n");
        card.append("|---|---|---|---|---|---|---|\n");
        counts.forEach((key, count) -> {
            String source = key.substring(0, key.indexOf(" | "));
            card.append(String.format(
                    Locale.ROOT,
                    "| %s | %d | %d | %d | %d | %s |%n",
                    key,
                    count[0],
                    count[1],
                    count[2],
                    leftOut.getOrDefault(key, 0),
                    licences.getOrDefault(source, "not stated")));
        });
    }

    private void scores(StringBuilder card) {
        if (scores.isEmpty()) {
            return;
        }
        card.append("\n## Scores\n\nOn messages that taught nothing; where a set has no neutral label, neutral is left"
                + " out of the choice.\n\n");
        card.append(
                "| set | messages | accuracy | macro F1 | macro recall | calibration error |\n|---|---|---|---|---|---|\n");
        scores.forEach((set, score) -> card.append(String.format(
                Locale.ROOT,
                "| %s | %d | %.4f | %.4f | %.4f | %.3f |%n",
                set,
                score.messages(),
                score.accuracy(),
                score.macroF1(),
                score.macroRecall(),
                score.calibrationError())));
    }
}
