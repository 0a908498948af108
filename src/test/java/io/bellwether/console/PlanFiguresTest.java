package io.bellwether.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What of the store is shown of a plan, by rows that a test puts into it. */
class PlanFiguresTest {

    private static final long HALF_HOUR = 1_800_000;
    private static final long MINUTE = 60_000;
    private static final long NOW = at("2026-03-02T10:10:00Z");

    private static long at(String time) {
        return Instant.parse(time).toEpochMilli();
    }

    private static JsonNode read(RowsInMemory rows, String zone, String queue, long now) throws Exception {
        PlanFigures figures = new PlanFigures(rows, HALF_HOUR, ZoneId.of(zone));
        figures.read(now);
        return figures.json(queue, now);
    }

    private static Map<String, Object> planned(double arrivals, long required, long staffed) {
        return Map.of(
                "arrivals",
                arrivals,
                "arrivals_low",
                arrivals - 5,
                "arrivals_high",
                arrivals + 5,
                "required",
                required,
                "staffed",
                staffed);
    }

    private static RowsInMemory minute(RowsInMemory rows, long time, long required, long missing) {
        return rows.add(
                "plan",
                "queue",
                time,
                Map.of("queue", "vip"),
                Map.of("required", required, "short", missing, "staffed", 9L, "contacts_30m", 20L));
    }

    private static JsonNode interval(JsonNode plan, String start) {
        for (JsonNode one : plan.path("intervals")) {
            if (one.path("start").asLong() == at(start)) {
                return one;
            }
        }
        throw new AssertionError(start + " is not in " + plan);
    }

    @Test
    void anIntervalHasWhatIsPlannedAndWhatItsLastMinuteSays() throws Exception {
        RowsInMemory rows = new RowsInMemory();
        for (String start : new String[] {"09:30", "10:00", "10:30"}) {
            rows.add(
                    "plan_interval",
                    "queue",
                    at("2026-03-02T" + start + ":00Z"),
                    Map.of("queue", "vip"),
                    planned(20, 8, 6));
        }
        rows.add(
                "plan_interval",
                "queue",
                at("2026-03-02T09:00:00Z"),
                Map.of("queue", "vip"),
                Map.of("arrivals", 18.5, "offered", 23L));
        minute(rows, at("2026-03-02T09:40:00Z"), 30, 20);
        minute(rows, at("2026-03-02T09:59:50Z"), 10, 3);
        minute(rows, NOW - 10_000, 7, -2);
        JsonNode plan = read(rows, "UTC", "vip", NOW);

        JsonNode over = interval(plan, "2026-03-02T09:00:00Z");
        assertThat(over.path("offered").asInt()).isEqualTo(23);
        assertThat(over.path("arrivals").asDouble()).isEqualTo(18.5);
        assertThat(over.path("arrivals_low").isNull()).isTrue();
        assertThat(over.path("needed").isNull()).isTrue();
        assertThat(over.path("short").isNull())
                .as("what was planned of what is over is no shortage")
                .isTrue();
        JsonNode before = interval(plan, "2026-03-02T09:30:00Z");
        assertThat(before.path("needed").asInt()).isEqualTo(10);
        assertThat(before.path("there").asInt())
                .as("whoever is there, not who was planned")
                .isEqualTo(7);
        assertThat(before.path("short").asInt()).isEqualTo(3);
        JsonNode underWay = interval(plan, "2026-03-02T10:00:00Z");
        assertThat(underWay.path("needed").asInt()).isEqualTo(7);
        assertThat(underWay.path("short").asInt()).isEqualTo(-2);
        JsonNode ahead = interval(plan, "2026-03-02T10:30:00Z");
        assertThat(ahead.path("needed").isNull()).isTrue();
        assertThat(ahead.path("short").asInt()).isEqualTo(2);
        assertThat(ahead.path("arrivals_high").asDouble()).isEqualTo(25);
        JsonNode now = plan.path("queues").get(0);
        assertThat(now.path("name").asText()).isEqualTo("vip");
        assertThat(now.path("planned").asBoolean()).isTrue();
        assertThat(now.path("there").asInt()).isEqualTo(9);
    }

    /** A day is one of the zone that planning goes by. */
    @Test
    void showsTodayOfTheZone() throws Exception {
        RowsInMemory rows = new RowsInMemory();
        for (long start = NOW - 48 * 2 * HALF_HOUR; start < NOW + 48 * 2 * HALF_HOUR; start += HALF_HOUR) {
            rows.add(
                    "plan_interval", "queue", start / HALF_HOUR * HALF_HOUR, Map.of("queue", "vip"), planned(20, 8, 6));
        }
        JsonNode ofUtc = read(rows, "UTC", "vip", NOW).path("intervals");
        assertThat(ofUtc.get(0).path("start").asLong()).isEqualTo(at("2026-03-02T00:00:00Z"));
        assertThat(ofUtc.get(ofUtc.size() - 1).path("start").asLong()).isEqualTo(at("2026-03-02T23:30:00Z"));
        JsonNode ofShanghai = read(rows, "Asia/Shanghai", "vip", NOW).path("intervals");
        assertThat(ofShanghai.get(0).path("start").asLong()).isEqualTo(at("2026-03-01T16:00:00Z"));
        assertThat(ofShanghai.get(ofShanghai.size() - 1).path("start").asLong())
                .as("at least twelve hours ahead")
                .isEqualTo(at("2026-03-02T22:00:00Z"));
    }

    /** What was said an hour ago says nothing of now. */
    @Test
    void figuresOfNowAreNotOld() throws Exception {
        RowsInMemory rows = minute(new RowsInMemory(), NOW - 20 * MINUTE, 10, 3);
        JsonNode plan = read(rows, "UTC", "vip", NOW);
        assertThat(plan.path("queues").get(0).path("required").isNull()).isTrue();
        assertThat(plan.path("queues").get(0).path("planned").asBoolean()).isFalse();
        assertThat(interval(plan, "2026-03-02T09:30:00Z").path("needed").asInt())
                .isEqualTo(10);
    }

    /** The store is asked again for what may have been corrected, and a plan that was replaced is not kept. */
    @Test
    void whatIsCorrectedAndWhatIsPlannedAnewTakesItsPlace() throws Exception {
        RowsInMemory rows = minute(new RowsInMemory(), NOW - 10_000, 10, 3);
        PlanFigures figures = new PlanFigures(rows, HALF_HOUR, ZoneId.of("UTC"));
        figures.read(NOW);
        minute(rows, NOW - 10_000, 12, 5);
        figures.read(NOW + MINUTE);
        assertThat(figures.json("vip", NOW + MINUTE)
                        .path("queues")
                        .get(0)
                        .path("required")
                        .asInt())
                .isEqualTo(12);
        assertThat(figures.json("other", NOW).path("intervals")).hasSizeLessThan(2);
    }
}
