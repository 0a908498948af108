package io.bellwether.console;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellwether.file.FileProblem;
import io.bellwether.influx.Row;
import io.bellwether.influx.RowSource;
import io.bellwether.influx.RowSource.Query;
import io.bellwether.influx.StoreException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What is planned of each queue today and in the hours ahead, and what came of it, read from the store: intervals of the plan,
 * and how many agents the job says each minute that a queue needs and has. Time is an argument.
 */
final class PlanFigures {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long HOUR = 3_600_000;
    /** So much is shown also around midnight. */
    private static final long LEAST_BACK = 6 * HOUR;

    private static final long LEAST_AHEAD = 12 * HOUR;
    /** How far back minutes are asked again each time: they may still be corrected. */
    private static final long AGAIN = HOUR;
    /** Figures of the last minute that are older are not those of now. */
    private static final long NOW = HOUR / 4;

    private static final List<String> PLANNED =
            List.of("arrivals", "arrivals_low", "arrivals_high", "required", "staffed", "offered");
    private static final List<String> LIVE = List.of(
            "contacts_30m",
            "handle_time_s",
            "required",
            "staffed",
            "short",
            "arrivals",
            "expected",
            "short_ahead",
            "short_in_s");

    private final RowSource store;
    private final long intervalMillis;
    private final ZoneId zone;
    private final Map<String, NavigableMap<Long, Row>> planned = new HashMap<>();
    private final Map<String, NavigableMap<Long, Row>> minutes = new HashMap<>();
    private long from;
    private long to;
    private long readUntil = Long.MIN_VALUE;

    /**
     * @param intervalMillis of the plan, ms
     * @param zone whose today it is
     */
    PlanFigures(RowSource store, long intervalMillis, ZoneId zone) {
        this.store = store;
        this.intervalMillis = intervalMillis;
        this.zone = zone;
    }

    /** Asks the store. */
    void read(long now) throws StoreException, FileProblem {
        from = Math.floorDiv(Math.min(startOfDay(now, 0), now - LEAST_BACK), intervalMillis) * intervalMillis;
        to = Math.max(startOfDay(now, 1), now + LEAST_AHEAD);
        long since = readUntil == Long.MIN_VALUE ? from : Math.max(from, readUntil - AGAIN);
        Map<String, NavigableMap<Long, Row>> plan = new HashMap<>();
        store.read(new Query("plan_interval", "queue", PLANNED, from, to), row -> take(plan, row));
        store.read(new Query("plan", "queue", LIVE, since, now + HOUR), row -> take(minutes, row));
        planned.clear();
        planned.putAll(plan);
        minutes.values().forEach(rows -> rows.headMap(from, false).clear());
        minutes.values().removeIf(Map::isEmpty);
        readUntil = now;
    }

    private long startOfDay(long now, int days) {
        return Instant.ofEpochMilli(now)
                .atZone(zone)
                .toLocalDate()
                .plusDays(days)
                .atStartOfDay(zone)
                .toInstant()
                .toEpochMilli();
    }

    private static void take(Map<String, NavigableMap<Long, Row>> byQueue, Row row) {
        byQueue.computeIfAbsent(row.tag("queue"), queue -> new TreeMap<>()).put(row.time(), row);
    }

    /** All queues as of their last minute, and the intervals of one of them. */
    ObjectNode json(String queue, long now) {
        ObjectNode json = JSON.createObjectNode();
        json.put("now", now).put("interval_ms", intervalMillis).put("queue", queue);
        ArrayNode queues = json.putArray("queues");
        TreeSet<String> names = new TreeSet<>(planned.keySet());
        names.addAll(minutes.keySet());
        names.forEach(name -> queues.add(asOfNow(name, now)));
        ArrayNode intervals = json.putArray("intervals");
        NavigableMap<Long, Row> rows = planned.getOrDefault(queue, new TreeMap<>());
        NavigableMap<Long, Row> live = minutes.getOrDefault(queue, new TreeMap<>());
        long end = Math.max(rows.isEmpty() ? from : rows.lastKey(), live.isEmpty() ? from : live.lastKey());
        for (long start = from; start <= end && start < to; start += intervalMillis) {
            intervals.add(interval(start, rows.get(start), live, now));
        }
        return json;
    }

    private ObjectNode asOfNow(String name, long now) {
        Map.Entry<Long, Row> last = minutes.getOrDefault(name, new TreeMap<>()).floorEntry(now + intervalMillis);
        ObjectNode json = JSON.createObjectNode().put("name", name);
        json.put("planned", planned.containsKey(name));
        boolean known = last != null && last.getKey() > now - NOW;
        for (String field : LIVE) {
            put(json, field, known ? last.getValue().number(field) : Double.NaN);
        }
        put(json, "there", known ? there(last.getValue()) : Double.NaN);
        return json;
    }

    /**
     * One interval. Of one that has begun, what is needed and who is there are as of its last minute; of one ahead, and where no
     * minute says it, they are what the plan says.
     */
    private ObjectNode interval(long start, Row plan, NavigableMap<Long, Row> live, long now) {
        ObjectNode json = JSON.createObjectNode().put("start", start);
        for (String field : PLANNED) {
            put(json, field, plan == null ? Double.NaN : plan.number(field));
        }
        Row minute = lastKnown(live, start);
        put(json, "needed", minute == null ? Double.NaN : minute.number("required"));
        put(json, "there", minute == null ? Double.NaN : there(minute));
        double missing = minute == null ? Double.NaN : minute.number("short");
        if (Double.isNaN(missing) && plan != null && start + intervalMillis > now) {
            missing = plan.number("required") - plan.number("staffed");
        }
        put(json, "short", missing);
        return json;
    }

    private Row lastKnown(NavigableMap<Long, Row> live, long start) {
        for (Row row : live.subMap(start, true, start + intervalMillis, false)
                .descendingMap()
                .values()) {
            if (!Double.isNaN(row.number("required"))) {
                return row;
            }
        }
        return null;
    }

    /** Who is there, whatever was planned: a minute says how many are missing of those whom it takes. */
    private static double there(Row minute) {
        return minute.number("required") - minute.number("short");
    }

    private static void put(ObjectNode json, String field, double value) {
        if (Double.isFinite(value)) {
            json.put(field, Math.round(value * 1_000) / 1_000.0);
        } else {
            json.putNull(field);
        }
    }
}
