package io.bellwether.sla;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.bellwether.event.AgentIds;
import io.bellwether.yaml.YamlProblem;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PolicyParserTest {

    private static Arguments bad(String text, int line, int column, String field, String problem) {
        return Arguments.of(text, line, column, field, problem);
    }

    @Test
    void everyPolicyThatIsNeverReachedIsNamed() {
        PolicyException refused = catchThrowableOfType(
                PolicyException.class,
                () -> PolicyBook.parse(
                        "p.yaml",
                        "policies: [{name: a}, {name: b, match: {tier: x}}, {name: c, match: {kind: chat}}]"));
        assertThat(refused.problems()).extracting(YamlProblem::field).containsExactly("policies[1]", "policies[2]");
    }

    static Stream<Arguments> everyErrorNamesItsPlace() {
        String cal = "calendars:\n  c:\n    zone: UTC\n    hours: {mon: \"09:00-17:00\"}\n";
        return Stream.of(
                bad(
                        "policies:\n  - name: a\n    nam: x\n",
                        3,
                        5,
                        "policies[0].nam",
                        "unknown key; known here: calendar, at_risk, name"),
                bad("polices: []\n", 1, 1, "polices", "unknown key"),
                bad("policies:\n  - match: {}\n", 2, 5, "policies[0].name", "missing"),
                bad("policies:\n  - {name: a}\n  - {name: a}\n", 3, 5, "policies[1]", "earlier policy: a"),
                bad("policies:\n  - name: a\n    name: b\n", 3, 5, "policies[0].name", "stands here twice"),
                bad(
                        "policies:\n  - name: a\n    targets:\n      frist_reply: 1h\n",
                        4,
                        20,
                        "policies[0].targets.frist_reply",
                        "is no clock; there are first_reply"),
                bad(
                        "policies:\n  - name: a\n    targets:\n      first_reply: 90\n",
                        4,
                        20,
                        "policies[0].targets.first_reply",
                        "must be a duration"),
                bad("policies: [{name: a, targets: {refund: 0s}}]", 1, 40, "policies[0].targets.refund", "not 0s"),
                bad(
                        "policies: [{name: a, targets: {refund: {priority: {urgent: soon}}}}]",
                        1,
                        60,
                        "policies[0].targets.refund.priority.urgent",
                        "not soon"),
                bad(
                        "policies: [{name: a, targets: {refund: {priority: {}, tier: {}}}}]",
                        1,
                        40,
                        "policies[0].targets.refund",
                        "must name one dimension"),
                bad("policies: [{name: a, calendar: c}]", 1, 32, "policies[0].calendar", "no calendar; there are 24x7"),
                bad("policies: [{name: a, timed: [x]}]", 1, 30, "policies[0].timed[0]", "is no clock"),
                bad("policies: [{name: a, reopen: resume}]", 1, 30, "policies[0].reopen", "one of [RESUME, RESTART]"),
                bad("policies: [{name: a, reply: {bot: 1}}]", 1, 35, "policies[0].reply.bot", "must be true or false"),
                bad("policies: [{name: a, reply: {bots: true}}]", 1, 30, "policies[0].reply.bots", "unknown key"),
                bad("policies: [{name: a, at_risk: on}]", 1, 31, "policies[0].at_risk", "must be off or"),
                bad(
                        "policies: [{name: a, at_risk: {elapsed: 120%}}]",
                        1, 41, "policies[0].at_risk.elapsed", "must be a share such as 75%"),
                bad("policies: [{name: a, match: {tier: [x, \"!y\"]}}]", 1, 36, "policies[0].match.tier", "mixes"),
                bad("policies: [{name: a, match: {Tier: x}}]", 1, 36, "policies[0].match.Tier", "name of a dimension"),
                bad("policies: [{name: a, match: {tier: }}]", 1, 35, "policies[0].match.tier", "lists no value"),
                bad("policies: [{name: a, match: {kind: mail}}]", 1, 36, "policies[0].match.kind", "chat or ticket"),
                bad("policies: [{name: a, match: {tier: \"!*\"}}]", 1, 36, "policies[0].match.tier", "write none for"),
                bad(
                        "policies: [{name: a, match: {tier: [x, \"*\"]}}]",
                        1,
                        36,
                        "policies[0].match.tier",
                        "alone for any"),
                bad(
                        "policies: [{name: a, match: {tier: \"!\"}}]",
                        1,
                        36,
                        "policies[0].match.tier",
                        "! without a value"),
                bad("policies: [{name: a, match: {tier: $TIER}}]", 1, 36, "policies[0].match.tier", "no variable"),
                bad("policies: [{name: a, match: {kind: [\"!chat\", \"!ticket\"]}}]", 1, 12, "policies[0]", "no case"),
                bad(
                        "policies: [{name: a}, {name: b}]",
                        1,
                        23,
                        "policies[1]",
                        "never reached: a in line 1 matches every"),
                bad(
                        "policies: [{name: a, match: {tier: [x, y]}}, {name: b, match: {queue: q, tier: x}}]",
                        1,
                        46,
                        "policies[1]",
                        "put this one before it"),
                bad(
                        "policies: [{name: a, match: {kind: chat}}, {name: b, match: {kind: ticket}}, {name: c}]",
                        1,
                        78,
                        "policies[2]",
                        "the policies before it together"),
                bad(
                        "policies: [{name: a, match: {kind: ticket}, targets: {queue_wait: 1m}}]",
                        1,
                        67,
                        "policies[0].targets.queue_wait",
                        "is never used: chats alone have queue_wait, and none comes here"),
                bad(
                        "policies: [{name: a, targets: {queue_wait: {kind: {ticket: 1m}}}}]",
                        1,
                        60,
                        "policies[0].targets.queue_wait.kind.ticket",
                        "chats alone"),
                bad(
                        "policies: [{name: a, match: {kind: \"!chat\"}, timed: [refund, queue_wait]}]",
                        1,
                        62,
                        "policies[0].timed[1]",
                        "chats alone"),
                bad(
                        "policies: [{name: a, match: {kind: ticket}, frt_anchor: CREATED}]",
                        1,
                        57,
                        "policies[0].frt_anchor",
                        "is for chats alone"),
                bad("policies: [{name: a, match: }]", 1, 28, "policies[0].match", "has nothing behind it"),
                bad("policies:\n", 1, 10, "policies", "has nothing behind it; write a value, or remove the key"),
                bad(
                        "policies: [{name: a, match: {tier: x}, targets: {refund: {tier: {y: 1h}}}}]",
                        1,
                        69,
                        "policies[0].targets.refund.tier.y",
                        "is never used: no case comes here with tier y"),
                bad(
                        "policies: [{name: a, targets: {refund: {tier: {}}}}]",
                        1,
                        47,
                        "policies[0].targets.refund.tier",
                        "names no value, so nobody has this target"),
                bad(
                        "policies: [{name: a, targets: {refund: {tier: {\"!y\": 1h}}}}]",
                        1,
                        54,
                        "policies[0].targets.refund.tier.!y",
                        "a target has no !"),
                bad("calendars: {c: {zone: UTC}}", 1, 16, "calendars.c.hours", "missing"),
                bad("calendars: {24x7: {}}", 1, 19, "calendars.24x7", "is built in"),
                bad(cal.replace("UTC", "Mars/Base"), 3, 11, "calendars.c.zone", "is no time zone: Mars/Base"),
                bad(cal.replace("mon", "monday"), 4, 21, "calendars.c.hours.monday", "is no weekday"),
                bad(cal.replace("17:00", "08:00"), 4, 18, "calendars.c.hours.mon", "must end after it starts"),
                bad(cal.replace("17:00", "24:30"), 4, 18, "calendars.c.hours.mon", "a time that no day has"),
                bad(cal.replace("\"09:00-17:00\"", "9-17"), 4, 18, "calendars.c.hours.mon", "must be hours such as"),
                bad(
                        cal.replace("\"09:00-17:00\"", "[\"09:00-13:00\", \"12:00-17:00\"]"),
                        4,
                        18,
                        "calendars.c.hours.mon",
                        "overlap"),
                bad(cal.replace("\"09:00-17:00\"", "closed"), 4, 12, "calendars.c.hours", "no working time at all"),
                bad(cal.replace("mon:", "mon-tue: closed, tue:"), 4, 35, "calendars.c.hours.tue", "a second time"),
                bad(cal + "    holidays: [2026-02-30]\n", 5, 16, "calendars.c.holidays[0]", "must be a date"),
                bad(
                        cal + "    holidays: [2026-02-03..2026-02-01]\n",
                        5,
                        16,
                        "calendars.c.holidays[0]",
                        "the earlier date first"),
                bad(
                        cal + "    working_days: {2026-01-01: mon}\n    exceptions: {2026-01-01: closed}\n",
                        6,
                        30,
                        "calendars.c.exceptions.2026-01-01",
                        "a second time"),
                bad(cal + "    ics: gone.ics\n", 5, 10, "calendars.c.ics", "cannot read the holiday file gone.ics"),
                bad("policies: [", 1, 12, "", "not YAML"),
                bad("- a\n", 1, 1, "", "must be a mapping"),
                bad("", 1, 1, "", "is empty"));
    }

    @ParameterizedTest
    @MethodSource
    void everyErrorNamesItsPlace(String text, int line, int column, String field, String problem) {
        PolicyException error =
                catchThrowableOfType(PolicyException.class, () -> PolicyBook.parse("dir/sla.yaml", text));
        assertThat(error).as(text).isNotNull().hasMessageContaining(problem);
        YamlProblem first = error.problems().get(0);
        assertThat(error.getMessage()).startsWith("dir/sla.yaml:" + line + ":" + column + ": error: ");
        assertThat(first.field()).isEqualTo(field);
        assertThat(first.message()).contains(problem);
    }

    @Test
    void allProblemsAreToldAtOnce() {
        String text = """
                calendars:
                  office: {zone: Mars/Base, hours: {mon: 9-17}}
                policies:
                  - {name: a, calendar: offices, targets: {first_reply: soon}}
                  - {nam: b}
                """;
        PolicyException error = catchThrowableOfType(PolicyException.class, () -> PolicyBook.parse("sla.yaml", text));
        assertThat(error.problems())
                .extracting(problem -> problem.line() + " " + problem.field())
                .containsExactly(
                        "2 calendars.office.zone",
                        "2 calendars.office.hours.mon",
                        "2 calendars.office.hours",
                        "4 policies[0].calendar",
                        "4 policies[0].targets.first_reply",
                        "5 policies[1].name",
                        "5 policies[1].nam");
    }

    @Test
    void aMissingFileIsNamed(@TempDir Path directory) {
        PolicyException error =
                catchThrowableOfType(PolicyException.class, () -> PolicyBook.load(directory.resolve("none.yaml")));
        assertThat(error).hasMessageContaining("none.yaml: error: cannot be read");
    }

    @Test
    void theVersionTellsContentsApart(@TempDir Path directory) throws Exception {
        Path policies = directory.resolve("p.yaml");
        Path holidays = directory.resolve("h.ics");
        Files.writeString(holidays, "BEGIN:VCALENDAR\nEND:VCALENDAR\n");
        Files.writeString(
                policies, "calendars: {c: {zone: UTC, hours: {mon: \"09:00-17:00\"}, ics: [h.ics]}}\npolicies: []\n");
        String version = PolicyBook.load(policies).version();
        assertThat(version)
                .matches("[0-9a-f]{12}")
                .isEqualTo(PolicyBook.load(policies).version());
        Files.writeString(
                holidays, "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART;VALUE=DATE:20260105\nEND:VEVENT\nEND:VCALENDAR\n");
        assertThat(PolicyBook.load(policies).version()).isNotEqualTo(version);
    }

    @Test
    void aBookTravelsThroughJavaSerialization() throws Exception {
        PolicyBook book = Desk.parse("""
                calendars: {c: {zone: Europe/Berlin, hours: {mon-fri: "09:00-17:00"}, holidays: [2026-01-06]}}
                policies: [{name: a, match: {tier: vip}, calendar: c, targets: {first_reply: {priority: {"*": 1h}}}}]
                """);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(book);
        }
        PolicyBook read;
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            read = (PolicyBook) in.readObject();
        }
        assertThat(read.version()).isEqualTo(book.version());
        assertThat(read.dimensions()).containsExactlyInAnyOrder("tier", "priority");
        assertThat(read.policyNames()).containsExactly("a");
        WorkCalendar calendar = read.policies().get(0).calendar();
        assertThat(calendar.add(Desk.MONDAY, 9 * 3_600_000))
                .isEqualTo(book.policies().get(0).calendar().add(Desk.MONDAY, 9 * 3_600_000));
    }

    @Test
    void durationsAddUpTheirParts() throws Exception {
        PolicyBook book = Desk.book("targets: {first_reply: 1h30m, next_reply: 90s, resolution: 1w2d, refund: 36h}");
        Desk desk = new Desk(book).created(0).event(0, io.bellwether.event.EventType.REFUND_OPENED);
        assertThat(desk.view("first_reply", 0).targetMillis()).isEqualTo(90 * Desk.MINUTE);
        assertThat(desk.view("resolution", 0).targetMillis()).isEqualTo(9 * 24 * 60 * Desk.MINUTE);
        assertThat(desk.view("refund", 0).targetMillis()).isEqualTo(36 * 60 * Desk.MINUTE);
    }

    /** What is kept of policies has no other ids than what stands for them, in whatever place they are written. */
    @Test
    void agentsOfPoliciesAreThoseBehindTheDoor() throws Exception {
        AgentIds ids = new AgentIds(AgentIds.Kind.HASHED, "a-secret-for-tests");
        String yaml = """
                policies:
                  - {name: one, match: {agent: ["!ann", "!lea"]}, targets: {first_reply: {agent: {bob: 1h, none: 2h, "*": 3h}}}}
                  - {name: two, match: {agent_id: "*"}}
                """;
        PolicyBook book = PolicyBook.parse("p.yaml", yaml, ids);
        assertThat(book.policies().get(0).match().get(0).values())
                .containsExactlyInAnyOrder(ids.of("ann"), ids.of("lea"));
        assertThat(book.policies().toString())
                .contains("first_reply.agent." + ids.of("bob"), "first_reply.agent.none", "first_reply.agent.*")
                .doesNotContain("bob");
        assertThat(book.policies().get(1).match().get(0).any()).isTrue();
        assertThat(PolicyBook.parse("p.yaml", yaml).policies().toString()).contains("bob");
        PolicyException refused = catchThrowableOfType(
                PolicyException.class, () -> PolicyBook.parse("p.yaml", yaml, new AgentIds(AgentIds.Kind.OFF, "")));
        assertThat(refused.problems()).hasSize(3).allSatisfy(problem -> assertThat(problem.toString())
                .contains("agent_ids is off"));
    }
}
