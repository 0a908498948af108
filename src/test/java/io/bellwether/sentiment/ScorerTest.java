package io.bellwether.sentiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScorerTest {
    private final SentimentScorer scorer = SentimentModel.bundled().scorer();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "12345",
                "???!!!",
                "https://a.example/b",
                "13800138000",
                "너무 늦어서 화가 납니다",
                "ทำไมช้าจัง แย่มาก",
                "配達が遅すぎます、最悪です",
                "Очень плохой сервис, верните деньги",
                "Απαράδεκτη εξυπηρέτηση",
                "שירות גרוע מאוד",
                "Ik heb het pakket nog steeds niet ontvangen en dat is erg",
                "Przesyłka nie dotarła i nikt się nie odzywa",
                "Tôi rất thất vọng với dịch vụ này",
                "Ürün çok kötü ve kargo geç geldi ama kimse ilgilenmiyor",
                "saya tidak puas dengan pelayanan ini dan akan melapor",
                "محصول شما خیلی بد است و پشتیبانی پاسخ نمی‌دهد چرا",
                "> quoted\n> only",
            })
    void leavesUnscoredWhatItCannotRead(String text) {
        assertThat(scorer.score(text, null)).isSameAs(Sentiment.UNSCORED);
    }

    @Test
    void leavesUnscoredWhatTheHintSaysIsUnknown() {
        assertThat(scorer.score("tack det fungerar nu", "sv")).isSameAs(Sentiment.UNSCORED);
        assertThat(scorer.score(null, "zh")).isSameAs(Sentiment.UNSCORED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "质量太差了，我要投诉 | | zh",
                "這個客服態度很好，謝謝 | | zh",
                "这个 app 太 laggy 了 | en | zh",
                "The parcel is broken and I want my money back | | en",
                "Der Service ist nicht gut und das Paket kam zu spät | | de",
                "Le colis est arrivé cassé et je ne suis pas contente | | fr",
                "El pedido no llegó y nadie me responde | | es",
                "Il pacco non è arrivato e sono molto arrabbiato | | it",
                "O pedido não chegou e vocês não respondem | | pt",
                "yaar ye service bahut bekar hai kya karo | | hi",
                "यह सेवा बहुत खराब है | | hi",
                "الخدمة سيئة جدا | | ar",
                "ok | fr-CA | fr",
                "ok | zh-Hans-CN | en",
                "gracias | | es",
                "merci | | fr",
                "👍👍 | | und",
            })
    void namesTheLanguageThatItRead(String text, String hint, String language) {
        assertThat(scorer.score(text, hint).language()).isEqualTo(language);
    }

    @Test
    void neverThrowsAndAlwaysAnswersWithProbabilities() {
        Random random = new Random(11);
        String[] hints = {null, "", "zh", "en-GB", "xx", "ÿ", "pt_BR"};
        for (int round = 0; round < 3_000; round++) {
            Sentiment sentiment = scorer.score(randomText(random), hints[random.nextInt(hints.length)]);
            if (sentiment.scored()) {
                double sum = sentiment.negative() + sentiment.neutral() + sentiment.positive();
                assertThat(sum).isCloseTo(1, within(1e-9));
                assertThat(sentiment.score()).isBetween(-1.0, 1.0);
            } else {
                assertThat(sentiment).isSameAs(Sentiment.UNSCORED);
            }
        }
    }

    @Test
    void takesVeryLongMessages() {
        for (String unit : new String[] {"差", "bad ", "\uD83D", "ﷺ", ":(", "a\n> b\n", "@", "1"}) {
            Sentiment sentiment = scorer.score(unit.repeat(100_000), null);
            assertThat(sentiment).isNotNull();
        }
    }

    @Test
    void scoresAlikeWhateverCameBefore() {
        Sentiment first = SentimentModel.bundled().scorer().score("服务很好，谢谢", null);
        scorer.score("a long message before. ".repeat(500), null);
        assertThat(scorer.score("服务很好，谢谢", null)).isEqualTo(first);
    }

    private static String randomText(Random random) {
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(60);
        for (int i = 0; i < length; i++) {
            switch (random.nextInt(6)) {
                case 0 -> text.append((char) random.nextInt(1 << 16));
                case 1 -> text.appendCodePoint(random.nextInt(Character.MAX_CODE_POINT + 1));
                case 2 -> text.append((char) (0x4E00 + random.nextInt(0x5000)));
                case 3 -> text.append((char) (' ' + random.nextInt(95)));
                case 4 -> text.append("\n> @http://www.:)(^_^)T_T".charAt(random.nextInt(24)));
                default -> text.append((char) ('a' + random.nextInt(26)));
            }
        }
        return text.toString();
    }

    /** Garbage per message, not per n-gram: a text fifty times as long costs not one byte more. */
    @Test
    void allocatesTheAnswerAndNothingElse() {
        String message = "三天了还没发货，客服 does not answer at all :( ";
        long brief = allocated(message);
        assertThat(allocated(message.repeat(50))).isEqualTo(brief);
        assertThat(brief).isBetween(1L, 128L);
    }

    private long allocated(String text) {
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        scorer.score(text, null);
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 50; i++) {
            long before = thread.getCurrentThreadAllocatedBytes();
            scorer.score(text, null);
            least = Math.min(least, thread.getCurrentThreadAllocatedBytes() - before);
        }
        return least;
    }
}
