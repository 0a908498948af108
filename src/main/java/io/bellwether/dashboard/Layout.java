package io.bellwether.dashboard;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Set;

/** Where panels stand: each in the first gap that is large enough, from the top left. */
final class Layout {

    /** That a dashboard has. */
    static final int COLUMNS = 24;

    private final Set<Integer> taken = new HashSet<>();
    private final int top;
    private int bottom;

    Layout(int top) {
        this.top = top;
        this.bottom = top;
    }

    /** Takes the first gap. */
    ObjectNode place(int width, int height) {
        for (int y = top; ; y++) {
            for (int x = 0; x + width <= COLUMNS; x++) {
                if (isFree(x, y, width, height)) {
                    take(x, y, width, height);
                    return at(x, y, width, height);
                }
            }
        }
    }

    /** The first line below everything. */
    int bottom() {
        return bottom;
    }

    static ObjectNode at(int x, int y, int width, int height) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("x", x)
                .put("y", y)
                .put("w", width)
                .put("h", height);
    }

    private boolean isFree(int x, int y, int width, int height) {
        for (int row = y; row < y + height; row++) {
            for (int column = x; column < x + width; column++) {
                if (taken.contains(row * COLUMNS + column)) {
                    return false;
                }
            }
        }
        return true;
    }

    private void take(int x, int y, int width, int height) {
        for (int row = y; row < y + height; row++) {
            for (int column = x; column < x + width; column++) {
                taken.add(row * COLUMNS + column);
            }
        }
        bottom = Math.max(bottom, y + height);
    }
}
