package io.bellwether.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScreenTest {

    private static final long NOW = Instant.parse("2026-01-02T14:05:00Z").toEpochMilli();
    private static final DemoPlaces PLACES = new DemoPlaces(
            "http://localhost:8090",
            "http://localhost:8081",
            "http://localhost:9000",
            "/demo/webhooks.jsonl",
            "logs/bellwether.log",
            "/demo/rules");

    private final Screen plain = new Screen(new Style(false, true), ZoneOffset.UTC);

    @Test
    void showsWhereToLookAndEveryNumber() {
        String text = text(plain.draw(content(figures(2), 2, 1), 30, 100));

        assertThat(text)
                .contains("running 3:20", "http://localhost:8081", "http://localhost:9000", DemoPlaces.SAMPLE_QUERY)
                .contains("/demo/webhooks.jsonl", "logs/bellwether.log")
                .contains("46 events/s   67 points/s   lag 1.2 s   12,345 events, 23,456 points, 3 rejected")
                .containsPattern("queue-0 +12 +1:35 +93 % +120 +110 +7 +99 % +31 +-0\\.12 +41 %")
                .containsPattern("all queues +12 +1:35");
    }

    @Test
    void showsADashWhereThereIsNoValue() {
        Figures nothing = new Figures(
                0, 0, 0, null, null, null, List.of(Figures.Queue.unknown("web")), Figures.Queue.unknown("all queues"));

        String text = text(plain.draw(content(nothing, 0, 0), 30, 100));

        assertThat(text)
                .containsPattern("web( +–){10}")
                .contains("– events/s", "lag – s")
                .doesNotContain("null", "NaN");
    }

    @Test
    void sharesAreNeverRoundedToAllOrNothing() {
        Figures.Queue queue = new Figures.Queue("q", 0L, 0.0, 0.998, 1L, 1L, 0L, 1.0, 0L, 0.0, 0.001);

        String text = text(new QueueTable(new Style(false, true))
                .draw(new Figures(0, 0, 0, null, null, null, List.of(queue), queue), 100));

        assertThat(text).containsPattern("q +0 +0 s +99 % +1 +1 +0 +100 % +0 +\\+0\\.00 +1 %");
    }

    @Test
    void incidentsShowWhenTheyWereAlertedAndResolved() {
        IncidentBoard.Row resolved = row(200, 42, 190);
        IncidentBoard.Row missed = row(300, -1, -1);
        IncidentBoard.Row fresh = row(10, -1, -1);
        List<String> lines = plain.draw(
                new Screen.Content(
                        NOW - 200_000, NOW, PLACES, figures(1), List.of(missed, resolved, fresh), null, List.of()),
                30,
                100);

        assertThat(text(lines))
                .containsPattern("14:00:00 .* ✗ missed +–")
                .containsPattern("14:01:40 .* ✓ after 42 s +✓ after 3:10")
                .containsPattern("14:04:50 .* – +–");
    }

    @ParameterizedTest
    @CsvSource({
        "30, 100, 10, 40",
        "50, 200, 10, 40",
        "24, 80, 10, 40",
        "24, 100, 10, 0",
        "20, 80, 10, 3",
        "10, 90, 4, 2"
    })
    void neverMoreThanTheTerminalHolds(int height, int width, int queues, int alerts) {
        for (Style style : List.of(new Style(false, true), new Style(true, false))) {
            List<String> lines =
                    new Screen(style, ZoneOffset.UTC).draw(content(figures(queues), 9, alerts), height, width);

            assertThat(lines).hasSizeLessThanOrEqualTo(Math.min(30, height));
            assertThat(lines).allSatisfy(line -> assertThat(
                            line.replaceAll("\033\\[[0-9]*m", "").length())
                    .as(line)
                    .isLessThanOrEqualTo(Math.min(100, width)));
        }
    }

    @Test
    void alertsOnCasesStandTogetherThoseOnSeriesAlone() {
        List<AlertInbox.Alert> firing = List.of(
                alert("breached", "Case 2 missed", "case-2"),
                alert("breached", "Case 1 missed", "case-1"),
                alert("oldest", "presale waits", ""),
                alert("oldest", "vip waits", ""));

        List<String> lines = plain.draw(
                new Screen.Content(NOW - 200_000, NOW, PLACES, figures(1), List.of(), null, firing), 30, 100);

        assertThat(text(lines)).contains("Case 2 missed  and 1 more", "presale waits", "vip waits");
        assertThat(text(lines)).doesNotContain("Case 1 missed");
    }

    private static AlertInbox.Alert alert(String uid, String title, String subject) {
        return new AlertInbox.Alert(uid, title, "page", "vip", subject, 1, NOW, NOW, -1);
    }

    @Test
    void withoutUnicodeAndColourItIsAscii() {
        List<String> lines =
                new Screen(new Style(false, false), ZoneOffset.UTC).draw(content(figures(3), 3, 3), 30, 100);

        assertThat(text(lines)).matches("[\\x20-\\x7e\\n]+").contains("ok after");
    }

    @ParameterizedTest
    @CsvSource({"0, 0 s", "59999, 59 s", "60000, 1:00", "3599999, 59:59", "3661000, 1:01:01", "-5, 0 s"})
    void spans(long millis, String text) {
        assertThat(Screen.span(millis)).isEqualTo(text);
    }

    @Test
    void plainLinesSayEachThingOnce() {
        PlainLines lines = new PlainLines(plain, new Style(false, true));
        Screen.Content content = content(figures(1), 1, 2);

        assertThat(lines.next(content, List.of())).hasSize(4).anyMatch(line -> line.contains("✓ alerted after 42 s"));
        assertThat(lines.next(content, List.of())).isEmpty();
    }

    @Test
    void plainLinesNameAlertsAndTheirEnds() {
        PlainLines lines = new PlainLines(plain, new Style(false, true));
        Screen.Content content = content(figures(1), 0, 1);
        lines.next(content, List.of());
        List<AlertInbox.Alert> alerts = List.of(
                alert("long", "presale is long", "presale", "", -1),
                alert("long", "vip is long", "vip", "", -1),
                alert("breached", "case 1 is late", "vip", "1", -1),
                alert("breached", "case 2 is late", "vip", "2", -1));

        assertThat(lines.next(content, alerts))
                .extracting(line -> line.substring(10))
                .containsExactly(
                        "page: presale is long (long)",
                        "page: vip is long (long)",
                        "page: case 1 is late (breached; further cases are counted only)");
        assertThat(lines.next(content, alerts)).isEmpty();
        List<AlertInbox.Alert> over = List.of(
                alert("long", "presale is long", "presale", "", NOW + 95_000),
                alert("breached", "case 1 is late", "vip", "1", NOW + 5_000));
        assertThat(lines.next(content, over)).singleElement().asString().endsWith("  over after 1:35: presale is long");
        assertThat(lines.next(content, over)).isEmpty();
    }

    private static AlertInbox.Alert alert(String uid, String title, String queue, String subject, long resolvedAt) {
        return new AlertInbox.Alert(uid, title, "page", queue, subject, 1, NOW - 5_000, NOW, resolvedAt);
    }

    @Test
    void theSummaryTellsOfEveryIncident() {
        List<String> lines = new DemoSummary(content(figures(1), 2, 0), 9, 8, plain, new Style(false, true)).lines();

        assertThat(lines.get(0))
                .isEqualTo("Ran 3:20: 12,345 events, 23,456 points, 3 records rejected; 9 alerts fired, 8 resolved.");
        assertThat(lines.get(1)).isEqualTo("Incidents: 2 injected, 2 alerted, 2 resolved.");
        assertThat(lines).hasSize(4);
    }

    private static Screen.Content content(Figures figures, int incidents, int alerts) {
        List<IncidentBoard.Row> rows = new ArrayList<>();
        for (int i = 0; i < incidents; i++) {
            rows.add(row(200, 42, 190));
        }
        List<AlertInbox.Alert> firing = IntStream.range(0, alerts)
                .mapToObj(i -> new AlertInbox.Alert(
                        "rule", "A long title ".repeat(12), i % 2 == 0 ? "page" : "warning", "q", "", 1, NOW, NOW, -1))
                .toList();
        return new Screen.Content(
                NOW - 200_000,
                NOW,
                PLACES,
                figures,
                rows,
                IncidentBoardTest.incident("next", NOW + 30_000, NOW + 90_000, "vip"),
                firing);
    }

    private static IncidentBoard.Row row(int secondsAgo, int alertedAfter, int resolvedAfter) {
        long start = NOW - secondsAgo * 1000L;
        return new IncidentBoard.Row(
                IncidentBoardTest.incident("i" + secondsAgo, start, start + 120_000, "presale"),
                alertedAfter < 0 ? -1 : start + alertedAfter * 1000L,
                resolvedAfter < 0 ? -1 : start + resolvedAfter * 1000L,
                NOW);
    }

    private static Figures figures(int queues) {
        List<Figures.Queue> rows =
                IntStream.range(0, queues).mapToObj(i -> queue("queue-" + i)).toList();
        return new Figures(12_345, 23_456, 3, 46.0, 66.7, 1.234, rows, queue("all queues"));
    }

    private static Figures.Queue queue(String name) {
        return new Figures.Queue(name, 12L, 95.2, 0.93, 120L, 110L, 7L, 0.994, 31L, -0.12, 0.41);
    }

    private static String text(List<String> lines) {
        return lines.stream().collect(Collectors.joining("\n"));
    }
}
