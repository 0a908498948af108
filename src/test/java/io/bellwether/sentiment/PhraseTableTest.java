package io.bellwether.sentiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PhraseTableTest {
    private final PhraseTable table = new PhraseTable(6);

    @Test
    void findsAllAndTheLongestPhraseThatBeginAtAToken() {
        table.put("退", 1);
        table.put("退款", 2);
        table.put("退款失败", 4);
        table.put("log in", 8);
        Tokens tokens = tokens("退款失了");
        assertThat(table.allAt(tokens, 0)).isEqualTo(3);
        assertThat(table.longestAt(tokens, 0)).isEqualTo(2 << 4 | 2);
        assertThat(table.longestAt(tokens("我退款失败"), 1)).isEqualTo(4 << 4 | 4);
        assertThat(table.longestAt(tokens, 1)).isZero();
        assertThat(table.allAt(tokens("Log IN now"), 0)).isEqualTo(8);
        assertThat(table.allAt(tokens("log out"), 0)).isZero();
    }

    @Test
    void addsTheBitsOfAPhraseThatIsPutTwice() {
        table.put("快", 1);
        table.put("快", 2);
        assertThat(table.allAt(tokens("快"), 0)).isEqualTo(3);
    }

    @Test
    void refusesPhrasesThatItCouldNotFind() {
        assertThatThrownBy(() -> table.put("一二三四五六七八九", 1)).hasMessageContaining("more than 8 tokens");
    }

    @Test
    void moodsAreThoseOfTheList() {
        assertThat(mood("垃圾")).isEqualTo(1 << 4 | 2);
        assertThat(mood("气死我了")).isEqualTo(2 << 4 | 4);
        assertThat(mood("没有")).isEqualTo(MoodWords.NEGATION << 4 | 2);
        assertThat(mood("桌子")).isEqualTo(-1);
    }

    private static int mood(String word) {
        return MoodWords.at(tokens(word), 0);
    }

    private static Tokens tokens(String text) {
        NormalText normal = new NormalText();
        Tokens tokens = new Tokens();
        normal.read(text);
        tokens.read(normal);
        return tokens;
    }
}
