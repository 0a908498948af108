package io.bellwether.sentiment.onnx;

import static io.bellwether.sentiment.Polarity.NEGATIVE;
import static io.bellwether.sentiment.Polarity.NEUTRAL;
import static io.bellwether.sentiment.Polarity.POSITIVE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.bellwether.sentiment.Polarity;
import io.bellwether.sentiment.Sentiment;
import io.bellwether.sentiment.SentimentModel;
import io.bellwether.sentiment.SentimentScorer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real run of ONNX Runtime on a model that the test makes. */
class OnnxClassifierTest {

    @TempDir
    private Path folder;

    private OnnxSettings tiny;

    @BeforeEach
    void make() throws IOException {
        TinyModel.requireRuntime();
        tiny = TinyModel.in(folder);
    }

    private static double[] softmax(double... outputs) {
        double sum = 0;
        for (double output : outputs) {
            sum += Math.exp(output);
        }
        double[] classes = new double[outputs.length];
        for (int i = 0; i < outputs.length; i++) {
            classes[i] = Math.exp(outputs[i]) / sum;
        }
        return classes;
    }

    @Test
    void oneRunAnswersTextsOfDifferentLengthsAsItWouldAnswerEachAlone() throws Exception {
        List<String> texts = List.of("Great!", "the parcels: bad, bad", "nothing known", "你好", "差");
        try (OnnxClassifier classifier = OnnxClassifier.open(tiny)) {
            double[][] rows = classifier.classify(texts);
            assertThat(rows[0]).containsExactly(softmax(0, 1, 4), within(1e-6));
            assertThat(rows[1]).containsExactly(softmax(8, 1 + .5 + .25 + .125, 0), within(1e-6));
            assertThat(rows[2]).as("no piece of it is known").isNull();
            assertThat(rows[3]).containsExactly(softmax(0, 1.25, 4), within(1e-6));
            for (int i = 0; i < texts.size(); i++) {
                assertThat(classifier.classify(List.of(texts.get(i)))[0]).isEqualTo(rows[i]);
            }
            assertThat(classifier.classify(List.of("xyz", "qrs"))).isEqualTo(new double[2][]);
        }
    }

    @Test
    void outputsMeanWhatTheLabelsSay() throws Exception {
        double[] stars = row(with(List.of(NEGATIVE, NEGATIVE, POSITIVE), 2), "bad");
        double[] plain = softmax(4 / 2., 1 / 2., 0);
        assertThat(stars).containsExactly(new double[] {plain[0] + plain[1], 0, plain[2]}, within(1e-6));
        assertThat(row(with(List.of(POSITIVE, NEUTRAL, NEGATIVE), 1), "great")[0])
                .isGreaterThan(.9);
    }

    private OnnxSettings with(List<Polarity> labels, double temperature) {
        return new OnnxSettings(
                tiny.model(), tiny.vocabulary(), labels, List.of(), true, 16, temperature, 8, 10, 1_000, 1);
    }

    private static double[] row(OnnxSettings settings, String text) throws ClassifierException {
        try (OnnxClassifier classifier = OnnxClassifier.open(settings)) {
            return classifier.classify(List.of(text))[0];
        }
    }

    @Test
    void aModelWithoutAMaskIsGivenNone() throws Exception {
        Files.write(Path.of(tiny.model()), TinyModel.bytes(TinyModel.PIECES.size(), false, 3));
        assertThat(row(tiny, "bad")).containsExactly(softmax(4, 1, 0), within(1e-6));
    }

    @Test
    void whatDoesNotFitTogetherIsToldBeforeTheFirstMessage() throws Exception {
        assertThatThrownBy(() -> OnnxClassifier.open(with(List.of(NEGATIVE, POSITIVE), 1)))
                .isInstanceOf(ClassifierException.class)
                .hasMessage(tiny.model() + ": does not fit its vocabulary, max_tokens or labels: it has 3 outputs, but"
                        + " labels names 2");
        Files.write(Path.of(tiny.model()), TinyModel.bytes(TinyModel.PIECES.size() - 1, true, 3));
        assertThatThrownBy(() -> OnnxClassifier.open(tiny))
                .hasMessageStartingWith(tiny.model() + ": does not fit its vocabulary, max_tokens or labels: ")
                .hasMessageContaining("idx=12");
        Files.writeString(Path.of(tiny.model()), "nonsense");
        assertThatThrownBy(() -> OnnxClassifier.open(tiny))
                .hasMessageStartingWith(tiny.model() + ": is no model that ONNX Runtime can load: ");
        Files.delete(Path.of(tiny.model()));
        assertThatThrownBy(() -> OnnxClassifier.check(tiny))
                .hasMessageStartingWith(tiny.model() + ": there is no such");
    }

    /** By the same interface: the linear model finds the language, the heavier one how it sounds. */
    @Test
    void isAScorerLikeTheLinearOne() throws Exception {
        SentimentScorer linear = SentimentModel.bundled().scorer();
        try (OnnxClassifier classifier = OnnxClassifier.open(tiny)) {
            HeavierScorer heavier = new HeavierScorer(linear, classifier, List.of());
            Sentiment sentiment = heavier.score("meh, the refund", "en");
            assertThat(sentiment.polarity()).isEqualTo(NEUTRAL);
            assertThat(sentiment.language()).isEqualTo("en");
            assertThat(sentiment.score()).isEqualTo(sentiment.positive() - sentiment.negative());
            assertThat(heavier.score("totally unknown wording", "en"))
                    .isEqualTo(linear.score("totally unknown wording", "en"));
            assertThat(heavier.score("12345", null)).isEqualTo(Sentiment.UNSCORED);
            assertThat(heavier.score("great", "sw"))
                    .as("a language that nobody knows")
                    .isEqualTo(Sentiment.UNSCORED);
            assertThat(new HeavierScorer(linear, classifier, List.of("zh")).score("meh, the refund", "en"))
                    .as("not asked about English")
                    .isEqualTo(linear.score("meh, the refund", "en"));
        }
    }
}
