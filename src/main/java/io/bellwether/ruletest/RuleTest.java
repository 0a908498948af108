package io.bellwether.ruletest;

import io.bellwether.alert.GivenInput;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What rules must say of made-up numbers, or of a history of events.
 *
 * @param file name of the file that it stands in
 * @param line of its first key, from 1
 * @param start epoch ms from which the times of what is expected count
 * @param given what is given instead of counted
 * @param events files of events, which are counted as always
 */
public record RuleTest(
        String name,
        String file,
        int line,
        long start,
        GivenInput given,
        List<Path> events,
        List<Moment> moments,
        List<Course> courses,
        List<Told> told) {

    public RuleTest {
        events = List.copyOf(events);
        moments = List.copyOf(moments);
        courses = List.copyOf(courses);
        told = List.copyOf(told);
    }

    /**
     * An alert that must fire.
     *
     * @param labels it has these, and perhaps more
     * @param severity empty for any
     * @param title as it stands; empty for any
     * @param text as it stands; empty for any
     */
    record Alert(Map<String, String> labels, String severity, String title, String text) {

        Alert {
            labels = Map.copyOf(labels);
        }
    }

    /**
     * What must fire at a moment: these alerts of a rule and no other.
     *
     * @param at ms since the start
     */
    record Moment(int line, long at, String uid, List<Alert> alerts) {

        Moment {
            alerts = List.copyOf(alerts);
        }
    }

    /**
     * One change of a course.
     *
     * @param at ms since the start; −1 for any time
     * @param severity empty for any
     * @param reason empty for any
     */
    record Step(String transition, long at, String severity, String reason) {}

    /** All that must become of the alerts of a rule that have these labels, in the order of time. */
    record Course(int line, String uid, Map<String, String> labels, List<Step> steps) {

        Course {
            labels = Map.copyOf(labels);
            steps = List.copyOf(steps);
        }
    }

    /** How many changes a receiver must be told of. */
    record Told(int line, String receiver, long count) {}

    /** The uids of rules that something is expected of. */
    List<String> uids() {
        return Stream.concat(moments.stream().map(Moment::uid), courses.stream().map(Course::uid))
                .distinct()
                .toList();
    }
}
