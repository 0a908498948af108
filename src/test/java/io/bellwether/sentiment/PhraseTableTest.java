package io.bellwether.sentiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PhraseTableTest {
    private final PhraseTable table = new PhraseTable(6);

    @Test
    void takesTheBitsOfTheLongestPhrase() {
        table.put("退", 1 | 16);
        table.put("退款", 2 | 32);
        table.put("退款失败", 64);
        table.put("退款失败了吗", 1);
        table.put("log in", 8);
        assertThat(at("退了", 0)).isEqualTo((1 | 16) << 4 | 1);
        assertThat(at("退款失了", 0)).isEqualTo((2 | 32) << 4 | 2);
        assertThat(at("我退款失败了", 1)).isEqualTo(64 << 4 | 4);
        assertThat(at("退款失败了吗", 0)).isEqualTo(1 << 4 | 6);
        assertThat(at("退款失了", 1)).isZero();
        assertThat(at("Log IN now", 0)).isEqualTo(8 << 4 | 2);
        assertThat(at("log out", 0)).isZero();
    }

    @Test
    void addsTheBitsOfAPhraseThatIsPutTwice() {
        table.put("快", 1);
        table.put("快", 2);
        assertThat(at("快", 0)).isEqualTo(3 << 4 | 1);
    }

    @Test
    void passesOverPlacesWhereNothingBegins() {
        table.put("退款", 1);
        Tokens tokens = tokens("我要退款");
        assertThat(table.next(tokens, 0)).isEqualTo(2);
        assertThat(table.next(tokens, 3)).isEqualTo(tokens.size);
    }

    @Test
    void refusesPhrasesThatItCouldNotFind() {
        assertThatThrownBy(() -> table.put("一二三四五六七八九", 1)).hasMessageContaining("more than 8 tokens");
    }

    @Test
    void moodsAreThoseOfTheList() {
        assertThat(mood("垃圾")).isEqualTo("1 of 2");
        assertThat(mood("气死我了")).isEqualTo("2 of 4");
        assertThat(mood("没有")).isEqualTo(WordLists.NEGATION + " of 2");
        assertThat(mood("桌子")).isEqualTo("-1 of 0");
    }

    private static String mood(String word) {
        int found = WordLists.at(tokens(word), 0);
        return WordLists.mood(found) + " of " + WordLists.length(found);
    }

    private int at(String text, int at) {
        return table.at(tokens(text), at);
    }

    private static Tokens tokens(String text) {
        NormalText normal = new NormalText();
        Tokens tokens = new Tokens();
        normal.read(text);
        tokens.read(normal);
        return tokens;
    }
}
