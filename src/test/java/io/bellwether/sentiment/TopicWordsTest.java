package io.bellwether.sentiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopicWordsTest {

    private static final TopicBook BOOK = book("""
            version: "1"
            topics:
              a: {words: {zh: [退款, 款到, 12315], en: [data, "does not work", complain*]}}
              b: {words: {zh: [退], en: [dat, work, "doesn't"]}}
              c: {words: {zh: [刷单, 单被刷], en: [up]}}
            """);

    private static TopicBook book(String text) {
        try {
            return TopicParser.parse("topics.yaml", text);
        } catch (TopicException e) {
            throw new AssertionError(e);
        }
    }

    private static String names(TopicBook book, int bits) {
        StringBuilder names = new StringBuilder();
        for (int i = 0; i < book.topics().size(); i++) {
            names.append((bits & 1 << i) != 0 ? book.topics().get(i).name() : "");
        }
        return names.toString();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "'', ''",
        "我要退款, ab",
        "我要退 款, ab", // spaces in Chinese mean nothing
        "我要退。款到了, ab", // both: 退, and 款到
        "退貨, b",
        "刷單被刷, c", // traditional, and one word within another's end
        "刷 單 被 刷, c",
        "ＤＡＴＡ, a",
        "Data!, a",
        "my data., a",
        "update, ''", // neither data, dat nor up stands by itself
        "up-date, c",
        "database, ''",
        "complaining, a",
        "uncomplaining, ''",
        "it does  not\twork, ab",
        "it does not. work, b",
        "it doesnt, b",
        "it doesn’t, b",
        "打12315投诉, a",
        "打123150投诉, ''",
        "问data吗, a",
        "> your data, ''" // what is quoted was not written now
    })
    void findsWordsWhereTheyStand(String text, String expected) {
        assertThat(names(BOOK, new TopicWords(BOOK).of(text))).isEqualTo(expected);
    }

    @Test
    void thereMayBeNoText() {
        assertThat(new TopicWords(BOOK).of(null)).isZero();
    }

    /** The text in words with borders between, looked through for every word of the list. */
    private static int naive(TopicBook book, String text) {
        int bits = 0;
        String plain = bordered(text);
        for (int i = 0; i < book.topics().size(); i++) {
            for (String word : book.topics().get(i).words()) {
                boolean open = word.endsWith("*");
                String own = bordered(open ? word.substring(0, word.length() - 1) : word);
                own = open && own.endsWith("|") ? own.substring(0, own.length() - 1) : own;
                bits |= plain.contains(own) ? 1 << i : 0;
            }
        }
        return bits;
    }

    private static String bordered(String text) {
        return text.replace("'", "")
                .replaceAll("(?<![a-z0-9])(?=[a-z0-9])|(?<=[a-z0-9])(?![a-z0-9])", "|")
                .replaceAll(" +", "")
                .replaceAll("\\|+", "|");
    }

    @Test
    void findsWhatLookingForEachWordFinds() {
        String[] parts = {"退", "款", "到", "刷", "单", "被", "a", "ab", "b", " ", "1", "!", "'"};
        int found = 0;
        for (int seed = 0; seed < 3_000; seed++) {
            Random random = new Random(seed);
            List<TopicRule> topics = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                List<String> words = new ArrayList<>();
                for (int w = 0; w < 4; w++) {
                    String word = text(random, parts, 1 + random.nextInt(4), 11).strip();
                    if (!word.isEmpty()) {
                        words.add(word + (random.nextInt(4) == 0 ? "*" : ""));
                    }
                }
                topics.add(new TopicRule("t" + i, "", List.of(), words));
            }
            TopicBook book = new TopicBook("1", topics);
            TopicWords automaton = new TopicWords(book);
            for (int i = 0; i < 10; i++) {
                String text = text(random, parts, random.nextInt(12), parts.length);
                int naive = naive(book, text);
                assertThat(automaton.of(text))
                        .as("seed %s, <%s> in %s", seed, text, topics)
                        .isEqualTo(naive);
                found += naive != 0 ? 1 : 0;
            }
        }
        assertThat(found).isBetween(5_000, 25_000);
    }

    private static String text(Random random, String[] parts, int n, int of) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < n; i++) {
            text.append(parts[random.nextInt(of)]);
        }
        return text.toString();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "收到的杯子碎了，客服一直不理人, product complaint",
        "快递三天没动，再不发货我就打12315, logistics complaint",
        "我的手机号怎么被泄露了，天天收到骚扰电话, data",
        "The parcel never arrived and the tracking is stuck, logistics",
        "It arrived broken. I will complain to the ombudsman, product logistics complaint",
        "Somebody hacked my account and now I get spam calls, data",
        "好的谢谢, ''",
        "What time do you open?, ''"
    })
    void theTopicsThatComeAlong(String text, String expected) {
        TopicBook book = TopicBook.bundled();
        assertThat(book.names()).containsExactly("product", "logistics", "complaint", "data");
        int bits = new TopicWords(book).of(text);
        List<String> found = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            if ((bits & 1 << i) != 0) {
                found.add(book.names().get(i));
            }
        }
        assertThat(String.join(" ", found)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "topics: {a: {words: {en: [x]}}}| 1:1: error: version: missing",
                "version: 1#topics: {}| 2:9: error: topics: names none",
                "version: 1#topics: {A: {words: {en: [x]}}}| 2:13: error: topics.A: must be a name of small letters",
                "version: 1#topics:#  a: {words: {en: [x, x]}}| 3:23: error: topics.a.words.en[1]: x stands here twice",
                "version: 1#topics:#  a: {words: {en: ['e-mail']}}| 3:20: error: topics.a.words.en[0]: has a -; write words",
                "version: 1#topics:#  a: {words: {en: ['*']}}| 3:20: error: topics.a.words.en[0]: is no word",
                "version: 1#topics:#  a: {}| 3:6: error: topics.a.words: has none, and there are no categories",
                "version: 1#topics:#  a: {word: {en: [x]}}| 3:7: error: topics.a.word: unknown key",
                "version: 1#topics: {a: {categories: [x]}, b: {categories: [x]}}| topics.b.categories: x is of a already"
            })
    void eachMistakeIsToldWithItsPlace(String file, String expected) {
        assertThatThrownBy(() -> TopicParser.parse("my.yaml", file.replace('#', '\n')))
                .isInstanceOf(TopicException.class)
                .hasMessageContaining("my.yaml:")
                .hasMessageContaining(expected);
    }
}
