package io.bellwether.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatchersTest {

    @ParameterizedTest
    @CsvSource({
        "queue, vip, true",
        "queue, vi, false",
        "queue, vi.*, true",
        "queue, 'vip|web', true",
        "queue, '', false",
        "channel, '', true",
        "channel, .+, false",
        "uid, back.*, true",
        "severity, page, true",
        "severity, warning, false",
        "alert_id, a, true",
        "alert_id, b, false"
    })
    void theWholeOfAValueMustMatch(String name, String pattern, boolean matches) {
        assertThat(new Matchers(Map.of(name, pattern)).match(Commands.episode(0)))
                .isEqualTo(matches);
    }

    @Test
    void allMustMatch() {
        assertThat(new Matchers(Map.of("queue", "vip", "uid", "backlog")).match(Commands.episode(0)))
                .isTrue();
        assertThat(new Matchers(Map.of("queue", "vip", "uid", "other")).match(Commands.episode(0)))
                .isFalse();
    }

    /** Engines that go back try each of the ways in which such an expression may match, and the job stands still behind that. */
    @ParameterizedTest
    @CsvSource({"(a|aa)+", "(a+)+", "(a|b|ab)*c", "(a*)*b"})
    void noPatternGoesBackAndForth(String pattern) {
        Occurrence many = new Occurrence("a".repeat(200) + "!", "u", "page", Map.of(), 0);
        assertThat(new Matchers(Map.of("alert_id", pattern)).match(many)).isFalse();
        assertThat(new Matchers(Map.of("alert_id", pattern + "?.*")).match(many))
                .isTrue();
    }

    @Test
    void norDoesOneOnATextThatIsEmpty() {
        assertThat(new Matchers(Map.of("brand", "(|)".repeat(170) + "x")).match(Commands.episode(0)))
                .isFalse();
        assertThat(new Matchers(Map.of("brand", "(a?|b?)".repeat(73))).match(Commands.episode(0)))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                (((a{100}){100}){100}){100} | must not repeat anything more than 1000 times
                ((){10000}){30000}          | must not repeat anything more than 1000 times
                a{1001}                     | must not repeat anything more than 1000 times
                (a                          | is no regular expression: missing closing )
                (?=a)b                      | is no regular expression
                """)
    void whatWouldGrowWithoutBoundIsRefused(String pattern, String why) {
        assertThatThrownBy(() -> new Matchers(Map.of("uid", pattern))).hasMessageStartingWith(why);
    }

    @Test
    void anAlertIsNamedByItsIdWhateverIsInIt() {
        Occurrence odd = new Occurrence("a.b\\E*", "u", "page", Map.of(), 0);
        assertThat(Matchers.ofAlert("a.b\\E*").match(odd)).isTrue();
        assertThat(Matchers.ofAlert("a.b").match(new Occurrence("axb", "u", "page", Map.of(), 0)))
                .isFalse();
    }

    @Test
    void printsAsPeopleWriteIt() {
        assertThat(new Matchers(Map.of("uid", "back.*", "queue", "vip"))).hasToString("queue=vip, uid=back.*");
    }
}
