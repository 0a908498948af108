package io.bellwether.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.event.Actor;
import io.bellwether.event.EventBuilder;
import io.bellwether.event.EventType;
import io.bellwether.event.ServiceEvent;
import io.bellwether.event.SourceId;
import io.bellwether.event.Status;
import io.bellwether.event.Visibility;
import io.bellwether.sla.ClockView;
import io.bellwether.sla.PolicyBook;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CaseStoryTest {

    private static final long HOUR = 3_600_000;
    private static final CaseSettings SETTINGS =
            CaseRun.settings(List.of("queue"), 600_000, new ForgetAfter(600_000, 24 * HOUR, 100 * HOUR), 7 * 24 * HOUR);

    private final List<CaseStory.Arrival> arrivals = new ArrayList<>();
    private int ids;

    private static long at(String time) {
        return Instant.parse("2026-01-05T" + time + ":00Z").toEpochMilli();
    }

    private EventBuilder event(EventType type, String time) {
        return ServiceEvent.of(type, "e" + ids++, at(time), "desk").caseId("c");
    }

    private CaseStoryTest comes(EventBuilder event, String watermark) {
        arrivals.add(new CaseStory.Arrival(event.build(), watermark.isEmpty() ? Long.MIN_VALUE : at(watermark)));
        return this;
    }

    private EventBuilder reply(String time) {
        return event(EventType.TICKET_MESSAGE, time).actor(Actor.AGENT).visibility(Visibility.PUBLIC);
    }

    private List<CaseStory.Step> tell(String end) throws Exception {
        PolicyBook policies = PolicyBook.parse("p.yaml", "policies: [{name: all, targets: {first_reply: 1h}}]");
        return CaseStory.of(new SourceId("test", "c"), SETTINGS, policies, arrivals, at(end));
    }

    private static List<String> outline(List<CaseStory.Step> steps) {
        return steps.stream()
                .map(step -> step.why() + " "
                        + Instant.ofEpochMilli(step.time()).toString().substring(11, 16) + " "
                        + step.signals().stream()
                                .map(signal -> signal.kind().wireName())
                                .toList())
                .toList();
    }

    private static ClockView.Verdict firstReply(CaseStory.Step step) {
        return step.clocks().stream()
                .filter(clock -> clock.clock().equals("first_reply"))
                .findFirst()
                .orElseThrow()
                .verdict();
    }

    /** Reference vector 11: the deadline is 10:00, the reply was at 09:59 and came at 10:05. */
    @Test
    void aLateReplyTakesTheBreachBack() throws Exception {
        comes(event(EventType.TICKET_CREATED, "09:00").actor(Actor.CUSTOMER).status(Status.NEW), "");
        comes(reply("09:59"), "10:05");

        List<CaseStory.Step> steps = tell("10:30");

        assertThat(outline(steps))
                .containsExactly(
                        "EVENT 09:00 []",
                        "CLOCK 09:45 [sla.at_risk]",
                        "CLOCK 09:50 [sla.at_risk]",
                        "CLOCK 10:00 [sla.breached]",
                        "LATE 09:59 [sla.retracted, sla.fulfilled]");
        assertThat(firstReply(steps.get(3))).isEqualTo(ClockView.Verdict.BREACHED);
        assertThat(firstReply(steps.get(4))).isEqualTo(ClockView.Verdict.MET);
        assertThat(steps.get(4).asOf()).isEqualTo(at("10:05"));
    }

    @Test
    void theSameReplyInTimeIsTheSameInTheEnd() throws Exception {
        comes(event(EventType.TICKET_CREATED, "09:00").actor(Actor.CUSTOMER).status(Status.NEW), "");
        comes(reply("09:59"), "09:58");

        List<CaseStory.Step> steps = tell("10:30");

        assertThat(outline(steps)).last().isEqualTo("EVENT 09:59 [sla.fulfilled]");
        assertThat(firstReply(steps.get(steps.size() - 1))).isEqualTo(ClockView.Verdict.MET);
    }

    @Test
    void timeEndsWhereItIsTold() throws Exception {
        comes(event(EventType.TICKET_CREATED, "09:00").actor(Actor.CUSTOMER).status(Status.NEW), "");

        assertThat(outline(tell("09:44"))).containsExactly("EVENT 09:00 []");
        assertThat(outline(tell("10:00"))).last().isEqualTo("CLOCK 10:00 [sla.breached]");
    }

    @Test
    void anEventSeenBeforeChangesNothing() throws Exception {
        comes(event(EventType.TICKET_CREATED, "09:00").actor(Actor.CUSTOMER).status(Status.NEW), "");
        ServiceEvent reply = reply("09:10").build();
        arrivals.add(new CaseStory.Arrival(reply, at("09:00")));
        arrivals.add(new CaseStory.Arrival(reply, at("09:00")));
        arrivals.add(new CaseStory.Arrival(reply, at("09:12")));

        List<CaseStory.Step> steps = tell("09:30");

        assertThat(outline(steps))
                .containsExactly(
                        "EVENT 09:00 []", "EVENT 09:10 [sla.fulfilled]", "DUPLICATE 09:10 []", "DUPLICATE 09:10 []");
        assertThat(steps.get(1).events()).hasSize(1);
    }

    @Test
    void theOrderOfArrivalWithinTheWatermarkDoesNotMatter() throws Exception {
        comes(event(EventType.TICKET_CREATED, "09:00").actor(Actor.CUSTOMER).status(Status.NEW), "");
        comes(reply("09:20"), "");
        comes(event(EventType.TICKET_MESSAGE, "09:30").actor(Actor.CUSTOMER), "");
        comes(event(EventType.TICKET_STATUS_CHANGED, "09:40").status(Status.SOLVED), "");
        List<CaseStory.Step> inOrder = tell("12:00");

        Random random = new Random(11);
        for (int i = 0; i < 20; i++) {
            Collections.shuffle(arrivals, random);
            assertThat(tell("12:00")).isEqualTo(inOrder);
        }
    }
}
