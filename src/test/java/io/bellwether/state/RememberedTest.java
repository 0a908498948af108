package io.bellwether.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RememberedTest {

    private final List<Integer> made = new ArrayList<>();
    private final Remembered<Integer, String> numbers = new Remembered<>(3, number -> {
        made.add(number);
        return "number " + number;
    });

    @Test
    void aKeyGivesTheSameObjectEachTime() {
        assertThat(numbers.of(1000)).isEqualTo("number 1000").isSameAs(numbers.of(1000));
        assertThat(made).containsExactly(1000);
    }

    @Test
    void whoeverIsKnownIsNotMadeAnewThoughThereIsNoMoreRoom() {
        List.of(1, 2, 3, 1, 2, 3).forEach(numbers::of);
        assertThat(made).containsExactly(1, 2, 3);
    }

    @Test
    void oneMoreThanThereIsRoomForTakesThePlaceOfAll() {
        List.of(1, 2, 3, 4, 4, 1).forEach(numbers::of);
        assertThat(made).containsExactly(1, 2, 3, 4, 1);
    }
}
