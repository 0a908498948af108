package io.bellwether.event;

/**
 * What became of a record: an event or a rejection, never both, never neither.
 *
 * @param event null where the record was rejected
 * @param rejection null where the record became an event
 */
public record Decoded(ServiceEvent event, Rejection rejection) {
    public Decoded {
        if ((event == null) == (rejection == null)) {
            throw new IllegalArgumentException("a record becomes either an event or a rejection");
        }
    }

    /** Whether the record became an event. */
    public boolean isEvent() {
        return event != null;
    }
}
