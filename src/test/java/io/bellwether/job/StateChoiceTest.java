package io.bellwether.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StateChoiceTest {

    private static StateChoice.Kept kept(long id, long completed) {
        return new StateChoice.Kept(
                Path.of("chk-" + id), completed, new SavedState("file:/chk-" + id, id, Optional.empty()));
    }

    private static StateChoice.Bad bad(String name) {
        return new StateChoice.Bad(Path.of(name), "cut");
    }

    @ParameterizedTest(name = "{0} are kept, {1} broken")
    @CsvSource({"3, '', 3", "3, 3, 2", "3, '3 2', 1", "3, 2, 3", "3, '3 2 1', none", "0, '', none"})
    void theNewestAgainstWhichNothingIsKnown(int count, String broken, String expected) {
        List<StateChoice.Kept> readable = new ArrayList<>();
        for (int id = 1; id <= count; id++) {
            readable.add(kept(id, 0));
        }
        Set<String> ids = Set.of(broken.split(" "));
        StateChoice choice = StateChoice.of(
                readable,
                List.of(),
                state -> ids.contains(Long.toString(state.state().checkpointId()))
                        ? Optional.of("a bit changed")
                        : Optional.<String>empty());
        assertThat(
                        choice.whole().isEmpty()
                                ? "none"
                                : Long.toString(choice.whole().get(0).state().checkpointId()))
                .isEqualTo(expected);
        assertThat(choice.isLost()).isEqualTo(count > 0 && expected.equals("none"));
    }

    @Test
    void ofTwoWithOneNumberTheLaterIsTheNewest() {
        StateChoice choice =
                StateChoice.of(List.of(kept(5, 20), kept(5, 30), kept(5, 10)), List.of(), state -> Optional.empty());
        assertThat(choice.whole()).extracting(StateChoice.Kept::completed).containsExactly(30L, 20L, 10L);
    }

    @Test
    void looksAreDearAndEndWithTheFirstThatIsGood() {
        List<Long> looked = new ArrayList<>();
        StateChoice.of(List.of(kept(1, 0), kept(2, 0), kept(3, 0)), List.of(), state -> {
            looked.add(state.state().checkpointId());
            return looked.size() == 1 ? Optional.of("a bit changed") : Optional.empty();
        });
        assertThat(looked).containsExactly(3L, 2L);
    }

    @ParameterizedTest
    @CsvSource({"chk-1, true", "chk-2, false", "chk-9, false", "savepoint-aa, false"})
    void aBrokenOneIsOutlivedWhereAWholeOneWouldBe(String name, boolean outlived) {
        StateChoice choice = StateChoice.of(
                List.of(kept(2, 0), kept(3, 0), kept(4, 0)), List.of(bad(name)), state -> Optional.empty());
        assertThat(choice.isOutlived(choice.bad().get(0), 3)).isEqualTo(outlived);
        assertThat(choice.isOutlived(choice.bad().get(0), 4)).isFalse();
    }
}
