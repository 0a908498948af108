package io.bellwether.ingest;

import io.bellwether.event.EventType;
import io.bellwether.event.ServiceEvent;

/** The job's own event: says that its partition has come to a moment of the wall clock. */
final class Heartbeat {

    private static final String SOURCE = "bellwether";

    private Heartbeat() {}

    /** @param moment epoch ms */
    static ServiceEvent at(long moment) {
        return ServiceEvent.of(EventType.CLOCK_HEARTBEAT, "heartbeat-" + moment, moment, SOURCE)
                .build();
    }
}
