package io.bellwether.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.event.Actor;
import io.bellwether.event.EventBuilder;
import io.bellwether.event.EventField;
import io.bellwether.event.EventType;
import io.bellwether.event.ServiceEvent;
import io.bellwether.event.Visibility;
import io.bellwether.metric.Measure;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who says what at which second, as in {@code c5 a25}, and what is counted of it. */
class TalkFoldTest implements TalkFold.Listener {

    private final List<String> told = new ArrayList<>();

    @Override
    public void timing(Measure measure, long millis) {
        told.add((measure == Measure.QUEUE_CHAT_WAIT ? "wait " : "response ") + millis / 1_000);
    }

    @Override
    public void count(Measure measure) {
        assertThat(measure).isEqualTo(Measure.QUEUE_MISSED_CHATS);
        told.add("missed");
    }

    private static ServiceEvent event(char what, long second) {
        EventType type =
                switch (what) {
                    case 's', 'B' -> EventType.CHAT_STARTED;
                    case 'h' -> EventType.CHAT_HANDOFF;
                    case 'q' -> EventType.CHAT_QUEUED;
                    case 't' -> EventType.CHAT_ASSIGNED;
                    case 'o' -> EventType.CHAT_TRANSFERRED;
                    case 'x' -> EventType.CHAT_ABANDONED;
                    case 'e' -> EventType.CHAT_ENDED;
                    case 'm' -> EventType.TICKET_MERGED;
                    default -> EventType.CHAT_MESSAGE;
                };
        EventBuilder event = ServiceEvent.of(type, what + "-" + second, second * 1_000, "test")
                .caseId("c");
        return switch (what) {
            case 'c' -> event.actor(Actor.CUSTOMER).build();
            case 'a' -> event.actor(Actor.AGENT).build();
            case 'o' -> event.with(EventField.EXTERNAL, true).build();
            case 'A' -> event.actor(Actor.AGENT).automated(true).build();
            case 'n' -> event.actor(Actor.AGENT).visibility(Visibility.PRIVATE).build();
            case 'b', 'B' -> event.actor(Actor.BOT).build();
            default -> event.build();
        };
    }

    private static ChatTalk throughBytes(ChatTalk talk) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        talk.write(7_000, new DataOutputStream(bytes));
        return ChatTalk.read(7_000, new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "s0 q0 c5 c8 c20 t22 a25, wait 20 response 20",
        "s0 q0 c5 t6 a25 c30 a40 a50 c60 c70 a71, wait 20 response 20 response 10 response 11",
        // an agent or a trigger began it: there is no wait
        "s0 q0 t6 a7 c10 a15, response 5",
        "s0 q0 c5 A6 n7 a15, wait 10 response 10",
        // what a bot answers waits for nobody, until people are to take over
        "s0 c1 b2 c5 b6 e90, ''",
        "s0 b1 c5 e90, ''",
        "B0 c5 e90, ''",
        "s0 c5 e90, missed",
        // who is handed on to the outside is not left unanswered; who asks again after that is
        "s0 q1 c5 o20 e90, ''",
        "s0 b1 c5 b6 o20 c30 e90, ''",
        "s0 q1 c5 o20 c30 e90, missed",
        "s0 c1 b2 h10 q10 t30 a40, wait 30 response 30",
        "s0 b1 c2 h10 t30 a40, wait 38 response 38",
        "s0 b1 h10 t30 a40, ''",
        "s0 c1 b2 h10 q10 b11 t30 a40, wait 30 response 30",
        "s0 c1 b2 h10 q10 x40, missed",
        "s0 q0 x40, ''",
        "s0 q0 c5 x40, missed",
        "s0 q0 c5 t10 e40, missed",
        "s0 q0 c5 t10 a15 c20 e40, wait 10 response 10",
        "s0 q0 c5 m10, ''",
        // over is over; begun again it is another talk
        "s0 q0 c5 x40 a50 c60 a70, missed",
        "s0 q0 c5 t6 a7 e40 q100 c110 t111 a120, wait 2 response 2 wait 10 response 10",
        "c5 a6, wait 1 response 1"
    })
    void waitsAndResponses(String talk, String expected) throws IOException {
        ChatTalk now = null;
        boolean over = false;
        for (String word : talk.split(" ", -1)) {
            ServiceEvent event = event(word.charAt(0), Long.parseLong(word.substring(1)));
            now = TalkFold.fold(now, event, over, false, this);
            assertThat(throughBytes(now)).isEqualTo(now);
            over = switch (event.type()) {
                case CHAT_ENDED, CHAT_ABANDONED, TICKET_MERGED -> true;
                case CHAT_STARTED, CHAT_QUEUED -> false;
                default -> over;
            };
        }
        assertThat(told).containsExactlyInAnyOrder(expected(expected));
    }

    private static String[] expected(String words) {
        return words.isEmpty() ? new String[0] : words.split(" (?=[a-z])", -1);
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void whoIsToBeCalledBackIsNotMissed(boolean awaited) {
        ChatTalk asked = TalkFold.fold(null, event('c', 5), false, false, this);
        TalkFold.fold(asked, event('e', 9), false, awaited, this);
        assertThat(told).hasSize(awaited ? 0 : 1);
    }
}
