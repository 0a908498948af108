package io.bellwether.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.job.RuleFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who has the backlog and for whom it waits, by dimensions that the settings name. */
class BacklogITCase {

    private static final String SETTINGS = """
            dimensions: [queue, partner, department]
            rollups: [[], [partner], [department]]
            """;

    private static final String POLICIES = "policies: [{name: all, timed: [group_ownership]}]\n";

    @TempDir
    private Path folder;

    private static String event(int n, String time, String caseId, String type, String more) {
        return "{'id':'e%d','type':'%s','time':'2026-03-0%s:00Z','source':'desk','case_id':'%s'%s}"
                .formatted(n, type, time, caseId, more)
                .replace('\'', '"');
    }

    private ReplayRun replay(String levelRefresh, List<String> events) throws IOException {
        Path rules = Files.createDirectories(folder.resolve("rules"));
        Files.writeString(rules.resolve(RuleFolder.POLICY_FILE), POLICIES);
        Path settings = Files.writeString(folder.resolve("settings.yaml"), SETTINGS);
        Path file = Files.write(folder.resolve("events.jsonl"), events);
        ReplayRun run = ReplayRun.of(
                folder.resolve("out"),
                file,
                "--config",
                settings.toString(),
                "--rules",
                rules.toString(),
                "--level-refresh",
                levelRefresh);
        assertThat(run.rejected()).isEmpty();
        return run;
    }

    /** What the last point up to and at a time says, in each series of a rollup. */
    private static Map<String, Long> at(ReplayRun run, String rollup, String field, String time) throws IOException {
        long until = Instant.parse("2026-03-0" + time + ":00Z").toEpochMilli();
        Map<String, Long> last = new TreeMap<>();
        run.forEachPoint("cases,", point -> {
            if (point.tags().get("rollup").equals(rollup) && point.time() <= until) {
                last.put(point.tags().getOrDefault(rollup, "all"), point.whole(field));
            }
        });
        last.values().removeIf(n -> n == 0);
        return last;
    }

    @Test
    void isToldByPartnerDepartmentAndAge() throws IOException {
        String waits = "ticket.status_changed";
        ReplayRun run = replay(
                "24h",
                List.of(
                        event(1, "2T08:00", "a", "ticket.created", ",'queue':'orders','department':'sales'"),
                        event(2, "2T08:10", "b", "ticket.created", ",'queue':'repairs','department':'service'"),
                        event(3, "2T08:20", "a", waits, ",'status':'WAITING_THIRD_PARTY','partner':'carrier'"),
                        event(4, "2T09:00", "b", waits, ",'status':'WAITING_THIRD_PARTY','partner':'workshop'"),
                        event(10, "2T10:00", "d", "ticket.created", ",'queue':'orders'"),
                        event(5, "2T13:00", "a", "ticket.updated", ",'department':'service'"),
                        event(6, "3T09:00", "b", waits, ",'status':'WAITING_THIRD_PARTY','partner':'carrier'"),
                        event(7, "3T12:00", "b", "ticket.assigned", ",'agent_id':'kim','queue':'returns'"),
                        event(8, "4T09:00", "a", waits, ",'status':'SOLVED'"),
                        event(9, "5T09:00", "c", "ticket.created", ",'queue':'orders'")));

        Map<String, Long> each = Map.of("carrier", 1L, "workshop", 1L);
        assertThat(at(run, "partner", "waiting_third_party", "2T10:00")).isEqualTo(each);
        assertThat(at(run, "partner", "waiting_third_party_0_1h", "2T10:00")).isEqualTo(each);
        assertThat(at(run, "partner", "waiting_third_party_4_24h", "2T13:00")).isEqualTo(Map.of("carrier", 1L));
        assertThat(at(run, "partner", "waiting_third_party_1_3d", "3T09:00")).isEqualTo(Map.of("carrier", 2L));
        assertThat(at(run, "partner", "waiting_third_party_1_3d", "4T09:00")).isEqualTo(Map.of("carrier", 1L));
        assertThat(at(run, "all", "waiting_third_party_3_7d", "5T09:00")).isEqualTo(Map.of("all", 1L));

        assertThat(at(run, "department", "unassigned", "2T10:00"))
                .isEqualTo(Map.of("sales", 1L, "service", 1L, "none", 1L));
        assertThat(at(run, "department", "unassigned", "2T13:00")).isEqualTo(Map.of("service", 2L, "none", 1L));
        assertThat(at(run, "department", "unassigned", "3T12:00")).isEqualTo(Map.of("service", 1L, "none", 1L));
        assertThat(run.sums("cases,department=service", "", List.of("department_transfers", "transfers")))
                .isEqualTo(Map.of("department_transfers", 1L, "transfers", 1L));
        assertThat(run.sums("cases,department=sales", "", List.of("department_transfers", "transfers")))
                .isEmpty();
        assertThat(run.sums("sla,clock=group_ownership,department=service", "", List.of("count")))
                .containsEntry("count", 2L);
    }

    /** For eight days nothing happens at all: each status tells its own ages, of each partner and department. */
    @Test
    void growsOlderThoughNothingHappens() throws IOException {
        String waits = "ticket.status_changed";
        String of = ",'department':'sales','partner':'carrier'";
        ReplayRun run = replay(
                "10m",
                List.of(
                        event(1, "1T08:00", "new", "ticket.created", of),
                        event(2, "1T08:00", "customer", "ticket.created", of + ",'status':'WAITING_CUSTOMER'"),
                        event(3, "1T08:00", "other", "ticket.created", of + ",'status':'OPEN'"),
                        event(4, "1T08:01", "other", waits, ",'status':'WAITING_THIRD_PARTY'"),
                        event(5, "9T09:00", "last", "ticket.created", "")));
        Map<String, String> ages = Map.of(
                "0_1h", "1T08:30", "1_4h", "1T11:59", "4_24h", "2T07:59", "1_3d", "4T07:59", "3_7d", "8T07:59",
                "over_7d", "9T08:59");
        for (Map.Entry<String, String> age : ages.entrySet()) {
            for (String status : List.of("open", "waiting_customer", "waiting_third_party")) {
                for (Map.Entry<String, String> series : Map.of(
                                "all", "all", "partner", "carrier", "department", "sales")
                        .entrySet()) {
                    for (String other : ages.keySet()) {
                        assertThat(at(run, series.getKey(), status + "_" + other, age.getValue()))
                                .as("%s_%s at %s of %s", status, other, age.getValue(), series)
                                .isEqualTo(other.equals(age.getKey()) ? Map.of(series.getValue(), 1L) : Map.of());
                    }
                }
            }
        }
    }
}
