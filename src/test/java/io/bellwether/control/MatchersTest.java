package io.bellwether.control;

import static org.assertj.core.api.Assertions.assertThat;

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

    /** Such a match would go on until the end of the world, and the job would stand still behind it. */
    @Test
    void aPatternThatNeverComesToAnEndMatchesNothing() {
        Occurrence long1 = new Occurrence("a".repeat(60) + "!", "u", "page", Map.of(), 0);
        assertThat(new Matchers(Map.of("alert_id", "(a|aa)+")).match(long1)).isFalse();
        assertThat(new Matchers(Map.of("alert_id", "(a|aa)+!")).match(long1)).isTrue();
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
