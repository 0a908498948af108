package io.bellwether.webhook.words;

import java.util.List;

/**
 * A text that fits.
 *
 * @param blocks one an alert, and what stands before and after them
 * @param blockBreak between them
 * @param leftOut how many alerts are only counted
 */
public record FittedText(List<String> blocks, String blockBreak, int leftOut) {

    public FittedText {
        blocks = List.copyOf(blocks);
    }

    /** All of it. */
    public String text() {
        return String.join(blockBreak, blocks);
    }
}
