package io.bellwether.sentiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ListedWordsTest {
    @Test
    void wordsOfOneMoodAreOneFeature() {
        assertThat(features("房间满意")).isEqualTo(features("孩子开心")).isNotEqualTo(features("房间垃圾"));
    }

    @Test
    void aNegationTurnsTheMoodThatFollowsInItsClause() {
        assertThat(features("不太满意")).isEqualTo(features("没有多开心")).isNotEqualTo(features("满意"));
        assertThat(features("不，满意")).isEqualTo(features("满意"));
        assertThat(features("不甲乙丙丁戊满意")).isEqualTo(features("满意"));
    }

    @Test
    void whatFollowsWhatInAClauseIsAFeatureToo() {
        assertThat(features("满意垃圾")).hasSize(features("满意，垃圾").length + 1);
    }

    @Test
    void aPostsOwnMoodsAreToldFromThoseItPassesOn() {
        assertThat(features("满意//@a:垃圾")).isNotEqualTo(features("垃圾//@a:满意")).hasSize(4);
    }

    @Test
    void topicsAreThoseOfEveryWordInAnyLanguage() {
        assertThat(topics("我要退货，太贵了", true)).isEqualTo(Topic.REFUND.bit() | Topic.PRICE.bit());
        assertThat(topics("refund my delivery", false)).isEqualTo(Topic.REFUND.bit() | Topic.DELIVERY.bit());
        assertThat(topics("你好", true)).isZero();
    }

    private static int[] features(String text) {
        Features features = new Features(false);
        read(new ListedWords(features), text, true);
        return Arrays.copyOf(features.hashes, features.size);
    }

    private static int topics(String text, boolean chinese) {
        ListedWords listed = new ListedWords(new Features(false));
        read(listed, text, chinese);
        return listed.topics;
    }

    private static void read(ListedWords listed, String text, boolean chinese) {
        NormalText normal = new NormalText();
        Tokens tokens = new Tokens();
        OwnWords own = new OwnWords();
        normal.read(text);
        tokens.read(normal);
        own.read(tokens);
        listed.read(tokens, own, chinese);
    }
}
