package io.bellwether.bench;

import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/**
 * Delivers webhooks at a rate, over connections that are kept, whatever becomes of those before: a delivery is late from the
 * moment at which it was due. A process of its own, so that its work is in no figure.
 */
final class BenchSender {

    static final String MEASURING = "MEASURING";
    static final String ANSWERED = "ANSWERED ";

    /** By then the compilers of gateway and sender have little left to do. */
    private static final int WARM_SECONDS = 60;

    private static final long PATIENCE_SECONDS = 60;
    /** As many connections as a product or a proxy keeps; what is due beyond waits, and is the later for it. */
    private static final int CONNECTIONS = 200;

    private static final double NANOS = 1e9;
    private static final double NANOS_A_MILLI = 1e6;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final BenchDeliveries deliveries;
    private final double rate;
    private final Semaphore connections = new Semaphore(CONNECTIONS);
    private long number;

    private BenchSender(int port, double rate) throws Exception {
        this.deliveries = new BenchDeliveries(port);
        this.rate = rate;
    }

    /** Usage: PORT RATE SECONDS. Says when it measures, and at the end how many were taken, put off and failed, and p50, p99, p99.9 and the longest in ms. */
    public static void main(String[] args) throws Exception {
        BenchSender sender = new BenchSender(Integer.parseInt(args[0]), Double.parseDouble(args[1]));
        sender.new Stretch(WARM_SECONDS).run();
        System.out.println(MEASURING);
        System.out.println(ANSWERED + sender.new Stretch(Integer.parseInt(args[2])).run());
    }

    /** Some seconds of deliveries. */
    private final class Stretch {

        /** By delivery: nanoseconds from when it was due to its answer. */
        private final long[] took;

        private final CountDownLatch waiting;
        private final LongAdder putOff = new LongAdder();
        private final LongAdder failed = new LongAdder();

        Stretch(int seconds) {
            took = new long[(int) Math.max(1, rate * seconds)];
            waiting = new CountDownLatch(took.length);
        }

        String run() throws InterruptedException {
            long begun = System.nanoTime();
            for (int i = 0; i < took.length; i++) {
                long due = begun + (long) (i * NANOS / rate);
                for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
                connections.acquire();
                deliver(i, due);
            }
            if (!waiting.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException(waiting.getCount() + " deliveries were never answered");
            }
            return told();
        }

        @SuppressWarnings("FutureReturnValueIgnored") // whoever waits is counted down
        private void deliver(int at, long due) {
            client.sendAsync(deliveries.next(number++), HttpResponse.BodyHandlers.discarding())
                    .whenComplete((answer, failure) -> {
                        took[at] = System.nanoTime() - due;
                        connections.release();
                        if (failure != null || answer.statusCode() >= 300 && answer.statusCode() != 503) {
                            failed.increment();
                        } else if (answer.statusCode() == 503) {
                            putOff.increment();
                        }
                        waiting.countDown();
                    });
        }

        private String told() {
            long[] sorted = took.clone();
            Arrays.sort(sorted);
            long taken = took.length - putOff.sum() - failed.sum();
            return String.format(
                    Locale.ROOT,
                    "%d %d %d %.2f %.2f %.2f %.2f",
                    taken,
                    putOff.sum(),
                    failed.sum(),
                    millis(sorted, 0.5),
                    millis(sorted, 0.99),
                    millis(sorted, 0.999),
                    millis(sorted, 1));
        }

        private static double millis(long[] sorted, double share) {
            return sorted[(int) Math.ceil(share * sorted.length) - 1] / NANOS_A_MILLI;
        }
    }
}
