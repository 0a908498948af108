package io.bellwether.deploy;

import static io.bellwether.deploy.BankPlan.STAFFED;
import static io.bellwether.deploy.BankPlan.byHalfHour;
import static io.bellwether.deploy.BankPlan.halfHour;
import static io.bellwether.deploy.BankStore.END;
import static io.bellwether.deploy.BankStore.HOUR;
import static io.bellwether.deploy.BankStore.HOURS;
import static io.bellwether.deploy.BankStore.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.bellwether.deploy.BankStore.Call;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A month of a real call centre whose plan is the week before: what the board for planners shows of any half hour, and at any
 * moment, is what the centre's own log says.
 */
class BankCapacityITCase {

    private static final long MINUTE = 60_000;
    private static final long TILE = 15 * MINUTE;
    private static final long WEEK = 7 * 24 * HOUR;

    /** So that every hour of the day and every day of the week is looked at. */
    private static final int LOOKS = 11;

    @TempDir
    private static Path folder;

    private static BoardStore store;
    private static Map<String, List<Call>> calls;
    private static BankPlan plan;

    @BeforeAll
    static void fill() throws Exception {
        calls = BankStore.calls().stream()
                .collect(Collectors.groupingBy(Call::queue, TreeMap::new, Collectors.toList()));
        plan = new BankPlan(calls);
        Path file = Files.writeString(folder.resolve("plan.csv"), plan.csv());
        store = BankStore.replay(
                folder,
                "rollups: [[queue]]\nplanning: {file: \"%s\"}\n".formatted(file),
                List.of("plan", "plan_interval", "queue_interval"));
    }

    @AfterAll
    static void stop() throws Exception {
        if (store != null) {
            store.close();
        }
    }

    private static List<JsonNode> rows(String title, long from, long to, List<String> queues) throws Exception {
        String query = BoardStore.query("capacity.json", title);
        return store.rows(BoardStore.LIVE, query, from, to - 1, "30m", queues);
    }

    /** A column of the whole month by time, without what is not there or 0. */
    private static TreeMap<Long, Double> column(String title, int column, List<String> queues) throws Exception {
        TreeMap<Long, Double> values = new TreeMap<>();
        for (JsonNode row : rows(title, START, END, queues)) {
            if (!row.get(column).isNull() && row.get(column).asDouble() != 0) {
                values.put(row.get(0).asLong(), row.get(column).asDouble());
            }
        }
        return values;
    }

    private static Map<Long, Double> over(String title, int column, List<String> queues) throws Exception {
        return column(title, column, queues).headMap(BankPlan.OVER);
    }

    private static void same(Map<Long, Double> shown, Map<Long, Double> truth, String title) {
        assertThat(truth).as(title).isNotEmpty();
        assertThat(shown).as(title).containsOnlyKeys(truth.keySet());
        truth.forEach((time, value) -> assertThat(shown.get(time))
                .as("%s at %s", title, Instant.ofEpochMilli(time))
                .isCloseTo(value, within(1e-6)));
    }

