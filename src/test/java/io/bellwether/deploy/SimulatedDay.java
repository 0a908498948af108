package io.bellwether.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.Bellwether;
import io.bellwether.replay.Replay;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a store holds at eleven of a simulated morning: two contact centres in which things go wrong, as a live job would have
 * written them, and three weeks before it.
 */
final class SimulatedDay {

    /** When somebody looks: two minutes before the end, which is a quarter past the second incident. */
    static final Instant NOW = Instant.parse("2026-03-02T02:48:00Z");

    /** Of which panes are there by then. */
    static final int MINUTES = 165;

    static final String ZONE = "Asia/Shanghai";
    static final String PANES = "bellwether";
    static final String TRENDS = "bellwether_trends";

    private static final Pattern ID =
            Pattern.compile("\"(id|case_id|customer_id|into_case_id|message_id|agent_id)\":\"");

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
        Path shop = simulate("mixed", "mixed", "--duration", "2h50m", "--rate", "0.4", "--seed", "3");
        Path market = simulate("platforms", "platforms", "--duration", "2h50m", "--rate", "0.4");
        Path plan = file("plan.csv", SimulatedPlan.csv());
        Path settings = file("day.yaml", """
                platforms: [taobao, douyin, pinduoduo, jd, kuaishou, xiaohongshu]
                staff: {coaching: true}
                after_service: {orders: true}
                planning: {file: "%s", patience: 3m, zone: %s}
                """.formatted(plan, ZONE));
        Path points = replay(settings, List.of(shop, market, weeks("mixed"), weeks("platforms")));
        write(points, PANES);
        write(points.resolveSibling(Replay.TRENDS), TRENDS);
    }

    /** A small part of the same contact centres for three weeks before the morning and through it, with other people in it. */
    private Path weeks(String scenario) throws IOException {
        Path events = simulate(
                scenario,
                "weeks-" + scenario,
                "--history",
                "22d",
                "--duration",
                "2h50m",
                "--rate",
                "0.01",
                "--seed",
                "9");
        try (Stream<String> lines = Files.lines(events)) {
            return Files.write(folder.resolve("others-" + scenario + ".jsonl"), (Iterable<String>)
                    lines.map(line -> ID.matcher(line).replaceAll("\"$1\":\"w"))::iterator);
        }
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private Path simulate(String scenario, String name, String... options) {
        Path events = folder.resolve(name + ".jsonl");
        List<String> arguments =
                new ArrayList<>(List.of("simulate", "--scenario", scenario, "--out", events.toString()));
        arguments.addAll(List.of(options));
        assertThat(Bellwether.run(arguments.toArray(String[]::new))).isZero();
        return events;
    }

    private Path replay(Path settings, List<Path> events) {
        Path out = folder.resolve("day");
        List<String> arguments = new ArrayList<>(List.of("replay", "--quiet", "--parallelism", "2", "--events"));
        events.forEach(file -> arguments.add(file.toString()));
        arguments.addAll(List.of("--config", settings.toString(), "--rules", "alert-rules", "--trends"));
        arguments.addAll(List.of("--level-refresh", "10m", "--out", out.toString()));
        assertThat(Bellwether.run(arguments.toArray(String[]::new))).isZero();
        return out.resolve(Replay.METRICS);
    }

    private void write(Path points, String database) throws Exception {
        InfluxLines.create(store, database);
        InfluxLines.write(store, database, points);
    }
}
