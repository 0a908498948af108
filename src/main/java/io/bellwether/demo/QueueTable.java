package io.bellwether.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The table of queues: one line each and the total. Numbers of the last five minutes but for the levels. */
final class QueueTable {

    private static final int NAME = 11;
    private static final String[] HEADINGS = {
        "WAITING", "OLDEST", "SERVICE", "OFFERED", "ANSWERED", "ABANDONED", "SLA", "OPEN", "MOOD", "NEGATIVE"
    };
    private static final String[] NARROW = {
        "WAIT", "OLDEST", "SVC", "OFFER", "ANSW", "ABAN", "SLA", "OPEN", "MOOD", "NEG"
    };
    private static final int[] WIDTHS = {9, 8, 9, 9, 10, 11, 7, 7, 8, 10};
    private static final int[] NARROW_WIDTHS = {6, 8, 6, 7, 6, 6, 6, 6, 8, 6};
    private static final int WIDE = 100;

    private static final double SERVICE_GOOD = 0.9;
    private static final double SERVICE_BAD = 0.8;
    private static final double NEGATIVE_BAD = 0.6;

    private final Style style;

    QueueTable(Style style) {
        this.style = style;
    }

    List<String> draw(Figures figures, int width) {
        boolean wide = width >= WIDE;
        int[] widths = wide ? WIDTHS : NARROW_WIDTHS;
        List<String> lines = new ArrayList<>();
        lines.add(style.bold(row("QUEUE", wide ? HEADINGS : NARROW, widths)));
        for (Figures.Queue queue : figures.queues()) {
            lines.add(line(queue, widths));
        }
        lines.add(style.bold(row(figures.total().name(), cells(figures.total()), widths)));
        return lines;
    }

    private String line(Figures.Queue queue, int[] widths) {
        String[] cells = cells(queue);
        StringBuilder line = new StringBuilder(style.left(queue.name(), NAME));
        for (int i = 0; i < cells.length; i++) {
            line.append(paint(queue, i, style.right(cells[i], widths[i])));
        }
        return line.toString();
    }

    private String row(String name, String[] cells, int[] widths) {
        StringBuilder line = new StringBuilder(style.left(name, NAME));
        for (int i = 0; i < cells.length; i++) {
            line.append(style.right(cells[i], widths[i]));
        }
        return line.toString();
    }

    private String paint(Figures.Queue queue, int column, String text) {
        Double share = column == 2 ? queue.serviceLevel() : column == 6 ? queue.attainment() : null;
        if (share != null) {
            return share < SERVICE_BAD ? style.bad(text) : share < SERVICE_GOOD ? style.warn(text) : style.good(text);
        }
        boolean angry = column == 9 && queue.negativeShare() != null && queue.negativeShare() >= NEGATIVE_BAD;
        return angry ? style.bad(text) : text;
    }

    private String[] cells(Figures.Queue queue) {
        return new String[] {
            whole(queue.waiting()),
            queue.oldestSeconds() == null ? style.none() : Screen.span((long) (queue.oldestSeconds() * 1000)),
            percent(queue.serviceLevel()),
            whole(queue.offered()),
            whole(queue.answered()),
            whole(queue.abandoned()),
            percent(queue.attainment()),
            whole(queue.open()),
            queue.mood() == null ? style.none() : String.format(Locale.ROOT, "%+.2f", queue.mood()),
            percent(queue.negativeShare())
        };
    }

    private String whole(Long value) {
        return value == null ? style.none() : value.toString();
    }

    /** 100 % is said of all alone, 0 % of none alone. */
    private String percent(Double share) {
        if (share == null) {
            return style.none();
        }
        long rounded = Math.round(share * 100);
        long honest = share < 1 && rounded == 100 ? 99 : share > 0 && rounded == 0 ? 1 : rounded;
        return honest + " %";
    }
}
