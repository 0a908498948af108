package io.bellwether.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The formulas against published tables, and against each other: 200 contacts an hour, AHT 180 s. */
class ErlangTest {

    @ParameterizedTest
    @CsvSource({
        "11, 0.3828, 0.0942, 0.7422, 11.30",
        "12, 0.2798, 0.0616, 0.8256, 7.39",
        "13, 0.1937, 0.0384, 0.8886, 4.61",
        "14, 0.1270, 0.0228, 0.9327, 2.74"
    })
    void withPatienceOf120Seconds(int agents, double waits, double abandoned, double within20, double wait) {
        Erlang erlang = new Erlang(200, 180, 120, agents);
        assertThat(erlang.waits()).isCloseTo(waits, within(0.00005));
        assertThat(erlang.abandoned()).isCloseTo(abandoned, within(0.00005));
        assertThat(erlang.servedWithin(20)).isCloseTo(within20, within(0.00005));
        assertThat(erlang.meanWait()).isCloseTo(wait, within(0.005));
    }

    @ParameterizedTest
    @CsvSource({
        "11, 0.682118, 0.389614, 122.781",
        "12, 0.449388, 0.640158, 40.445",
        "13, 0.285270, 0.795595, 17.116",
        "14, 0.174132, 0.888350, 7.836",
        "15, 0.102042, 0.941453, 3.674"
    })
    void whereNobodyLeaves(int agents, double waits, double within20, double wait) {
        Erlang erlang = new Erlang(200, 180, Double.POSITIVE_INFINITY, agents);
        assertThat(erlang.abandoned()).isZero();
        assertThat(erlang.waits()).isCloseTo(waits, within(0.0000005));
        assertThat(erlang.servedWithin(20)).isCloseTo(within20, within(0.0000005));
        assertThat(erlang.meanWait()).isCloseTo(wait, within(0.0005));
        assertThat(erlang.meanWaitOfServed()).isCloseTo(wait, within(0.0005));
    }

    /** Who leaves does so before the wait that was ahead is over: the two ways to the figures have to agree on it. */
    @ParameterizedTest
    @CsvSource({"11", "12", "13", "14"})
    void whoIsNotServedHasLeft(int agents) {
        Erlang erlang = new Erlang(200, 180, 120, agents);
        assertThat(erlang.servedWithin(18_000)).isCloseTo(1 - erlang.abandoned(), within(1e-9));
    }
}
