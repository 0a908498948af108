package io.bellwether.sentiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The promises of the bundled model, measured on validation sets that it never saw. */
class BundledModelTest {
    @Test
    void isSmallerThanFourMegabytes() throws IOException {
        try (InputStream in = SentimentModel.class.getResourceAsStream("sentiment.model")) {
            assertThat(in.readAllBytes().length).isLessThanOrEqualTo(4 << 20);
        }
    }

    @ParameterizedTest
    @CsvSource({"zh_online_shopping_10_cats,0.938", "zh_waimai_10k,0.91", "zh_chnsenticorp_htl,0.89"})
    void accuracy(String set, double least) throws IOException {
        SentimentData.require();
        assertThat(evaluate(set).accuracy()).isGreaterThanOrEqualTo(least);
    }

    @Test
    void weibo() throws IOException {
        SentimentData.require();
        assertThat(evaluate("zh_smp2020_weibo_virus").macroF1()).isGreaterThanOrEqualTo(0.73);
    }

    @Test
    void tweets() throws IOException {
        SentimentData.require();
        assertThat(evaluate("en_tweeteval_sentiment").macroRecall()).isGreaterThanOrEqualTo(0.64);
    }

    @Test
    void eightLanguages() throws IOException {
        SentimentData.require();
        double sum = 0;
        for (String language : new String[] {"ar", "de", "en", "es", "fr", "hi", "it", "pt"}) {
            sum += evaluate("umsab_" + language).macroF1();
        }
        assertThat(sum / 8).isGreaterThanOrEqualTo(0.58);
    }

    @ParameterizedTest
    @CsvSource({"zh_online_shopping_10_cats", "zh_smp2020_weibo_virus", "zh_waimai_10k"})
    void statedProbabilitiesAreRoughlyTrue(String set) throws IOException {
        SentimentData.require();
        assertThat(evaluate(set).calibrationError()).isLessThan(0.05);
    }

    private static Evaluation evaluate(String set) throws IOException {
        return Evaluation.of(SentimentModel.bundled().scorer(), SentimentData.validation(set));
    }
}
