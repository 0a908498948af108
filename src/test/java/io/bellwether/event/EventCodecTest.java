package io.bellwether.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.state.Versions;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EventCodecTest {
    private final EventCodec codec = new EventCodec();

    @Test
    void whatIsWrittenIsReadBackWithoutTexts() throws IOException {
        RandomEvents events = new RandomEvents(12);
        for (int i = 0; i < 50_000; i++) {
            ServiceEvent event = events.next();
            assertThat(read(write(event)))
                    .isEqualTo(event.toBuilder().text(null).build());
        }
    }

    @Test
    void neverWritesTheTextOfAMessage() throws IOException {
        ServiceEvent event = ServiceEvent.of(EventType.CHAT_MESSAGE, "e", 1, "s")
                .caseId("c")
                .text("secret words")
                .build();
        assertThat(new String(write(event), StandardCharsets.ISO_8859_1)).doesNotContain("secret");
        assertThat(read(write(event)).text()).isNull();
    }

    @Test
    void keepsIdsThatUtf8CannotSay() throws IOException {
        ServiceEvent event = ServiceEvent.of(EventType.CHAT_HELD, "\ud800x\udc00", Long.MIN_VALUE, "é队\uD83D\uDE21")
                .caseId("")
                .dueAt(Long.MAX_VALUE)
                .slots(Integer.MIN_VALUE)
                .score(Double.NaN)
                .build();
        assertThat(read(write(event))).isEqualTo(event);
    }

    /** Their hashes are the same, so they take turns at one place. */
    @Test
    void tellsLabelsOfOneHashApart() throws IOException {
        for (String label : List.of("Aa", "BB", "Aa", new String("BB"), "Aa".repeat(40), "Bücher", "退款", "x y")) {
            ServiceEvent event = ServiceEvent.of(EventType.CHAT_STARTED, "e", 1, label)
                    .caseId("c")
                    .queue(label)
                    .build();
            assertThat(read(write(event))).isEqualTo(event);
        }
    }

    @Test
    void keepsWhereTheRecordIs() throws IOException {
        ServiceEvent event =
                ServiceEvent.of(EventType.CHAT_HELD, "e", 1, "s").caseId("c").build();
        for (byte[] key : new byte[][] {null, {}, {(byte) 0xff, 0}, new byte[5_000]}) {
            Origin origin = new Origin("service.chats", 11, 1L << 40, key);
            assertThat(read(write(event.toBuilder().origin(origin).build())).origin())
                    .isEqualTo(origin);
        }
    }

    @Test
    void codesStayWhatTheyAre() {
        assertThat(Arrays.stream(EventType.values())
                        .map(type -> type.code() + " " + type.wireName())
                        .sorted((a, b) -> Integer.compare(number(a), number(b))))
                .containsExactly(
                        "0 ticket.created",
                        "1 ticket.updated",
                        "2 ticket.status_changed",
                        "3 ticket.assigned",
                        "4 ticket.message",
                        "5 ticket.merged",
                        "6 ticket.deleted",
                        "7 chat.started",
                        "8 chat.handoff",
                        "9 chat.queued",
                        "10 chat.assigned",
                        "11 chat.missed",
                        "12 chat.transferred",
                        "13 chat.message",
                        "14 chat.held",
                        "15 chat.resumed",
                        "16 chat.abandoned",
                        "17 chat.ended",
                        "18 chat.wrapped_up",
                        "19 agent.state",
                        "20 survey.requested",
                        "21 survey.answered",
                        "22 clock.heartbeat",
                        "23 refund.opened",
                        "24 refund.completed",
                        "25 dispute.opened",
                        "26 dispute.decided",
                        "40 chat.callback_requested",
                        "41 chat.callback_scheduled",
                        "42 chat.callback_completed",
                        "43 chat.callback_failed",
                        "50 help.viewed",
                        "51 help.solved",
                        "52 order.placed",
                        "53 plan.staffed");
    }

    @Test
    void damagedBytesAreAnIoExceptionOrAnEvent() throws IOException {
        Random random = new Random(5);
        RandomEvents events = new RandomEvents(13);
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] stored = write(events.next());
            stored[random.nextInt(stored.length)] ^= (byte) (1 << random.nextInt(8));
            byte[] cut = Arrays.copyOf(stored, stored.length - random.nextInt(3));
            try {
                assertThat(read(cut)).isNotNull();
            } catch (IOException e) {
                refused++;
            }
        }
        assertThat(refused).isPositive();
    }

    private static int number(String line) {
        return Integer.parseInt(line.substring(0, line.indexOf(' ')));
    }

    private byte[] write(ServiceEvent event) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        codec.write(event, new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    private ServiceEvent read(byte[] bytes) throws IOException {
        return codec.read(new DataInputStream(new ByteArrayInputStream(bytes)), Versions.CURRENT);
    }
}
