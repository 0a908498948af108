package io.bellwether.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.replay.ReplayRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Chats of two platforms over two days, on the whole topology: what stands in the measurement, and who is told. */
class PlatformsITCase {

    private static final String RULES = """
            group: platforms
            rules:
              - uid: hurry
                title: "{{case}} of {{labels.platform}}"
                signal: platform.at_risk
                severity: {1: info, 3: warning}
                annotations: {summary: "waits"}
            """;

    private static final List<String> EVENTS = new ArrayList<>();
    /** The last version of each point of a series, by the time of its pane. */
    private static final Map<String, Map<Long, ReplayRun.Point>> SERIES = new HashMap<>();

    private static ReplayRun run;

    @TempDir
    private static Path folder;

    private static void happens(String time, String chat, String channel, String more) {
        EVENTS.add(("{\"id\":\"%d\",\"type\":\"chat.message\",\"time\":\"2026-03-%s+08:00\",\"source\":\"desk\","
                        + "\"case_id\":\"%s\",\"channel\":\"%s\",\"customer_id\":\"u-%s\",\"brand\":\"aurora\",%s}")
                .formatted(EVENTS.size(), time, chat, channel, chat, more));
    }

    private static void asks(String time, String chat, String channel) {
        happens(time, chat, channel, "\"actor\":\"CUSTOMER\"");
    }

    private static void replies(String time, String chat, String channel) {
        happens(time, chat, channel, "\"actor\":\"AGENT\",\"agent_id\":\"ann\"");
    }

    @BeforeAll
    static void twoDays() throws IOException {
        asks("02T10:00:00", "a", "taobao");
        replies("02T10:00:30", "a", "taobao");
        asks("02T10:10:00", "slow", "taobao");
        asks("02T10:20:00", "p", "pinduoduo");
        replies("02T10:20:20", "p", "pinduoduo");
        asks("02T10:30:00", "web", "web");
        asks("03T09:00:00", "b", "taobao");
        replies("03T09:02:00", "b", "taobao");
        replies("03T12:00:00", "b", "web");
        Path rules = Files.createDirectories(folder.resolve("rules"));
        Files.writeString(rules.resolve("platforms.yaml"), RULES);
        Path platforms = Files.createDirectories(rules.resolve("platforms"));
        for (String name : List.of("taobao", "pinduoduo")) {
            Files.copy(Path.of("alert-rules/platforms", name + ".yaml"), platforms.resolve(name + ".yaml"));
        }
        Path settings = folder.resolve("settings.yaml");
        Files.writeString(settings, "rollups: [[]]\nparallelism: 2\nplatforms: [taobao, pinduoduo]\n");
        Path events = folder.resolve("events.jsonl");
        Files.write(events, EVENTS);
        run = ReplayRun.of(folder.resolve("out"), events, "--config", settings.toString(), "--rules", rules.toString());
        run.forEachPoint("platform,", point -> SERIES.computeIfAbsent(
                        point.tags().get("rollup") + " " + point.tags().get("platform") + " "
                                + point.tags().get("indicator"),
                        series -> new HashMap<>())
                .put(point.time(), point));
    }

    /** A field at the end of the last pane before a time. */
    private static String at(String series, String time, String field) {
        long millis = java.time.OffsetDateTime.parse("2026-03-" + time + "+08:00")
                .toInstant()
                .toEpochMilli();
        return SERIES.get(series).entrySet().stream()
                .filter(entry -> entry.getKey() < millis)
                .max(Map.Entry.comparingByKey())
                .map(entry -> entry.getValue().fields().get(field))
                .orElse(null);
    }

    @Test
    void theDayCountsFromItsMidnight() {
        String within = "all taobao cn.round_within_3m";
        assertThat(at(within, "02T10:05:00", "denominator")).isEqualTo("1i");
        assertThat(at(within, "02T10:05:00", "value")).isEqualTo("1");
        assertThat(at(within, "02T10:14:00", "denominator")).isEqualTo("2i");
        assertThat(at(within, "02T23:59:00", "value")).isEqualTo("0.5");
        assertThat(at(within, "03T08:00:00", "denominator")).isEqualTo("0i");
        assertThat(at(within, "03T08:00:00", "value")).isNull();
        assertThat(at(within, "03T10:00:00", "value")).isEqualTo("1");
    }

    @Test
    void theForecastLooksBack() {
        assertThat(Double.parseDouble(at("brand taobao cn.round_within_3m", "03T10:00:00", "forecast")))
                .isEqualTo(2.0 / 3);
        assertThat(Double.parseDouble(at("all taobao cn.round_response_avg", "03T10:00:00", "forecast")))
                .isEqualTo((30.0 + 600 + 120) / 3);
        assertThat(at("all taobao cn.round_within_3m", "02T10:30:00", "forecast_low"))
                .isNull();
        assertThat(Double.parseDouble(at("all taobao cn.round_within_3m", "03T08:00:00", "forecast_low")))
                .isLessThan(0.5);
    }

    @Test
    void consumersAreOfTheirPlatform() {
        assertThat(at("all pinduoduo cn.customer_within_3m", "02T11:00:00", "denominator"))
                .isEqualTo("1i");
        assertThat(SERIES.keySet()).noneMatch(series -> series.contains("web"));
        assertThat(SERIES.keySet()).contains("brand taobao cn.first_response");
    }

    @Test
    void whatWaitsIsAtRiskAndIsTold() throws IOException {
        String within = "all taobao cn.round_within_3m";
        assertThat(at(within, "02T10:00:50", "at_risk")).isEqualTo("0i");
        assertThat(at(within, "02T10:11:30", "at_risk")).isEqualTo("1i");
        assertThat(at(within, "02T10:14:00", "at_risk")).isEqualTo("0i");
        assertThat(at("all taobao cn.round_response_avg", "02T10:14:00", "at_risk"))
                .isEqualTo("1i");
        List<String> alerts = Files.readAllLines(run.file("alerts.jsonl"));
        assertThat(alerts.stream().filter(line -> line.contains("slow of taobao")))
                .hasSize(3)
                .last()
                .asString()
                .contains("missed");
        assertThat(alerts.stream().filter(line -> line.contains("b of taobao")))
                .last()
                .asString()
                .contains("answered");
    }
}
