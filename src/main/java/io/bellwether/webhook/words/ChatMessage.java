package io.bellwether.webhook.words;

import io.bellwether.alert.Transition;
import io.bellwether.notify.Batch;
import io.bellwether.notify.Change;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What a chat is told of a batch: a headline, the alerts with pages first, and as much of them as fits.
 */
public final class ChatMessage {

    /** Every message has it, so that a robot that asks for a keyword can be given this one. */
    public static final String SIGNATURE = "Bellwether";

    private static final List<String> SEVERITIES = List.of("page", "warning", "info");

    /** Longer headlines are cut: phones show less. */
    private static final int MAX_HEADLINE = 200;

    /** The least that is left of a text before its links go. */
    private static final int LEAST_TEXT = 40;

    private final Batch batch;
    private final FixedWords words;
    private final List<Change> alerts;

    public ChatMessage(Batch batch, FixedWords words) {
        this.batch = batch;
        this.words = words;
        this.alerts = batch.changes().stream()
                .sorted(Comparator.comparing(Change::kind)
                        .thenComparingInt(
                                c -> (SEVERITIES.indexOf(c.transition().severity()) + 4) % 4)
                        .thenComparingLong(c -> c.transition().startsAt()))
                .toList();
    }

    /** What is most urgent in it, and so what it looks like. */
    public Transition worst() {
        return alerts.get(0).transition();
    }

    private boolean isAlone() {
        return alerts.size() == 1;
    }

    /** The first line, with its mark, in plain text. */
    public String headline() {
        String line = isAlone() ? words.headline(alerts.get(0)) : words.headline(batch);
        String mark = Urgency.of(worst()).mark();
        return mark + " " + TextUnit.CODE_POINTS.shorten(inOneLine(line), MAX_HEADLINE, words.shortened());
    }

    /** All but the headline, as much as fits into one text. */
    public FittedText fit(ChatDialect dialect, TextUnit unit, int limit) {
        return fit(dialect, unit, limit, Integer.MAX_VALUE, limit);
    }

    /**
     * All but the headline, as much as fits.
     *
     * @param unit what the limits are counted in
     * @param limit of all blocks, with what stands between them
     * @param maxBlocks of alerts
     * @param blockLimit of each block
     */
    public FittedText fit(ChatDialect dialect, TextUnit unit, int limit, int maxBlocks, int blockLimit) {
        String oldest = words.oldestCases(batch);
        String first = isAlone() || oldest.isEmpty() ? "" : dialect.text(inOneLine(oldest));
        String last = dialect.text(SIGNATURE);
        int gap = unit.of(dialect.blockBreak());
        int left = limit - unit.of(last) - (first.isEmpty() ? 0 : unit.of(first) + gap);
        int tail = unit.of(dialect.text(words.more(alerts.size()))) + gap;
        List<String> blocks = new ArrayList<>();
        for (Change alert : alerts) {
            boolean isLast = blocks.size() + 1 == alerts.size();
            int room = left - gap - (isLast ? 0 : tail);
            int size = blocks.isEmpty() ? Math.min(room, blockLimit) : blockLimit;
            String block = squeezed(ChatItem.of(alert, words), dialect, unit, size);
            if (blocks.size() == maxBlocks || unit.of(block) > room) {
                break;
            }
            blocks.add(block);
            left -= unit.of(block) + gap;
        }
        int leftOut = alerts.size() - blocks.size();
        if (!first.isEmpty()) {
            blocks.add(0, first);
        }
        if (leftOut > 0) {
            blocks.add(dialect.text(words.more(leftOut)));
        }
        blocks.add(last);
        return new FittedText(blocks, dialect.blockBreak(), leftOut);
    }

    /** An alert is told in any case: with less and less of its text, then without its links, then by its headline alone. */
    private String squeezed(ChatItem item, ChatDialect dialect, TextUnit unit, int room) {
        boolean titled = !isAlone();
        String whole = item.in(dialect, titled);
        if (unit.of(whole) <= room) {
            return whole;
        }
        int length = item.text().codePointCount(0, item.text().length());
        for (int most = length; most >= LEAST_TEXT; most = most * 9 / 10) {
            String text = TextUnit.CODE_POINTS.shorten(item.text(), most, words.shortened());
            String block = item.shortened(text).in(dialect, titled);
            if (unit.of(block) <= room) {
                return block;
            }
        }
        return item.bare(MAX_HEADLINE, words.shortened()).in(dialect, true);
    }

    /** Half of a surrogate pair becomes a question mark, and a control character that is no line break a blank. */
    public static String clean(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            boolean half = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
            boolean hidden = Character.isISOControl(c) && c != '\n' && c != '\r';
            clean.appendCodePoint(half ? '?' : hidden ? ' ' : c);
        });
        return clean.toString();
    }

    /** The same in one line. */
    public static String inOneLine(String text) {
        return clean(text).replaceAll("[\\r\\n\\u2028\\u2029]+", " ").strip();
    }
}
