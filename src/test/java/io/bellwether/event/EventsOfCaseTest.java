package io.bellwether.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.state.Packing;
import io.bellwether.state.Versions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EventsOfCaseTest {

    private static final SourceId CASE = new SourceId("desk", "c-1");

    private static byte[] packed(List<ServiceEvent> events) {
        byte[] bytes = {};
        for (ServiceEvent event : events) {
            byte[] before = bytes;
            bytes = Packing.pack(out -> {
                out.write(before);
                if (before.length == 0) {
                    EventsOfCase.ofThread().writeFirst(event, out);
                } else {
                    EventsOfCase.ofThread().writeNext(event, before, out);
                }
            });
        }
        return bytes;
    }

    private static List<ServiceEvent> unpacked(byte[] bytes, int count) {
        return Packing.unpack(
                bytes, bytes.length, in -> EventsOfCase.ofThread().read(CASE, count, in, Versions.CURRENT));
    }

    private static ServiceEvent ofCase(ServiceEvent event) {
        return event.toBuilder().caseId(CASE.id()).text(null).build();
    }

    /** Whatever the events have in common. */
    @Test
    void theyComeBackAsTheyWent() {
        for (int seed = 0; seed < 400; seed++) {
            RandomEvents random = new RandomEvents(seed);
            List<ServiceEvent> events = new ArrayList<>();
            for (int i = seed % 7; i >= 0; i--) {
                events.add(ofCase(random.next()));
            }
            ServiceEvent first = events.get(0);
            events.add(first.toBuilder().id(first.id() + "x").build());
            events.add(first);
            events.add(first.toBuilder()
                    .time(first.time() + 1)
                    .extra(Map.of("plan", "pro"))
                    .build());
            assertThat(unpacked(packed(events), events.size()))
                    .as("seed %s", seed)
                    .isEqualTo(events);
        }
    }

    /** Each field alone is the same, another, new or gone. */
    @Test
    void everyFieldMayBeOtherwise() {
        Random random = new Random(7);
        RandomEvents events = new RandomEvents(8);
        for (int i = 0; i < 2_000; i++) {
            ServiceEvent first = ofCase(events.next());
            ServiceEvent other = ofCase(events.next());
            EventField field = EventField.BY_CODE.get(random.nextInt(EventField.BY_CODE.size()));
            if (field == EventField.CASE_ID || field == EventField.TEXT) {
                continue;
            }
            ServiceEvent next = first.toBuilder().with(field, other.get(field)).build();
            assertThat(unpacked(packed(List.of(first, next)), 2)).containsExactly(first, next);
            assertThat(unpacked(packed(List.of(next, first)), 2)).containsExactly(next, first);
        }
    }

    @Test
    void whatAnEventSaysAgainTakesNoRoom() {
        EventBuilder said = ServiceEvent.of(EventType.CHAT_MESSAGE, "run-000000017", 1_772_442_000_000L, "desk")
                .caseId(CASE.id())
                .queue("售后服务")
                .channel("web")
                .priority("normal")
                .customerId("customer-000000012")
                .actor(Actor.CUSTOMER)
                .extra(Map.of("plan", "pro"));
        ServiceEvent first = said.build();
        ServiceEvent next = said.id("run-000000019")
                .time(first.time() + 40_000)
                .actor(Actor.AGENT)
                .build();
        int one = packed(List.of(first)).length;
        int two = packed(List.of(first, next)).length;
        assertThat(one).isBetween(70, 110);
        // type, two masks, time, id's beginning, length and end, actor
        assertThat(two - one).isBetween(10, 16);
    }

    @Test
    void idsThatBeginAlikeWithinACharacterComeBack() {
        List<ServiceEvent> events = new ArrayList<>();
        for (String id : List.of("平台-1", "平合-1", "", "平", "x", "平台-1", "\ud83d", "\ud83d\ude21")) {
            events.add(ServiceEvent.of(EventType.CHAT_STARTED, id, 5, "desk")
                    .caseId(CASE.id())
                    .messageId(id)
                    .build());
        }
        assertThat(unpacked(packed(events), events.size())).isEqualTo(events);
    }
}
