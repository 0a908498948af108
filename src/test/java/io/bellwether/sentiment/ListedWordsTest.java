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

    private static int[] features(String text) {
        Features features = new Features(false);
        NormalText normal = new NormalText();
        Tokens tokens = new Tokens();
        OwnWords own = new OwnWords();
        normal.read(text);
        tokens.read(normal);
        own.read(tokens);
        new ListedWords(features).read(tokens, own);
        return Arrays.copyOf(features.hashes, features.size);
    }
}
