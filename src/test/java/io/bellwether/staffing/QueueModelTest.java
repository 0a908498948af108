package io.bellwether.staffing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The formulas against published tables, a second implementation, each other, and what must hold for every queue. */
class QueueModelTest {

    private static final double ENDLESS = Double.POSITIVE_INFINITY;
    /** 100 contacts in half an hour, 180 s each: ten servers' work. */
    private static final Load TEN = Load.of(100, 1_800, 180);

    @ParameterizedTest
    @CsvSource({
        "11, 0.163232, 0.682118, 0.389614, 122.781",
        "12, 0.119739, 0.449388, 0.640158, 40.445",
        "13, 0.084339, 0.285270, 0.795595, 17.116",
        "14, 0.056819, 0.174132, 0.888350, 7.836",
        "15, 0.036497, 0.102042, 0.941453, 3.674"
    })
    void erlangBAndC(int servers, double blocked, double waits, double within20, double wait) {
        QueueModel queue = QueueModel.of(TEN, ENDLESS, servers);
        assertThat(ErlangB.blocked(10, servers)).isCloseTo(blocked, within(0.0000005));
        assertThat(queue.waits()).isCloseTo(waits, within(0.0000005));
        assertThat(queue.answeredWithin(20)).isCloseTo(within20, within(0.0000005));
        assertThat(queue.meanWait()).isCloseTo(wait, within(0.0005));
        assertThat(queue.meanWaitOfAnswered()).isEqualTo(queue.meanWait());
        assertThat(queue.abandoned()).isZero();
        assertThat(queue.occupancy()).isCloseTo(10.0 / servers, within(1e-12));
    }

    @ParameterizedTest
    @CsvSource({
        "11, 0.3828, 0.0942, 0.7422, 11.30",
        "12, 0.2798, 0.0616, 0.8256, 7.39",
        "13, 0.1937, 0.0384, 0.8886, 4.61",
        "14, 0.1270, 0.0228, 0.9327, 2.74"
    })
    void erlangA(int servers, double waits, double abandoned, double within20, double wait) {
        QueueModel queue = QueueModel.of(TEN, 120, servers);
        assertThat(queue.waits()).isCloseTo(waits, within(0.00005));
        assertThat(queue.abandoned()).isCloseTo(abandoned, within(0.00005));
        assertThat(queue.answeredWithin(20)).isCloseTo(within20, within(0.00005));
        assertThat(queue.meanWait()).isCloseTo(wait, within(0.005));
    }

    @ParameterizedTest
    @CsvSource({
        "0.05, 180, 120, 11, 300",
        "0.05, 180, 120, 4, 300",
        "0.05, 180, 5, 8, 60",
        "0.02, 300, 3000, 7, 800",
        "0.3, 60, 20, 1, 300",
        "0.001, 600, 1, 1, 20",
        "0.5, 200, 400, 95, 900"
    })
    void agreesWithTheNaiveOne(double perSecond, double handle, double patience, int servers, int most) {
        QueueModel queue = QueueModel.of(new Load(perSecond, handle), patience, servers);
        NaiveQueue naive = new NaiveQueue(new Load(perSecond, handle), patience, servers, most);
        assertThat(queue.waits()).isCloseTo(naive.waits(), within(1e-9));
        assertThat(queue.abandoned()).isCloseTo(naive.abandoned(), within(1e-9));
        assertThat(queue.meanWait()).isCloseTo(naive.meanWait(), within(1e-7));
        assertThat(queue.meanWaitOfAnswered()).isCloseTo(naive.meanWaitOfAnswered(), within(1e-7));
        assertThat(queue.occupancy()).isCloseTo(naive.occupancy(), within(1e-9));
        for (double seconds : new double[] {0, 5, 20, 60}) {
            assertThat(queue.answeredWithin(seconds)).isCloseTo(naive.answeredWithin(seconds), within(1e-6));
        }
        assertThat(queue.answeredWithin(1e9)).isCloseTo(1 - naive.abandoned(), within(1e-9));
    }

    @ParameterizedTest
    @CsvSource({"11", "12", "15", "30"})
    void endlessPatienceIsErlangC(int servers) {
        QueueModel patient = QueueModel.of(TEN, 1e9, servers);
        QueueModel endless = QueueModel.of(TEN, ENDLESS, servers);
        assertThat(patient.waits()).isCloseTo(endless.waits(), within(1e-5));
        assertThat(patient.answeredWithin(20)).isCloseTo(endless.answeredWithin(20), within(1e-5));
        assertThat(patient.meanWait()).isCloseTo(endless.meanWait(), within(endless.meanWait() * 1e-5));
        assertThat(patient.abandoned()).isCloseTo(0, within(1e-6));
    }

