package io.bellwether.sla;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.event.Actor;
import io.bellwether.event.EventBuilder;
import io.bellwether.event.EventType;
import io.bellwether.event.Status;
import io.bellwether.event.Visibility;
import io.bellwether.metric.Measure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The shipped policy files: each can be read, and does what its first lines say. */
class PresetsTest {
    private static final Path RULES = Path.of("alert-rules");

    private static PolicyBook load(String name) {
        try {
            return PolicyBook.load(RULES.resolve(name));
        } catch (PolicyException e) {
            throw new AssertionError(e);
        }
    }

    private static Desk desk(String name, String start) {
        return new Desk(load(name), Instant.parse(start).toEpochMilli());
    }

    private static Desk ticket(String name, String start, UnaryOperator<EventBuilder> more) {
        return desk(name, start).event(0, EventType.TICKET_CREATED, e -> more.apply(e.actor(Actor.CUSTOMER)));
    }

    private static String deadline(Desk desk, String clock) {
        return Instant.ofEpochMilli(desk.view(clock, 0).deadline()).toString();
    }

    static List<Path> files() throws IOException {
        try (Stream<Path> presets = Files.list(RULES.resolve("presets"))) {
            return Stream.concat(Stream.of(RULES.resolve("sla-policies.yaml")), presets.filter(file -> file.toString()
                            .endsWith(".yaml")))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void canBeReadAndSaysForWhomItIs(Path file) throws Exception {
        assertThat(PolicyBook.load(file).policyNames()).isNotEmpty();
        assertThat(Files.readString(file)).startsWith("# ").containsIgnoringCase("change");
        assertThat(PolicyBook.load(file).dimensions())
                .isSubsetOf("queue", "channel", "priority", "tier", "brand", "category", "language", "region");
    }

    @Test
    void thereAreSevenPresets() throws IOException {
        assertThat(files()).hasSize(8);
    }

    @Test
    void starterFile() {
        // Friday 17:00 UTC: an hour of the working day is left
        Desk normal = ticket("sla-policies.yaml", "2026-01-09T17:00:00Z", e -> e.priority("normal"));
        assertThat(deadline(normal, "first_reply")).isEqualTo("2026-01-12T16:00:00Z");
        Desk urgent = ticket("sla-policies.yaml", "2026-01-09T17:30:00Z", e -> e.priority("urgent"));
        assertThat(deadline(urgent, "first_reply")).isEqualTo("2026-01-09T18:30:00Z");
        Desk unknown = ticket("sla-policies.yaml", "2026-01-09T17:30:00Z", e -> e);
        assertThat(unknown.view("resolution", 0).verdict()).isEqualTo(ClockView.Verdict.TIMED);
        Desk chat = desk("sla-policies.yaml", "2026-01-10T03:00:00Z").event(0, EventType.CHAT_QUEUED);
        assertThat(deadline(chat, "first_reply")).isEqualTo("2026-01-10T03:01:00Z");
    }

    @Test
    void helpDeskWithFourPriorities() {
        // Friday 15:00 in Berlin: one hour today, the rest of four on Monday morning
        Desk high = ticket("presets/helpdesk-four-priorities.yaml", "2026-03-27T14:00:00Z", e -> e.priority("high"));
        assertThat(deadline(high, "first_reply")).isEqualTo("2026-03-30T07:30:00Z");
        Desk urgent =
                ticket("presets/helpdesk-four-priorities.yaml", "2026-03-28T02:00:00Z", e -> e.priority("urgent"));
        assertThat(deadline(urgent, "resolution")).isEqualTo("2026-03-28T06:00:00Z");
    }

    @Test
    void chatWithin30Seconds() {
        Desk desk = desk("presets/chat-30-seconds.yaml", "2026-01-05T04:00:00Z")
                .event(0, EventType.CHAT_STARTED)
                .message(0, Actor.BOT, Visibility.PUBLIC, null)
                .event(10, EventType.CHAT_HANDOFF)
                .until(10.5);
        assertThat(desk.said("first_reply"))
                .containsExactly("AT_RISK1 10.25", "AT_RISK2 " + (10 + 20 / 60.0), "BREACHED 10.5");
        Desk night =
                desk("presets/chat-30-seconds.yaml", "2026-01-05T16:00:00Z").event(0, EventType.CHAT_QUEUED);
        assertThat(deadline(night, "first_reply")).isEqualTo("2026-01-06T00:00:30Z");
    }

    @Test
    void tieredShop() {
        // 02:00 at night in Shanghai
        String night = "2026-01-05T18:00:00Z";
        Desk vip = ticket("presets/tiered-shop.yaml", night, e -> e.tier("88vip"));
        assertThat(deadline(vip, "resolution")).isEqualTo("2026-01-05T20:00:00Z");
        Desk entry = ticket("presets/tiered-shop.yaml", night, e -> e.tier("entry"));
        assertThat(deadline(entry, "first_reply")).isEqualTo("2026-01-06T05:00:00Z");
        Desk advanced = ticket("presets/tiered-shop.yaml", night, e -> e.tier("advanced"));
        assertThat(deadline(advanced, "first_reply")).isEqualTo("2026-01-06T02:00:00Z");
        Desk rising = ticket("presets/tiered-shop.yaml", night, e -> e.tier("entry"))
                .event(600, EventType.TICKET_UPDATED, e -> e.tier("vip"));
        assertThat(rising.at(Measure.SLA_BREACHED, "first_reply")).containsExactly(600.0);
    }

    @Test
    void refundWithin24Hours() {
        Desk desk = ticket("presets/refund-24h.yaml", "2026-01-09T17:00:00Z", e -> e)
                .event(0, EventType.REFUND_OPENED)
                .status(5, Status.CLOSED)
                .until(24 * 60);
        assertThat(desk.said("refund")).containsExactly("AT_RISK1 1080", "AT_RISK2 1320", "BREACHED 1440");
        Desk top = ticket("presets/refund-24h.yaml", "2026-01-09T17:00:00Z", e -> e.tier("vip"))
                .event(0, EventType.REFUND_OPENED)
                .event(120, EventType.REFUND_COMPLETED);
        assertThat(top.met("refund")).isEqualTo(1);
    }

    @Test
    void returnsWithPickUp() {
        // Wednesday before the October week, 19:30 in Shanghai: half an hour today, the rest on the 8th
        Desk desk = ticket("presets/returns-pickup.yaml", "2026-09-30T11:30:00Z", e -> e.category("return"));
        assertThat(deadline(desk, "first_reply")).isEqualTo("2026-10-08T01:00:00Z");
        // 10 October is a Saturday that works as a Friday
        Desk makeUp = ticket("presets/returns-pickup.yaml", "2026-10-10T10:30:00Z", e -> e.category("return"));
        assertThat(deadline(makeUp, "first_reply")).isEqualTo("2026-10-10T11:30:00Z");
        Desk other = ticket("presets/returns-pickup.yaml", "2026-09-30T11:30:00Z", e -> e.category("invoice"));
        assertThat(other.view("first_reply", 0).verdict()).isEqualTo(ClockView.Verdict.TIMED);
    }

    @Test
    void complaintsAndDisputes() {
        Desk desk = ticket("presets/complaints-disputes.yaml", "2026-01-05T02:00:00Z", e -> e.category("complaint"))
                .message(30, Actor.AGENT, Visibility.PRIVATE, null)
                .event(60, EventType.TICKET_MESSAGE, e -> e.actor(Actor.AGENT).automated(true))
                .until(120);
        assertThat(desk.at(Measure.SLA_BREACHED, "first_reply")).containsExactly(120.0);
        desk.agent(130).until(130 + 24 * 60);
        assertThat(desk.breached("periodic_update")).isEqualTo(1);
        Desk dispute = ticket("presets/complaints-disputes.yaml", "2026-01-05T02:00:00Z", e -> e)
                .event(0, EventType.DISPUTE_OPENED)
                .until(48 * 60);
        assertThat(dispute.said("dispute")).containsExactly("AT_RISK1 1440", "AT_RISK2 2520", "BREACHED 2880");
    }

    @Test
    void followTheSun() {
        // between the changes to summer time: Los Angeles has changed, Berlin has not
        String time = "2026-03-16T06:00:00Z";
        Desk german = ticket(
                "presets/follow-the-sun.yaml", time, e -> e.language("de").priority("high"));
        assertThat(deadline(german, "first_reply")).isEqualTo("2026-03-16T09:00:00Z");
        Desk english = ticket(
                "presets/follow-the-sun.yaml", time, e -> e.language("en").priority("high"));
        assertThat(deadline(english, "first_reply")).isEqualTo("2026-03-16T17:00:00Z");
        Desk chinese = ticket(
                "presets/follow-the-sun.yaml", time, e -> e.language("zh").priority("high"));
        assertThat(deadline(chinese, "first_reply")).isEqualTo("2026-03-16T08:00:00Z");
        Desk urgent = ticket(
                "presets/follow-the-sun.yaml", time, e -> e.language("de").priority("urgent"));
        assertThat(deadline(urgent, "first_reply")).isEqualTo("2026-03-16T06:30:00Z");
    }
}
