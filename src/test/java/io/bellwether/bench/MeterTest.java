package io.bellwether.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
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

    /** The system accounts for a process in steps of ten milliseconds: less than some of them may pass for nothing. */
    private static void work() {
        var threads = ManagementFactory.getThreadMXBean();
        long until = threads.getCurrentThreadCpuTime() + 50_000_000;
        while (threads.getCurrentThreadCpuTime() < until) {
            allocate();
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
            work();
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