    /** In a large centre by the fluid limit what is too much leaves, and by the square root rule half waits at n = a + 0.5 √a. */
    @Test
    void thousandsOfAgentsAndTooMuchWork() {
        Load load = new Load(20, 300);
        QueueModel tooFew = QueueModel.of(load, 180, 5_000);
        assertThat(tooFew.abandoned()).isCloseTo(1.0 / 6, within(1e-9));
        assertThat(tooFew.waits()).isCloseTo(1, within(1e-9));
        assertThat(tooFew.answeredWithin(20)).isCloseTo(0, within(1e-4));
        assertThat(tooFew.meanWait()).isCloseTo(30, within(1e-6));
        assertThat(QueueModel.of(load, ENDLESS, 6_039).waits()).isBetween(0.48, 0.52);
        assertThat(QueueModel.of(load, 1e-3, 6_000).abandoned()).isCloseTo(ErlangB.blocked(6_000, 6_000), within(1e-4));
        assertThat(QueueModel.of(load, 1e12, 5_000).abandoned()).isCloseTo(1.0 / 6, within(1e-6));
        assertThat(QueueModel.of(load, ENDLESS, 6_000).answeredWithin(1e9)).isZero();
        assertThat(QueueModel.of(load, ENDLESS, 6_000).meanWait()).isInfinite();
    }

    @Test
    void nobodyThere() {
        QueueModel queue = QueueModel.of(TEN, 120, 0);
        assertThat(queue.abandoned()).isEqualTo(1);
        assertThat(queue.waits()).isEqualTo(1);
        assertThat(queue.answeredWithin(20)).isZero();
        assertThat(queue.occupancy()).isEqualTo(1);
        assertThat(queue.meanWait()).isCloseTo(120, within(1e-9));
        assertThat(QueueModel.of(TEN, ENDLESS, 0).answeredWithin(20)).isZero();
    }

    /** One more server never makes anything worse, more work never better; who may leave shortens the wait of the others. */
    @Test
    void isMonotone() {
        Random random = new Random(3);
        for (int i = 0; i < 300; i++) {
            double handle = Math.exp(random.nextDouble() * 6);
            double erlangs = Math.exp(random.nextDouble() * 7 - 1);
            double patience = Math.exp(random.nextDouble() * 9);
            int servers = 1 + (int) (erlangs * (0.7 + random.nextDouble()));
            double seconds = random.nextDouble() * 120;
            Load load = new Load(erlangs / handle, handle);
            QueueModel queue = QueueModel.of(load, patience, servers);
            assertNoBetter(queue, QueueModel.of(load, patience, servers + 1), seconds);
            assertNoBetter(QueueModel.of(new Load(load.perSecond() * 1.1, handle), patience, servers), queue, seconds);
            QueueModel endless = QueueModel.of(load, ENDLESS, servers);
            assertNoBetter(endless, QueueModel.of(load, ENDLESS, servers + 1), seconds);
            assertThat(queue.waits()).isLessThanOrEqualTo(endless.waits() + 1e-9);
            assertThat(queue.meanWait()).isLessThanOrEqualTo(endless.meanWait() + 1e-9);
            assertThat(queue.occupancy()).isLessThanOrEqualTo(endless.occupancy() + 1e-9);
            assertThat(queue.answeredWithin(seconds)).isBetween(0.0, 1 - queue.abandoned() + 1e-9);
        }
    }

    private static void assertNoBetter(QueueModel worse, QueueModel better, double seconds) {
        assertThat(better.answeredWithin(seconds)).isGreaterThanOrEqualTo(worse.answeredWithin(seconds) - 1e-9);
        assertThat(better.waits()).isLessThanOrEqualTo(worse.waits() + 1e-9);
        assertThat(better.abandoned()).isLessThanOrEqualTo(worse.abandoned() + 1e-9);
        assertThat(better.occupancy()).isLessThanOrEqualTo(worse.occupancy() + 1e-9);
        assertThat(better.meanWait()).isLessThanOrEqualTo(worse.meanWait() * (1 + 1e-9) + 1e-9);
    }
}
