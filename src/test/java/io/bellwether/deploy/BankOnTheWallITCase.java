package io.bellwether.deploy;

import static io.bellwether.deploy.BankStore.HOUR;
import static io.bellwether.deploy.BankStore.HOURS;
import static io.bellwether.deploy.BankStore.SECOND;
import static io.bellwether.deploy.BankStore.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.bellwether.deploy.BankStore.Call;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.LongPredicate;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A month of a real call centre in a real store: what the wall shows at any moment is what the centre's own log says. */
class BankOnTheWallITCase {

    /** So that every hour of the day and every day of the week is looked at. */
    private static final int LOOKS = 5;

    private static final long PANE = 10_000;

    /** Of the policy for chats. */
    private static final long PROMISED_S = 60;

    @TempDir
    private static Path folder;

    private static BoardStore store;
    private static List<Call> calls;

    @BeforeAll
    static void fill() throws Exception {
        calls = BankStore.calls();
        store = BankStore.replay(folder, "rollups: [[queue]]\n", List.of("queue", "sla"));
    }

    @AfterAll
    static void stop() throws Exception {
        if (store != null) {
            store.close();
        }
    }

    private interface Look {
        /**
         * @param from of the hour that the wall shows
         * @param to its end, exclusive
         */
        void at(long from, long to) throws Exception;
    }

    private static void look(Look look) throws Exception {
        for (int hour = 1; hour < HOURS; hour += LOOKS) {
            long to = START + hour * HOUR + hour % 6 * PANE;
            look.at(to - HOUR, to);
        }
        look.at(START, START + HOURS * HOUR);
    }

    private static List<JsonNode> rows(String title, long from, long to) throws Exception {
        return rows(title, from, to, "10s");
    }

    private static List<JsonNode> rows(String title, long from, long to, String step) throws Exception {
        String query = BoardStore.query("wallboard.json", title).replace("$clock", "queue_wait");
        return store.rows(BoardStore.LIVE, query, from, to - 1, step, List.of());
    }

    private static List<Call> of(Predicate<Call> which) {
        return BankStore.of(calls, which);
    }

    private static LongPredicate in(long from, long to) {
        return time -> time >= from && time < to;
    }

    private static void share(String title, long from, long to, long met, long of) throws Exception {
        List<JsonNode> rows = rows(title, from, to);
        if (of == 0) {
            assertThat(rows).as("%s at %s", title, Instant.ofEpochMilli(to)).allMatch(row -> row.get(1)
                    .isNull());
        } else {
            assertThat(rows.get(0).get(1).asDouble())
                    .as("%s at %s", title, Instant.ofEpochMilli(to))
                    .isCloseTo((double) met / of, within(1e-9));
        }
    }

    @Test
    void serviceLevel() throws Exception {
        look((from, to) -> {
            List<Call> left = of(call -> in(from, to).test(call.left()) && call.counts());
            long inTime = left.stream().filter(Call::inTime).count();
            share("Service level", from, to, inTime, left.size());
        });
    }

    /** What is breached is so the moment it is, whatever becomes of the call. */
    @Test
    void promisesKept() throws Exception {
        look((from, to) -> {
            long met = of(call -> in(from, to).test(call.left()) && call.answered() && call.waited() <= PROMISED_S)
                    .size();
            long breached = of(call ->
                            in(from, to).test(call.queued() + PROMISED_S * SECOND) && call.waited() > PROMISED_S)
                    .size();
            share("SLA in time ($clock)", from, to, met, met + breached);
        });
    }

    @Test
    void whoWaits() throws Exception {
        look((from, to) -> {
            List<Call> waiting = of(call -> call.waitsAt(to));
            double oldest =
                    waiting.stream().mapToLong(call -> to - call.queued()).max().orElse(0) / (double) SECOND;
            assertThat(sum(rows("Waiting now", from, to)))
                    .as("at %s", Instant.ofEpochMilli(to))
                    .isEqualTo(waiting.size());
            assertThat(sum(rows("Longest wait now", from, to)))
                    .as("at %s", Instant.ofEpochMilli(to))
                    .isEqualTo(oldest);
            assertThat(sum(rows("Waiting by queue", from, to))).isEqualTo(waiting.size());
        });
    }

    private static double sum(List<JsonNode> rows) {
        return rows.stream()
                .filter(row -> !row.get(1).isNull())
                .mapToDouble(row -> row.get(1).asDouble())
                .sum();
    }

    @Test
    void arrivalsOfEachMinute() throws Exception {
        look((from, to) -> {
            TreeMap<Long, List<Long>> truth = new TreeMap<>();
            for (Call call : calls) {
                count(truth, call.queued(), 0, from, to);
                count(truth, call.left(), call.answered() ? 1 : 2, from, to);
            }
            TreeMap<Long, List<Long>> shown = new TreeMap<>();
            for (JsonNode row : rows("Arrivals, answered and lost", from, to, "1m")) {
                List<Long> counts = List.of(
                        row.get(1).asLong(), row.get(2).asLong(), row.get(3).asLong());
                if (!counts.equals(List.of(0L, 0L, 0L))) {
                    shown.put(row.get(0).asLong(), counts);
                }
            }
            assertThat(shown).isEqualTo(truth);
        });
    }

    private static void count(TreeMap<Long, List<Long>> minutes, long time, int kind, long from, long to) {
        if (in(from, to).test(time)) {
            List<Long> counts = new ArrayList<>(minutes.getOrDefault(time / 60_000 * 60_000, List.of(0L, 0L, 0L)));
            counts.set(kind, counts.get(kind) + 1);
            minutes.put(time / 60_000 * 60_000, counts);
        }
    }

    /** The line of who waits: at each step the end of its last pane. */
    @Test
    void whoWaitedWhen() throws Exception {
        look((from, to) -> {
            for (JsonNode row : rows("Waiting: who waits longer than the threshold", from, to)) {
                long end = row.get(0).asLong() + PANE;
                if (!row.get(1).isNull() && to - from <= HOUR) {
                    List<Call> waiting = of(call -> call.waitsAt(end));
                    assertThat(row.get(1).asInt()).isEqualTo(waiting.size());
                    assertThat(row.get(2).asInt()).isEqualTo((int) waiting.stream()
                            .filter(call -> end - call.queued() > 20 * SECOND)
                            .count());
                }
            }
        });
    }
}
