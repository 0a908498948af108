package io.bellwether.notify;

import io.bellwether.alert.Transition;

/**
 * What is about to be told to a receiver: what the reasons for not telling it now are asked about.
 *
 * @param entry with the change
 * @param times of its group's route
 * @param told whether the receiver knows of the episode
 */
public record Telling(Entry entry, GroupTimes times, boolean told) {

    /** What happened to the alert. */
    public Transition transition() {
        return entry.change().transition();
    }
}
