package io.bellwether.sentiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

public class TrainingTest {
    private static final String[][] WORDS = {
        {"terrible", "broken", "awful", "late"},
        {"monday", "order", "blue", "three"},
        {"great", "thanks", "lovely", "fast"}
    };

    @Test
    void sameDataAndSeedGiveTheSameBytes() throws IOException {
        List<Corpus.Message> messages = corpus();
        assertThat(train(messages, 7)).isEqualTo(train(messages, 7));
    }

    @Test
    void theSeedDecidesTheOrder() throws IOException {
        List<Corpus.Message> messages = corpus();
        assertThat(train(messages, 7)).isNotEqualTo(train(messages, 8));
    }

    @Test
    void learnsTheClassesOfItsCorpus() {
        SentimentScorer scorer =
                new Training(recipe(7), line -> {}).train(corpus()).scorer();
        assertThat(scorer.score("this is terrible and broken", "en").polarity()).isEqualTo(Polarity.NEGATIVE);
        assertThat(scorer.score("the blue order of monday", "en").polarity()).isEqualTo(Polarity.NEUTRAL);
        assertThat(scorer.score("great and lovely", "en").polarity()).isEqualTo(Polarity.POSITIVE);
    }

    @Test
    void aSourceOfWeightZeroTeachesNothing() throws IOException {
        List<Corpus.Message> messages = corpus();
        List<Corpus.Message> swapped = new ArrayList<>(messages);
        messages.forEach(m -> swapped.add(
                new Corpus.Message("en", Polarity.values()[2 - m.label().ordinal()], "swapped", m.text())));
        Recipe recipe = new Recipe(7, 14, 1, 2, 4, 0.15, 0.3, 1, 0.3, Map.of("swapped", 0.0));
        SentimentScorer scorer = new Training(recipe, line -> {}).train(swapped).scorer();
        assertThat(scorer.score("great and lovely", "en").polarity()).isEqualTo(Polarity.POSITIVE);
    }

    private static byte[] train(List<Corpus.Message> messages, long seed) throws IOException {
        return ModelFile.write(new Training(recipe(seed), line -> {}).train(messages));
    }

    private static Recipe recipe(long seed) {
        return new Recipe(seed, 14, 1, 2, 4, 0.15, 0.3, 1, 0.3, Map.of());
    }

    public static List<Corpus.Message> corpus() {
        Random random = new Random(3);
        String[] filler = {"it is", "the box", "my phone", "and so", "this was"};
        List<Corpus.Message> messages = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            Polarity label = Polarity.values()[random.nextInt(3)];
            String[] words = WORDS[label.ordinal()];
            String text = filler[random.nextInt(5)] + " " + words[random.nextInt(4)] + " " + filler[random.nextInt(5)]
                    + " " + words[random.nextInt(4)];
            messages.add(new Corpus.Message("en", label, "made-up", text));
        }
        return messages;
    }
}
