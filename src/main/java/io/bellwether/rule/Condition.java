package io.bellwether.rule;

import java.io.Serializable;
import java.util.List;

/** What a series rule compares the value of a window with. One kind today; the parser names the kinds that are refused. */
public sealed interface Condition extends Serializable permits Condition.Thresholds {

    /**
     * Fixed thresholds.
     *
     * @param levels most severe first, each severity at most once, all in one direction
     */
    record Thresholds(List<Level> levels) implements Condition {

        public Thresholds {
            levels = List.copyOf(levels);
        }
    }
}
