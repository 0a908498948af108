package io.bellwether.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.dashboard.BoardLanguage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ReportWordsTest {

    @ParameterizedTest
    @EnumSource(BoardLanguage.class)
    void everyFigureAndNoteHasWordsAndAMeaning(BoardLanguage language) {
        ReportWords words = new ReportWords(language);
        for (ReportFigure figure : ReportFigure.values()) {
            assertThat(words.figure(figure)).isNotBlank();
            assertThat(words.vocabulary().meaning(figure.metric()))
                    .as(figure.name())
                    .isNotBlank();
        }
        for (Note.Kind kind : Note.Kind.values()) {
            assertThat(words.note(Note.of(kind), "a", "b")).isNotBlank().doesNotContain("{");
        }
        assertThat(words.text("weekdays").split(" ")).hasSize(7);
    }

    @ParameterizedTest
    @CsvSource({
        "0.4, 0.4 s",
        "9.96, 10 s",
        "61.2, 61 s",
        "99.6, 1 min 40 s",
        "3600, 1 h",
        "3599.7, 1 h",
        "86399, 24 h",
        "5000000, 57.9 d"
    })
    void timesAreReadAtOnce(double seconds, String text) {
        assertThat(new NumberTexts(new ReportWords(BoardLanguage.EN)).seconds(seconds))
                .isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"1, 100.0 %", "0.99999, 99.9 %", "0.12345, 12.3 %", "0, 0.0 %", "NaN, –"})
    void sharesAreNeverRoundedToAll(double share, String text) {
        assertThat(new NumberTexts(new ReportWords(BoardLanguage.EN)).share(share))
                .isEqualTo(text);
    }

    @Test
    void changesOfSharesArePointsAndOfOthersParts() {
        NumberTexts numbers = new NumberTexts(new ReportWords(BoardLanguage.EN));
        assertThat(numbers.change(ReportFigure.SERVICE_LEVEL, 0.8, 0.9)).isEqualTo("+10.0 points");
        assertThat(numbers.change(ReportFigure.OFFERED, 200, 150)).isEqualTo("−25 %");
        assertThat(numbers.change(ReportFigure.OFFERED, 1000, 999)).isEqualTo("0 %");
        assertThat(numbers.change(ReportFigure.OFFERED, 0, 9)).isEqualTo("–");
    }

    @ParameterizedTest
    @CsvSource({
        "OFFERED, 0, 1943, 0;500;1000;1500;2000",
        "OFFERED, 0, 0, 0;0.25",
        "SERVICE_LEVEL, 0.92, 0.973, 0.92;0.94;0.96;0.98",
        "SERVICE_LEVEL, 1, 1, 0.995;1",
        "WAIT, 3, 500, 0;300;600"
    })
    void marksOfAxesAreRound(ReportFigure figure, double least, double most, String marks) {
        assertThat(Axis.of(figure, least, most).marks().stream()
                        .map(mark -> Math.round(mark * 1e6) / 1e6)
                        .map(mark -> mark == Math.rint(mark) ? Long.toString(Math.round(mark)) : mark.toString()))
                .containsExactly(marks.split(";"));
    }
}
