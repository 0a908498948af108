package io.bellwether.sentiment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormalTextTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ＡＢＣ１２３！ | abc123!",
                "這個東西質量太爛，我要退貨 | 这个东西质量太烂,我要退货",
                "GREAT Service | great service",
                "soooooo good!!!!!! | soo good!!",
                "哈哈哈哈哈哈 | 哈哈",
                "call 13800138000 now | call {number} now",
                "12315 | 12315",
                "138****8000 | {number}",
                "see https://a.example/x?y=1 please | see {link} please",
                "www.shop.example 骗人 | {link} 骗人",
                "mail me: jo.doe@shop.example thanks | mail me: {e-mail} thanks",
                "@user why | {@user} why",
                "@客服小王 在吗 | {@user} 在吗",
                "nice :) | nice {:)}",
                "no :( | no {:(}",
                "如下:(1)白色 | 如下:(1)白色",
                "T_T 太难了 | {:(} 太难了",
                "好看(*^▽^*) | 好看{:)}",
                "好用（￣▽￣） | 好用{:)}",
                "又坏了(╥﹏╥) | 又坏了{:(}",
                "ﬁne | fine",
                "cafe\u0301 | café",
                "أهلاً وسهلاً | اهلا وسهلا",
                "१२ | 12",
                "don’t “go” | don't \"go\"",
                "👍🏽 ❤️ | 👍 ❤",
                "a\u200Bb | ab",
            })
    void folds(String raw, String expected) {
        assertThat(normal(raw)).isEqualTo(expected);
    }

    @Test
    void countsWhatItLeavesOut() {
        NormalText text = new NormalText();
        text.read("WHYYYYY is NOBODY here!!!!");
        assertThat(text.elongations).isEqualTo(5);
        assertThat(text.shouted).isEqualTo(2);
    }

    @Test
    void readsNoMoreThanItsLimit() {
        NormalText text = new NormalText();
        text.read("ab".repeat(100_000));
        assertThat(text.length).isEqualTo(NormalText.MAX_UNITS);
    }

    @Test
    void forgetsTheMessageBefore() {
        NormalText text = new NormalText();
        text.read("a much longer message than the next one!!!!");
        text.read("ok");
        assertThat(text.length).isEqualTo(2);
        assertThat(text.elongations).isZero();
    }

    static String normal(String raw) {
        NormalText text = new NormalText();
        text.read(raw);
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length; i++) {
            String mark = Marks.name(text.codePoints[i]);
            if (mark == null) {
                out.appendCodePoint(text.codePoints[i]);
            } else {
                out.append('{').append(mark).append('}');
            }
        }
        return out.toString();
    }
}
