package io.bellwether.sentiment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OwnWordsTest {
    /** Own words in the normal text; the rest as dots. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "东西很好，谢谢|东西很好,谢谢",
                "#开箱#坏了|....坏了",
                "坏了//@小店:我们会处理|坏了.........",
                "//@小店:我们会处理|...:我们会处理",
                "@shop 太差 http://t.cn/A6|.太差.",
                "#1 is good|#1isgood",
                "#a#好#b#|...好...",
                "##|##",
            })
    void leavesOutTagsMentionsLinksAndPostsPassedOn(String text, String own) {
        NormalText normal = new NormalText();
        Tokens tokens = new Tokens();
        normal.read(text);
        tokens.read(normal);
        OwnWords words = new OwnWords();
        words.read(tokens);
        StringBuilder shown = new StringBuilder();
        int count = 0;
        for (int i = 0; i < tokens.size; i++) {
            count += words.isOwn(i) ? 1 : 0;
            for (int at = tokens.starts[i]; at < tokens.ends[i]; at++) {
                shown.appendCodePoint(words.isOwn(i) ? normal.codePoints[at] : '.');
            }
        }
        assertThat(shown.toString()).isEqualTo(own.replace(" ", ""));
        assertThat(words.count).isEqualTo(count);
        assertThat(words.all()).isEqualTo(count == tokens.size);
    }
}
