package io.bellwether.sentiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChallengeTest {
    private static final List<Path> OWN_TRAINING =
            List.of(Path.of("src/training/service.tsv"), Path.of("src/training/posts.tsv"));

    @ParameterizedTest
    @CsvSource({"zh,0.85", "en,0.81"})
    void bundledModelUnderstandsServiceLanguage(String language, double floor) throws IOException {
        Evaluation evaluation = Evaluation.of(
                SentimentModel.bundled().scorer(), ChallengeSet.messages(language, ChallengeSet.read(language)));
        assertThat(evaluation.unscored()).isZero();
        assertThat(evaluation.accuracy()).isGreaterThanOrEqualTo(floor);
    }

    @ParameterizedTest
    @ValueSource(strings = {"zh", "en"})
    void anAngryCustomerIsHardlyEverTakenForAHappyOne(String language) throws IOException {
        List<ChallengeSet.Line> angry = ChallengeSet.read(language).stream()
                .filter(line -> line.aspect().equals("anger") || line.aspect().equals("leave"))
                .toList();
        SentimentScorer scorer = SentimentModel.bundled().scorer();
        long taken = angry.stream()
                .filter(line -> scorer.score(line.text(), language).polarity() == Polarity.POSITIVE)
                .count();
        assertThat(taken).isLessThanOrEqualTo(angry.size() / 8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"zh", "en"})
    void coversEveryAspectWithoutRepeatingItself(String language) throws IOException {
        List<ChallengeSet.Line> lines = ChallengeSet.read(language);
        assertThat(lines).hasSizeGreaterThanOrEqualTo(300).doesNotHaveDuplicates();
        Set<String> aspects = lines.stream().map(ChallengeSet.Line::aspect).collect(Collectors.toSet());
        assertThat(aspects)
                .contains(
                        "anger",
                        "leave",
                        "sarcasm",
                        "negation",
                        "manner",
                        "refund",
                        "delivery",
                        "quality",
                        "price",
                        "fraud")
                .contains("app", "question", "statement", "agent", "thanks");
    }

    @Test
    void noLineIsTrainedOn() throws IOException {
        Set<String> challenge = new HashSet<>();
        for (String language : new String[] {"zh", "en"}) {
            ChallengeSet.read(language).forEach(line -> challenge.add(bare(line.text())));
        }
        List<Path> training = new ArrayList<>(OWN_TRAINING);
        training.addAll(SentimentData.isThere() ? SentimentData.training() : List.of());
        for (Path file : training) {
            Set<String> trained = Corpus.read(file).stream()
                    .map(message -> bare(message.text()))
                    .filter(challenge::contains)
                    .collect(Collectors.toSet());
            assertThat(trained).as(file.getFileName().toString()).isEmpty();
        }
    }

    private static String bare(String text) {
        return NormalTextTest.normal(text).replaceAll("[\\p{P}\\s]", "");
    }
}
