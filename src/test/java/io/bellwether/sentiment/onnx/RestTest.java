package io.bellwether.sentiment.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RestTest {

    @Test
    void eachFailureInARowDoublesTheRestUpToALimit() {
        Rest rest = new Rest(5, 30);
        assertThat(rest.isOn(0)).isFalse();
        assertThat(rest.failed(100)).isEqualTo(5);
        assertThat(rest.isOn(104)).isTrue();
        assertThat(rest.isOn(105)).isFalse();
        assertThat(rest.failed(110)).isEqualTo(10);
        assertThat(rest.failed(200)).isEqualTo(20);
        assertThat(rest.failed(300)).isEqualTo(30);
        assertThat(rest.failed(400)).isEqualTo(30);
        assertThat(rest.isOn(429)).isTrue();
        assertThat(rest.isOn(430)).isFalse();
    }

    @Test
    void failuresOfOneMomentAreOne() {
        Rest rest = new Rest(5, 30);
        rest.failed(100);
        assertThat(rest.failed(100)).isZero();
        assertThat(rest.failed(104)).isZero();
        assertThat(rest.isOn(105)).isFalse();
    }

    @Test
    void anAnswerBeginsANewRow() {
        Rest rest = new Rest(5, 30);
        assertThat(rest.answered(0)).as("nothing failed").isFalse();
        rest.failed(100);
        assertThat(rest.answered(103))
                .as("of a run that began before the failure")
                .isFalse();
        assertThat(rest.isOn(104)).isTrue();
        assertThat(rest.answered(120)).isTrue();
        assertThat(rest.answered(121)).isFalse();
        assertThat(rest.failed(130)).isEqualTo(5);
    }

    @Test
    void aModelThatIsWaitedForIsNeverLeftAlone() {
        Rest rest = new Rest(0, 30);
        assertThat(rest.failed(100)).isZero();
        assertThat(rest.isOn(100)).isFalse();
    }
}
