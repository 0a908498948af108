package io.bellwether.explain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportTextTest {

    @ParameterizedTest
    @CsvSource({
        "'', 0",
        "plain, 5",
        "é, 1",
        "e\u0301, 1",
        "退款, 4",
        "ｆｕｌｌ, 8",
        "ﾊﾝｶｸ, 4",
        "한국, 4",
        "\u1112\u1161\u11ab, 2",
        "…, 1",
        "😀, 2",
        "👩\u200d👩\u200d👧, 2",
        "👍🏽, 2",
        "🇨🇳, 2",
        "❤\ufe0f, 2",
        "❤, 1",
        "𠮷, 2",
        "กำ, 2",
        "a\u200bb, 2"
    })
    void takesAsManyColumnsAsATerminalGivesIt(String text, int columns) {
        assertThat(ReportText.width(text)).isEqualTo(columns);
    }

    @ParameterizedTest
    @CsvSource({
        "abc, 5, 'abc  '",
        "abcde, 5, abcde",
        "abcdef, 5, abcd…",
        "退款组, 6, 退款组",
        "退款组, 5, 退款…",
        "退款组, 4, '退… '",
        "ae\u0301bc, 3, ae\u0301…",
        "👩\u200d👧👩\u200d👧, 3, 👩\u200d👧…"
    })
    void isCutBetweenCharactersAndFilled(String text, int columns, String fitted) {
        assertThat(ReportText.fit(text, columns)).isEqualTo(fitted);
        assertThat(ReportText.width(fitted)).isEqualTo(columns);
    }

    @Test
    void paragraphsAreWrappedByWidth() {
        StringBuilder text = new StringBuilder();
        ReportText.paragraph(text, "退款 退款 ab 退款退款退款退款", 10);
        assertThat(text).hasToString("退款 退款\n  ab\n  退款退款退款退款\n");
    }

    @Test
    void durationsAreExact() {
        assertThat(CaseTimes.exact(0)).isEqualTo("0 s");
        assertThat(CaseTimes.exact(60_000)).isEqualTo("1 min");
        assertThat(CaseTimes.exact(3_600_001)).isEqualTo("1 h 0.001 s");
        assertThat(CaseTimes.exact(90_061_500)).isEqualTo("1 d 1 h 1 min 1.5 s");
        assertThat(CaseTimes.exact(250)).isEqualTo("0.25 s");
    }
}
