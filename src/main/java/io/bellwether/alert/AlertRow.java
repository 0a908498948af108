package io.bellwether.alert;

import io.bellwether.metric.Measurement;
import io.bellwether.metric.Point;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * A transition and its place among those that share its tags and its second. The store tells points apart by tags and
 * time, and cases share both: at a round deadline dozens breach in one millisecond. So each row stands at the millisecond
 * of its change or, where that is taken, at the next free one; a second that is full goes on in tag {@code part}. Two rows
 * never share a point, whatever their number, and no id is a tag.
 *
 * <p>Places follow from the set of transitions alone, not from the order in which they came: one that comes late may move
 * others, whose rows are then written again. Kept in state.
 *
 * @param place from 0, in milliseconds from the second's begin; {@link #NONE} before it has one
 */
public record AlertRow(Transition transition, int place) {

    /** Not written yet. */
    static final int NONE = -1;

    /** So many rows fit into a second of one {@code part}. */
    static final int PLACES = 1_000;

    private static final int USUAL_LENGTH = 160;

    private static final Comparator<AlertRow> ORDER = Comparator.comparingLong((AlertRow row) -> row.transition.at())
            .thenComparing(row -> row.transition.alertId())
            .thenComparingLong(row -> row.transition.startsAt())
            .thenComparingLong(row -> row.transition.seq());

    /**
     * Gives every row its place.
     *
     * @param rows of one second and the same tags
     * @param second its begin, epoch ms; a change from before it counts as of its begin
     * @param moved takes those that are new or have moved; of others the same object stands in the result
     */
    static List<AlertRow> placed(List<AlertRow> rows, long second, Consumer<AlertRow> moved) {
        List<AlertRow> sorted = new ArrayList<>(rows);
        sorted.sort(ORDER);
        List<AlertRow> placed = new ArrayList<>(sorted.size());
        int next = 0;
        for (AlertRow row : sorted) {
            next = Math.max(next, (int) (row.transition.at() - second));
            AlertRow there = row;
            if (row.place != next) {
                there = new AlertRow(row.transition, next);
                moved.accept(there);
            }
            placed.add(there);
            next++;
        }
        return placed;
    }

    /** The row as a point of {@code alert_events}. */
    Point toPoint(long second) {
        TreeMap<String, String> tags = transition.tags();
        if (place >= PLACES) {
            tags.put("part", Integer.toString(place / PLACES));
        }
        return new Point(Measurement.ALERT_EVENTS.wireName(), tags, transition.fields(), second + place % PLACES);
    }

    /**
     * What the rows of a transition share a series with: its tags, spelled so that two which the store cannot tell apart
     * (it has no control characters and no backslash in a tag) are one.
     */
    static String seriesOf(Transition transition) {
        StringBuilder key = new StringBuilder(USUAL_LENGTH);
        transition.eachTag((name, value) -> {
            key.append(name).append('=');
            for (int i = 0; i < value.length(); i++) {
                char c = value.charAt(i);
                key.append(c < ' ' ? ' ' : c == '\\' ? '\uFF3C' : c);
            }
            key.append('\n');
        });
        return key.toString();
    }
}
