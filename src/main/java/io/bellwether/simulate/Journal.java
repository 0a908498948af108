package io.bellwether.simulate;

import io.bellwether.event.EventBuilder;
import io.bellwether.event.EventType;
import io.bellwether.event.ServiceEvent;
import java.util.function.Consumer;

/** Gives events their ids and hands them out in the order in which they happen. */
final class Journal {
    static final String SOURCE = "simulated";

    private final String run;
    private final Agenda agenda;
    private Consumer<ServiceEvent> out = event -> {};
    private long events;
    private long messages;
    private long cases;

    Journal(String run, Agenda agenda) {
        this.run = run;
        this.agenda = agenda;
    }

    void to(Consumer<ServiceEvent> consumer) {
        out = consumer;
    }

    EventBuilder event(EventType type) {
        return ServiceEvent.of(type, run + "-" + padded(++events, 9), agenda.now(), SOURCE);
    }

    void write(EventBuilder event) {
        out.accept(event.build());
    }

    /** An id of a case: {@code C} for chats, {@code T} for tickets. */
    String caseId(char kind) {
        return run + "-" + kind + "-" + padded(++cases, 6);
    }

    String messageId() {
        return run + "-m-" + padded(++messages, 9);
    }

    private static String padded(long number, int width) {
        String digits = Long.toString(number);
        return digits.length() >= width ? digits : "0".repeat(width - digits.length()) + digits;
    }
}