    private static Map<Long, Double> numbers(Map<Long, Long> counts) {
        return counts.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, each -> (double) each.getValue()));
    }

    private interface Look {
        void at(List<Call> of, List<String> chosen) throws Exception;
    }

    /** All queues, and each of them. */
    private static void look(Look look) throws Exception {
        look.at(calls.values().stream().flatMap(List::stream).toList(), List.of());
        for (Map.Entry<String, List<Call>> each : calls.entrySet()) {
            look.at(each.getValue(), List.of(each.getKey()));
        }
    }

    @Test
    void contactsOfEachHalfHour() throws Exception {
        String title = "Offered, answered and abandoned by half hour";
        look((of, chosen) -> {
            same(column(title, 1, chosen), numbers(byHalfHour(of, call -> true)), title);
            same(column(title, 2, chosen), numbers(byHalfHour(of, Call::answered)), title);
            same(column(title, 3, chosen), numbers(byHalfHour(of, call -> !call.answered())), title);
        });
    }

    @Test
    void serviceLevelAndHandleTimeOfEachHalfHour() throws Exception {
        look((of, chosen) -> {
            means("Service level by half hour", chosen, BankStore.of(of, Call::counts), call -> call.inTime() ? 1 : 0);
            means(
                    "Handle time (AHT) by half hour",
                    chosen,
                    BankStore.of(of, Call::answered),
                    call -> call.served() / 1_000.0);
        });
    }

    private static void means(String title, List<String> chosen, List<Call> of, ToDoubleFunction<Call> value)
            throws Exception {
        Map<Long, Double> truth = of.stream()
                .collect(Collectors.groupingBy(call -> halfHour(call.queued()), Collectors.averagingDouble(value)));
        truth.values().removeIf(mean -> mean == 0);
        same(column(title, 1, chosen), truth, title);
    }

    @Test
    void whatIsRequiredAtAnyMoment() throws Exception {
        for (int hour = 1; hour < HOURS; hour += LOOKS) {
            long now = START + hour * HOUR + hour % 6 * 7 * MINUTE;
            long contacts = 0;
            long required = 0;
            long missing = 0;
            for (String queue : calls.keySet()) {
                NaiveOutlook truth = outlook(queue, now);
                contacts += truth.contacts();
                required += truth.required();
                missing += truth.isPlanned() ? Math.max(0, truth.required() - STAFFED.get(queue)) : 0;
                theTableSays(queue, truth, now);
            }
            assertThat(tile("Contacts, last 30 min", now)).isEqualTo(contacts);
            assertThat(tile("Required now", now)).isEqualTo(required);
            assertThat(tile("Short now", now)).isEqualTo(missing);
        }
    }

    private static NaiveOutlook outlook(String queue, long now) {
        return new NaiveOutlook(calls.get(queue), plan.of(queue), STAFFED.getOrDefault(queue, 0), now);
    }

    private static double tile(String title, long now) throws Exception {
        return rows(title, now - TILE, now, List.of()).stream()
                .mapToDouble(row -> row.get(1).asDouble())
                .sum();
    }

    private static void theTableSays(String queue, NaiveOutlook truth, long now) throws Exception {
        List<JsonNode> rows = rows("Every queue now", now - TILE, now, List.of(queue));
        String at = queue + " at " + Instant.ofEpochMilli(now);
        if (truth.contacts() == 0 && !truth.isPlanned()) {
            assertThat(rows).as(at).allMatch(row -> row.get(1).asInt() == 0);
            return;
        }
        JsonNode row = rows.get(0);
        assertThat(row.get(1).asLong()).as(at).isEqualTo(truth.contacts());
        if (truth.contacts() > 0) {
            assertThat(row.get(2).asDouble()).as(at).isCloseTo(truth.handle(), within(1e-3));
            assertThat(row.get(3).isNull()).as(at).isEqualTo(Double.isInfinite(truth.patience()));
            assertThat(
                            row.get(3).isNull()
                                    ? Double.POSITIVE_INFINITY
                                    : row.get(3).asDouble())
                    .as(at)
                    .satisfiesAnyOf(shown -> assertThat(shown).isInfinite(), shown -> assertThat(shown)
                            .isCloseTo(truth.patience(), within(1e-3)));
        }
        assertThat(row.get(4).asLong()).as(at).isEqualTo(truth.required());
        if (truth.isPlanned()) {
            theTableSaysOfThePlan(row, STAFFED.get(queue), truth, at);
        }
    }

    private static void theTableSaysOfThePlan(JsonNode row, int staffed, NaiveOutlook truth, String at) {
        assertThat(row.get(5).asLong()).as(at).isEqualTo(staffed);
        assertThat(row.get(6).asLong()).as(at).isEqualTo(truth.required() - staffed);
        assertThat(row.get(7).asDouble()).as(at).isCloseTo(truth.arrivals(), within(1e-3));
        assertThat(row.get(8).asDouble()).as(at).isCloseTo(truth.arrivals() * truth.correction(), within(1e-3));
        if (!row.get(9).isNull()) {
            assertThat(row.get(9).asLong()).as(at).isEqualTo(truth.shortAhead());
            assertThat(row.get(10).isNull() ? Double.NaN : row.get(10).asDouble())
                    .as(at)
                    .isEqualTo(Double.valueOf(truth.shortIn()));
        }
    }

    @Test
    void forecastAndWhatCame() throws Exception {
        TreeMap<Long, Double> forecast = new TreeMap<>();
        TreeMap<Long, Double> came = new TreeMap<>();
        TreeMap<Long, Double> required = new TreeMap<>();
        TreeMap<Long, Double> error = new TreeMap<>();
        for (String queue : STAFFED.keySet()) {
            plan.of(queue).headMap(BankPlan.OVER).forEach((start, arrivals) -> {
                forecast.merge(start, arrivals, Double::sum);
                required.merge(start, (double) BankPlan.required(arrivals), Double::sum);
                came.merge(start, plan.came(queue, start), Double::sum);
                error.merge(start, plan.came(queue, start) - arrivals, Double::sum);
            });
        }
        for (Map<Long, Double> each : List.of(forecast, came, required, error)) {
            each.values().removeIf(value -> value == 0);
        }
        same(over("Forecast and what came", 1, List.of()), forecast, "forecast");
        same(over("Forecast and what came", 2, List.of()), came, "came");
        same(over("More or fewer than planned", 1, List.of()), error, "error");
        same(over("Planned: required against staffed", 1, List.of()), required, "required");
        assertThat(column("Planned: required against staffed", 2, List.of()).values())
                .containsOnly((double)
                        STAFFED.values().stream().mapToInt(each -> each).sum());
    }

    @Test
    void forecastError() throws Exception {
        for (String queue : STAFFED.keySet()) {
            List<String> chosen = List.of(queue);
            same(
                    over("Forecast error by day and queue (28 days)", 1, chosen),
                    plan.errorByDay(queue, Math::abs),
                    "WAPE of " + queue);
            same(
                    over("Forecast bias by day and queue (28 days)", 1, chosen),
                    plan.errorByDay(queue, by -> by),
                    "bias of " + queue);
        }
        for (long now = START + 2 * WEEK; now < BankPlan.OVER; now += 35 * HOUR) {
            JsonNode row =
                    rows("Forecast error, 7 days", now - WEEK, now, List.of()).get(0);
            assertThat(row.get(1).asDouble()).isCloseTo(plan.error(now - WEEK, now), within(1e-9));
        }
    }
}
