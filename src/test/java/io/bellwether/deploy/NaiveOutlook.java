package io.bellwether.deploy;

import io.bellwether.deploy.BankStore.Call;
import io.bellwether.staffing.Load;
import io.bellwether.staffing.QueueModel;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.function.ToLongFunction;

/** How many agents a queue of the bank needs at a moment, counted from its calls again and again. */
final class NaiveOutlook {

    static final long HALF_HOUR = 1_800_000;
    private static final long DAY = 48 * HALF_HOUR;
    private static final long AHEAD = 8 * HALF_HOUR;
    private static final double USUAL_S = 300;
    private static final int LEAST = 20;

    private final List<Call> calls;
    private final NavigableMap<Long, Double> plan;
    private final int staffed;
    private final long now;

    /**
     * @param calls of the queue
     * @param plan what it expects, by the start of the half hour
     * @param staffed as it says of each
     */
    NaiveOutlook(List<Call> calls, NavigableMap<Long, Double> plan, int staffed, long now) {
        this.calls = calls;
        this.plan = plan;
        this.staffed = staffed;
        this.now = now;
    }

    private List<Call> within(ToLongFunction<Call> time, long from, long until) {
        return BankStore.of(calls, call -> time.applyAsLong(call) >= from && time.applyAsLong(call) < until);
    }

    long contacts() {
        return within(Call::queued, now - HALF_HOUR, now).size();
    }

    /** A day is kept by half hours: of the oldest of them nothing where it is not whole. */
    private long aDayAgo() {
        return -Math.floorDiv(DAY - now, HALF_HOUR) * HALF_HOUR;
    }

    double handle() {
        for (long from : new long[] {now - HALF_HOUR, aDayAgo()}) {
            List<Call> ended = within(Call::ended, from, now).stream()
                    .filter(Call::answered)
                    .toList();
            double work = ended.stream().mapToLong(Call::served).sum() / 1_000.0;
            if (ended.size() >= LEAST && work > 0) {
                return work / ended.size();
            }
        }
        return USUAL_S;
    }

    /** Infinite where too few left. */
    double patience() {
        List<Call> left = within(Call::left, aDayAgo(), now);
        long lost = left.stream().filter(call -> !call.answered()).count();
        double waited = left.stream().mapToLong(Call::waited).sum();
        return lost >= LEAST && waited > 0 ? waited / lost : Double.POSITIVE_INFINITY;
    }

    long required() {
        return required(contacts());
    }

    private long required(double contacts) {
        for (int agents = 1; contacts > 0; agents++) {
            QueueModel queue = QueueModel.of(Load.of(contacts, HALF_HOUR / 1_000.0, handle()), patience(), agents);
            if (queue.answeredWithin(20) >= 0.8 && queue.occupancy() <= 0.85 + 1e-12) {
                return agents;
            }
        }
        return 0;
    }

    boolean isPlanned() {
        return plan.containsKey(halfHour(now - 1));
    }

    private static long halfHour(long time) {
        return Math.floorDiv(time, HALF_HOUR) * HALF_HOUR;
    }

    /** Of the half hour that ends now or is under way. */
    double arrivals() {
        return plan.get(halfHour(now - 1));
    }

    /** What came since midnight, UTC, over what was planned of it. */
    double correction() {
        long midnight = Math.floorDiv(now - 1, DAY) * DAY;
        double expected = LEAST;
        double came = LEAST;
        for (Map.Entry<Long, Double> each :
                plan.subMap(midnight, true, halfHour(now), false).entrySet()) {
            expected += each.getValue();
            came += within(Call::queued, each.getKey(), each.getKey() + HALF_HOUR)
                    .size();
        }
        return Math.max(0.5, Math.min(2, came / expected));
    }

    /** Most that will be missing in a half hour. */
    long shortAhead() {
        return ahead().values().stream()
                .mapToLong(contacts -> required(contacts * correction()) - staffed)
                .filter(missing -> missing > 0)
                .max()
                .orElse(0);
    }

    /** Seconds until the first half hour in which any will be; NaN for none. */
    double shortIn() {
        return ahead().entrySet().stream()
                .filter(each -> required(each.getValue() * correction()) > staffed)
                .mapToDouble(each -> Math.max(0, each.getKey() - now) / 1_000.0)
                .findFirst()
                .orElse(Double.NaN);
    }

    private NavigableMap<Long, Double> ahead() {
        return plan.subMap(halfHour(now), true, now + AHEAD, false);
    }
}
