package io.bellwether.sentiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeldOutTextsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "The parcel is late!|the parcel is late",
                "客服态度很差！！！|客服態度很差。",
                "ＡＰＰ crashes|app crashes",
                "😡😡😡😡|😡😡",
            })
    void knowsACopyInAnotherDress(String heldOut, String copy) {
        assertThat(left(heldOut, copy)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"The parcel is late|The parcel was late", "😡|😊", "客服态度很差|客服态度很好", "good 5|good 6"})
    void keepsWhatOnlyLooksAlike(String heldOut, String other) {
        assertThat(left(heldOut, other)).hasSize(1);
    }

    @Test
    void countsBySourceAndKeepsTheOrder() {
        HeldOutTexts heldOut = new HeldOutTexts();
        heldOut.add(messages("x", "one", "two"));
        List<Corpus.Message> kept = heldOut.without(messages("a", "zero", "one", "three", "two"));
        heldOut.without(messages("b", "two"));
        assertThat(kept).extracting(Corpus.Message::text).containsExactly("zero", "three");
        assertThat(heldOut.leftOut()).isEqualTo(Map.of("a | en", 2, "b | en", 1));
    }

    private static List<Corpus.Message> left(String heldOut, String text) {
        HeldOutTexts texts = new HeldOutTexts();
        texts.add(messages("x", heldOut));
        return texts.without(messages("a", text));
    }

    private static List<Corpus.Message> messages(String source, String... texts) {
        return Arrays.stream(texts)
                .map(text -> new Corpus.Message("en", Polarity.NEUTRAL, source, text))
                .toList();
    }
}
