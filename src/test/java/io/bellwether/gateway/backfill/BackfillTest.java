package io.bellwether.gateway.backfill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bellwether.event.EventDecoder;
import io.bellwether.event.ServiceEvent;
import io.bellwether.gateway.GatewaySource;
import io.bellwether.gateway.Intake;
import io.bellwether.gateway.mapping.MemorySnapshots;
import io.bellwether.gateway.mapping.SourceOptions;
import io.bellwether.gateway.sender.Secrets;
import java.io.ByteArrayOutputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackfillTest {

    private static final String TABLE = String.join(
            "\n",
            "kind: row",
            "defaults: {case_id: $.Id}",
            "events:",
            "  - {type: ticket.created, time: {of: $.Created, as: local}, queue: \"$['Group name']\"}",
            "  - type: ticket.status_changed",
            "    when: {$.Solved: {present: true}}",
            "    time: {of: $.Solved, as: local}",
            "    status: SOLVED");

    @TempDir
    private Path folder;

    private Backfill backfill(GatewaySource source) throws Exception {
        return new Backfill(Intake.ofFiles(source.asBackfill(), new MemorySnapshots()), folder);
    }

    private GatewaySource table() throws Exception {
        Path mapping = Files.writeString(folder.resolve("table.yaml"), TABLE);
        SourceOptions options = new SourceOptions(
                "desk", Set.of(), Set.of(), Map.of(), Map.of(), ZoneId.of("Europe/Berlin"), List.of(), false);
        return new GatewaySource("generic", mapping.toString(), Secrets.NONE, List.of(), null, true, options);
    }

    private static List<String> lines(Backfill backfill) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        backfill.write(out);
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @Test
    void rowsBecomeEventsInTheOrderOfTime() throws Exception {
        Path csv = Files.writeString(
                folder.resolve("tickets.csv"),
                "\uFEFFId;Subject;\"Group name\";Created;Solved\r\n"
                        + "2;\"a \"\"quoted\"\";\nsubject over lines\";billing;2026-03-02 09:00:00;\r\n"
                        + "\r\n"
                        + "1;x;;2026-03-01 09:00:00;2026-03-03 09:00:00\r\n");
        Backfill backfill = backfill(table());
        backfill.read(csv);
        assertThat(lines(backfill).stream().map(line -> line.replaceFirst("\"id\":\"[^\"]*\",", "")))
                .containsExactly(
                        "{\"type\":\"ticket.created\",\"time\":\"2026-03-01T08:00:00Z\",\"source\":\"desk\","
                                + "\"case_id\":\"1\",\"status\":\"NEW\",\"backfill\":true}",
                        "{\"type\":\"ticket.created\",\"time\":\"2026-03-02T08:00:00Z\",\"source\":\"desk\","
                                + "\"case_id\":\"2\",\"queue\":\"billing\",\"status\":\"NEW\",\"backfill\":true}",
                        "{\"type\":\"ticket.status_changed\",\"time\":\"2026-03-03T08:00:00Z\",\"source\":\"desk\","
                                + "\"case_id\":\"1\",\"status\":\"SOLVED\",\"backfill\":true}");
        assertThat(backfill.summary()).containsExactly("2 mapped");
    }

    @Test
    void anExportOfZendeskHasSeveralEventsInARecord() throws Exception {
        Path json = Files.writeString(
                folder.resolve("events.json"),
                "{\"ticket_events\":[{\"id\":9,\"ticket_id\":155,\"timestamp\":1772323200,\"updater_id\":77,\"via\":\"Web form\","
                        + "\"event_type\":\"Audit\",\"child_events\":["
                        + "{\"id\":91,\"event_type\":\"Create\",\"status\":\"new\",\"priority\":\"High\",\"group_id\":3,\"requester_id\":77},"
                        + "{\"id\":92,\"event_type\":\"Comment\",\"author_id\":77,\"public\":true,\"body\":\"Hi\"}]},"
                        + "{\"id\":10,\"ticket_id\":155,\"timestamp\":1772326800,\"updater_id\":5,\"event_type\":\"Audit\","
                        + "\"child_events\":[{\"id\":93,\"event_type\":\"Comment\",\"author_id\":5,\"public\":true},"
                        + "{\"id\":94,\"event_type\":\"Change\",\"status\":\"solved\",\"previous_value\":\"open\"}]}],"
                        + "\"end_of_stream\":true}");
        SourceOptions options = new SourceOptions(
                "zendesk",
                Set.of(),
                Set.of(),
                Map.of("agents", Map.of("5", "AGENT")),
                Map.of(),
                ZoneId.of("UTC"),
                List.of(),
                false);
        Backfill backfill =
                backfill(new GatewaySource("zendesk-export", "", Secrets.NONE, List.of(), null, true, options));
        backfill.read(json);
        List<ServiceEvent> events = new ArrayList<>();
        EventDecoder decoder = new EventDecoder(List.of());
        lines(backfill)
                .forEach(line ->
                        events.add(decoder.decode(line.getBytes(StandardCharsets.UTF_8), "x", 0, 0, Long.MAX_VALUE)
                                .event()));
        assertThat(events)
                .extracting(event -> event.type().wireName() + " " + event.actor() + " " + event.status())
                .containsExactly(
                        "ticket.created CUSTOMER NEW",
                        "ticket.message CUSTOMER null",
                        "ticket.message AGENT null",
                        "ticket.status_changed null SOLVED");
    }

    /** Another group takes nobody away, and that somebody was taken away is told, too. */
    @Test
    void whoHasATicketInAnExportOfZendeskIsToldAsItIs() throws Exception {
        String event = "{\"id\":%d,\"ticket_id\":7,\"timestamp\":177232%d,\"event_type\":\"Audit\",\"child_events\":["
                + "{\"id\":%d,\"event_type\":\"Change\",%s}]}\n";
        Path json = Files.writeString(
                folder.resolve("moves.json"),
                "{\"ticket_events\":["
                        + String.join(
                                ",",
                                String.format(event, 1, 3201, 11, "\"assignee_id\":9,\"previous_value\":null"),
                                String.format(event, 2, 3202, 12, "\"group_id\":4,\"previous_value\":3"),
                                String.format(event, 3, 3203, 13, "\"assignee_id\":null,\"previous_value\":9"),
                                String.format(event, 4, 3204, 14, "\"subject\":\"x\",\"previous_value\":\"y\""))
                        + "]}");
        Backfill backfill = backfill(new GatewaySource(
                "zendesk-export", "", Secrets.NONE, List.of(), null, true, SourceOptions.of("zendesk")));
        backfill.read(json);
        assertThat(lines(backfill).stream()
                        .map(line -> line.replaceAll("\"(id|time|source|case_id)\":\"[^\"]*\",", "")))
                .containsExactly(
                        "{\"type\":\"ticket.assigned\",\"agent_id\":\"9\",\"backfill\":true}",
                        "{\"type\":\"ticket.updated\",\"queue\":\"4\",\"backfill\":true}",
                        "{\"type\":\"ticket.assigned\",\"agent_id\":null,\"backfill\":true}");
    }

    @Test
    void linesOfJsonAreRecordsAndWhatIsRefusedIsSaid() throws Exception {
        Path json = Files.writeString(
                folder.resolve("rows.jsonl"),
                "{\"Id\":1,\"Created\":\"2026-03-01 09:00:00\"}\n{\"Id\":2,\"Created\":\"soon\"}\n");
        Backfill backfill = backfill(table());
        backfill.read(json);
        assertThat(lines(backfill)).hasSize(1);
        assertThat(backfill.isLossy()).isTrue();
        assertThat(backfill.summary().get(2)).contains("record 2: NO_TIME");
    }

    @Test
    void filesThatAreNoExportsAreRefusedByName() throws Exception {
        Path cut = Files.writeString(folder.resolve("cut.json"), "{\"a\":");
        Path open = Files.writeString(folder.resolve("open.csv"), "a,b\n\"" + "x".repeat(9 << 20));
        Path empty = Files.writeString(folder.resolve("empty.csv"), "a,b\n");
        assertThatThrownBy(() -> backfill(table()).read(cut)).hasMessageContaining("cut.json: is not JSON");
        assertThatThrownBy(() -> backfill(table()).read(open)).hasMessageContaining("a quote is not closed");
        assertThatThrownBy(() -> backfill(table()).read(empty)).hasMessageContaining("holds no record");
    }

    /** However little fits into memory, the same comes out: in order, and each event once. */
    @Test
    void theOrderHangsOnNoMemory() throws Exception {
        EventDecoder decoder = new EventDecoder(List.of());
        Random random = new Random(3);
        List<ServiceEvent> events = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            int id = random.nextInt(1_500);
            String line = "{\"id\":\"e" + id + "\",\"type\":\"ticket.updated\",\"time\":" + (id * 7919L % 1_000)
                    + ",\"source\":\"s\",\"case_id\":\"c\"}";
            events.add(decoder.decode(line.getBytes(StandardCharsets.UTF_8), "x", 0, 0, Long.MAX_VALUE)
                    .event());
        }
        List<String> whole = drained(events, 1L << 30);
        assertThat(whole)
                .hasSize((int) events.stream().map(ServiceEvent::id).distinct().count());
        assertThat(drained(events, 10_000)).isEqualTo(whole);
    }

    private List<String> drained(List<ServiceEvent> events, long memory) throws Exception {
        TimeOrder order = new TimeOrder(Files.createDirectories(folder.resolve("runs" + memory)), memory);
        for (ServiceEvent event : events) {
            order.add(event);
        }
        List<String> lines = new ArrayList<>();
        order.drain((type, key, event) -> lines.add(new String(event, StandardCharsets.UTF_8)));
        return lines;
    }

    @Test
    void tablesAreReadAsTheyAreWritten() throws Exception {
        CsvRecords records = new CsvRecords(new StringReader("a\tb\n1\t\"x\ty\"\n2"));
        assertThat(records.next()).hasToString("{\"a\":\"1\",\"b\":\"x\\ty\"}");
        assertThat(records.next()).hasToString("{\"a\":\"2\"}");
        assertThat(records.next()).isNull();
    }

    @Test
    void aQuoteWithinAValueIsOneAndOnlyAtItsBeginningOpensIt() throws Exception {
        CsvRecords records = new CsvRecords(new StringReader("\"a;\"\"b\",c;d\n5\" disk,x\n\"1\n2\",\"\"\n"));
        assertThat(records.next()).hasToString("{\"a;\\\"b\":\"5\\\" disk\",\"c;d\":\"x\"}");
        assertThat(records.next()).hasToString("{\"a;\\\"b\":\"1\\n2\",\"c;d\":\"\"}");
        assertThat(records.next()).isNull();
    }

    @Test
    void whatDoesNotFitTheColumnsIsCountedAndNeverReadAsOthers() throws Exception {
        Path csv = Files.writeString(
                folder.resolve("rows.csv"),
                "Id,Subject,Group name,Created,Solved\n"
                        + "1,hello, world,billing,2026-03-02 09:00:00,\n"
                        + "2,hello,billing,2026-03-02 09:00:00\n"
                        + "3,hello,billing,2026-03-02 09:00:00,\n");
        Backfill backfill = backfill(table());
        backfill.read(csv);
        assertThat(lines(backfill)).hasSize(2).noneMatch(line -> line.contains("\"case_id\":\"1\""));
        assertThat(backfill.summary())
                .contains(
                        "1 rows with fewer values than columns",
                        "1 rows with more values than columns, left out: quotes are missing");
        assertThat(backfill.isLossy()).isTrue();
    }

    @Test
    void aFileThatEndsWithinQuotesIsNotTheWholeFile() throws Exception {
        Path csv = Files.writeString(folder.resolve("cut.csv"), "Id,Created\n1,\"2026-03-02 09:0");
        assertThatThrownBy(() -> backfill(table()).read(csv)).hasMessageContaining("row 1: a quote is not closed");
    }

    /** Such as with the mapping of another product: a file without events is no history. */
    @Test
    void whatTheMappingDoesNotKnowIsNoSuccess() throws Exception {
        Path json = Files.writeString(folder.resolve("other.json"), "{\"type\":\"something\"}");
        GatewaySource zendesk =
                new GatewaySource("zendesk", "", Secrets.NONE, List.of(), null, true, SourceOptions.of("zendesk"));
        Backfill unknown = backfill(zendesk);
        unknown.read(json);
        assertThat(unknown.isLossy()).isTrue();
        Path empty = Files.writeString(folder.resolve("empty.json"), "{\"ticket_events\":[]}");
        Backfill nothing = backfill(new GatewaySource(
                "zendesk-export", "", Secrets.NONE, List.of(), null, true, SourceOptions.of("zendesk")));
        nothing.read(empty);
        assertThat(lines(nothing)).isEmpty();
        assertThat(nothing.isLossy()).isTrue();
    }
}
