package io.bellwether.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MeterTest {

    private static final int BLOCKS = 64;
    private static final int BLOCK = 1 << 20;
    private static byte[] last;

    private static void allocate() {
        for (int i = 0; i < BLOCKS; i++) {
            last = new byte[BLOCK];
        }
    }

    /** A lower bound alone: other tests may run in this process at the same time. */
    @Test
    void countsWhatIsUsedFromTheMarkOn() throws InterruptedException {
        try (Meter meter = Meter.start()) {
            Thread before = new Thread(MeterTest::allocate, "early (1/1)#0");
            before.start();
            before.join();
            meter.mark();
            allocate();
            Usage usage = meter.read();
            assertThat(last).hasSize(BLOCK);
            assertThat(usage.allocatedBytes()).isGreaterThan((double) BLOCKS * BLOCK);
            assertThat(usage.cpuSeconds()).isPositive();
            assertThat(usage.seconds()).isPositive();
            assertThat(usage.shares())
                    .filteredOn(share -> share.threads().equals("early"))
                    .allSatisfy(share -> assertThat(share.allocatedBytes()).isZero());
        }
    }

    @Test
    void everySecondOfCpuIsSomebodys() {
        try (Meter meter = Meter.start()) {
            allocate();
            Usage usage = meter.read();
            double shares =
                    usage.shares().stream().mapToDouble(Usage.Share::cpuSeconds).sum();
            assertThat(shares).isGreaterThanOrEqualTo(usage.cpuSeconds() - 1e-9);
        }
    }
}
