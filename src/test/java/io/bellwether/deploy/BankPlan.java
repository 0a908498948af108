package io.bellwether.deploy;

import static io.bellwether.deploy.NaiveOutlook.HALF_HOUR;

import io.bellwether.deploy.BankStore.Call;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What somebody may have planned for the bank who took the week before for the next one. */
final class BankPlan {

    /** Midnight in Shanghai, by which all that is planned is over; behind a queue's last call nothing is. */
    static final long OVER = Instant.parse("1999-01-30T16:00:00Z").toEpochMilli();

    /** Those that are planned, and for how many agents. */
    static final Map<String, Integer> STAFFED = new TreeMap<>(Map.of("PS", 9, "NE", 1, "NW", 3, "TT", 1));

    private static final long WEEK = 7 * 24 * BankStore.HOUR;
    private static final ZoneId ZONE = ZoneId.of(BoardStore.ZONE);

    private final Map<String, NavigableMap<Long, Double>> arrivals = new TreeMap<>();
    private final Map<String, Map<Long, Long>> came = new TreeMap<>();

    /** @param calls of each queue */
    BankPlan(Map<String, List<Call>> calls) {
        for (String queue : STAFFED.keySet()) {
            Map<Long, Long> all = byHalfHour(calls.get(queue), call -> true);
            NavigableMap<Long, Double> rows = new TreeMap<>();
            for (long start = BankStore.START + WEEK; start < BankStore.END; start += HALF_HOUR) {
                rows.put(start, (double) all.getOrDefault(start - WEEK, 0L));
            }
            came.put(queue, all);
            arrivals.put(queue, rows);
        }
    }

    static long halfHour(long time) {
        return time / HALF_HOUR * HALF_HOUR;
    }

    static Map<Long, Long> byHalfHour(List<Call> of, Predicate<Call> which) {
        return of.stream()
                .filter(which)
                .collect(Collectors.groupingBy(call -> halfHour(call.queued()), TreeMap::new, Collectors.counting()));
    }

    /** The file. */
    String csv() {
        StringBuilder text = new StringBuilder("interval_start,queue,arrivals,required,staffed\n");
        arrivals.forEach((queue, rows) -> rows.forEach((start, contacts) -> text.append("%s,%s,%.0f,%d,%d%n"
                .formatted(Instant.ofEpochMilli(start), queue, contacts, required(contacts), STAFFED.get(queue)))));
        return text.toString();
    }

    /** By somebody who knew no formula. */
    static long required(double contacts) {
        return (long) Math.ceil(contacts / 5);
    }

    /** By the start of the half hour; nothing of a queue that is not planned. */
    NavigableMap<Long, Double> of(String queue) {
        return arrivals.getOrDefault(queue, new TreeMap<>());
    }

    double came(String queue, long start) {
        return came.get(queue).getOrDefault(start, 0L);
    }

    /** What was missed over what came, of the half hours of a time that are over. */
    double error(long from, long to) {
        double missed = 0;
        double all = 0;
        for (String queue : STAFFED.keySet()) {
            for (Map.Entry<Long, Double> each : of(queue).subMap(from, to).entrySet()) {
                missed += Math.abs(came(queue, each.getKey()) - each.getValue());
                all += came(queue, each.getKey());
            }
        }
        return missed / all;
    }

    /**
     * The same of each day of a queue, without what is 0.
     *
     * @param size what counts of an error
     */
    Map<Long, Double> errorByDay(String queue, DoubleUnaryOperator size) {
        TreeMap<LocalDate, Double> missed = new TreeMap<>();
        TreeMap<LocalDate, Double> all = new TreeMap<>();
        of(queue).headMap(OVER).forEach((start, expected) -> {
            LocalDate day = LocalDate.ofInstant(Instant.ofEpochMilli(start), ZONE);
            missed.merge(day, size.applyAsDouble(came(queue, start) - expected), Double::sum);
            all.merge(day, came(queue, start), Double::sum);
        });
        TreeMap<Long, Double> shares = new TreeMap<>();
        missed.forEach((day, by) -> {
            if (all.get(day) > 0 && by != 0) {
                shares.put(day.atStartOfDay(ZONE).toInstant().toEpochMilli(), by / all.get(day));
            }
        });
        return shares;
    }
}
