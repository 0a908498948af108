package io.bellwether.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.Bellwether;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a store holds at eleven of a simulated morning: two contact centres in which things go wrong, as a live job would have
 * written them, and two weeks of hours before it, for trends.
 */
final class SimulatedDay {

    /** When somebody looks: two minutes before the end, which is a quarter past the second incident. */
    static final Instant NOW = Instant.parse("2026-03-02T02:48:00Z");

    /** Of which panes are there by then. */
    static final int MINUTES = 165;

    static final String ZONE = "Asia/Shanghai";
    static final String PANES = "bellwether";
    static final String TRENDS = "bellwether_trends";

    private final Path folder;
    private final String store;

    /**
     * @param folder for events and what becomes of them
     * @param store address of an InfluxDB
     */
    SimulatedDay(Path folder, String store) {
        this.folder = folder;
        this.store = store;
    }

    void write() throws Exception {
        Path shop = simulate("mixed", "--duration", "2h50m", "--rate", "0.4", "--seed", "3");
        Path market = simulate("platforms", "--duration", "2h50m", "--rate", "0.4");
        Path plan = file("plan.csv", SimulatedPlan.csv());
        Path settings = file("day.yaml", """
                platforms: [taobao, douyin, pinduoduo, jd, kuaishou, xiaohongshu]
                staff: {coaching: true}
                after_service: {orders: true}
                planning: {file: "%s", patience: 3m, zone: %s}
                """.formatted(plan, ZONE));
        write(replay("day", settings, Path.of("alert-rules"), "10s", List.of(shop, market)), PANES);
        weeks();
    }

    /** Panes of an hour are what the trends are made of; no rule reads them. */
    private void weeks() throws Exception {
        Path weeks = simulate("calm", "--start", "2026-02-15T08:00:00+08:00", "--duration", "15d", "--rate", "0.01");
        Path settings = file("weeks.yaml", "{window: 1h, interval: 1h, lateness: 1h}");
        Path policies = Files.createDirectories(folder.resolve("policies"));
        Files.copy(Path.of("alert-rules/sla-policies.yaml"), policies.resolve("sla-policies.yaml"));
        Path points = replay("weeks", settings, policies, "1h", List.of(weeks));
        write(points, TRENDS);
        InfluxLines.write(store, PANES, intervals(points));
    }

    /** Of planners, who hold weeks side by side, and want no more of them than these. */
    private Path intervals(Path points) throws IOException {
        try (Stream<String> lines = Files.lines(points)) {
            return Files.write(folder.resolve("intervals.lp"), (Iterable<String>)
                    lines.filter(line -> line.startsWith("queue_interval,"))::iterator);
        }
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private Path simulate(String scenario, String... options) {
        Path events = folder.resolve(scenario + ".jsonl");
        List<String> arguments =
                new ArrayList<>(List.of("simulate", "--scenario", scenario, "--out", events.toString()));
        arguments.addAll(List.of(options));
        assertThat(Bellwether.run(arguments.toArray(String[]::new))).isZero();
        return events;
    }

    private Path replay(String name, Path settings, Path rules, String refresh, List<Path> events) {
        Path out = folder.resolve(name);
        List<String> arguments = new ArrayList<>(List.of("replay", "--quiet", "--parallelism", "2", "--events"));
        events.forEach(file -> arguments.add(file.toString()));
        arguments.addAll(List.of("--config", settings.toString(), "--rules", rules.toString()));
        arguments.addAll(List.of("--level-refresh", refresh, "--out", out.toString()));
        assertThat(Bellwether.run(arguments.toArray(String[]::new))).isZero();
        return out.resolve("metrics.lp");
    }

    private void write(Path points, String database) throws Exception {
        InfluxLines.create(store, database);
        InfluxLines.write(store, database, points);
    }
}
