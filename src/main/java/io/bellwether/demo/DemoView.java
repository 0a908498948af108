package io.bellwether.demo;

import java.io.IOException;
import java.time.ZoneId;
import java.util.List;

/** Looks at the store and at what the receiver got, and shows it: as a screen, or as lines. */
final class DemoView {

    private static final long READ_MILLIS = 2_000;

    private final Terminal terminal;
    private final DemoPlaces places;
    private final AlertInbox inbox;
    private final IncidentBoard board;
    private final FiguresQuery query;
    private final long startedAt;
    private final Screen screen;
    private final PlainLines lines;
    private Figures figures = Figures.NONE;
    private long readAt = Long.MIN_VALUE;

    DemoView(
            Terminal terminal,
            DemoPlaces places,
            AlertInbox inbox,
            IncidentBoard board,
            FiguresQuery query,
            long startedAt) {
        this.terminal = terminal;
        this.places = places;
        this.inbox = inbox;
        this.board = board;
        this.query = query;
        this.startedAt = startedAt;
        this.screen = new Screen(terminal.style(), ZoneId.systemDefault());
        this.lines = new PlainLines(screen, terminal.style());
    }

    void look(long now, boolean plain) throws IOException, InterruptedException {
        read(now, READ_MILLIS);
        Screen.Content content = content(now);
        if (plain) {
            lines.next(content, inbox.episodes()).forEach(terminal::println);
        } else {
            List<String> drawn = screen.draw(content, terminal.lines(), terminal.columns());
            terminal.draw(drawn);
        }
    }

    DemoSummary summary(long now) throws IOException, InterruptedException {
        read(now, 0);
        return new DemoSummary(content(now), inbox.fired(), inbox.resolved(), screen, terminal.style());
    }

    private Screen.Content content(long now) {
        return new Screen.Content(
                startedAt, now, places, figures, board.begun(inbox.episodes(), now), board.next(now), inbox.firing());
    }

    private void read(long now, long unlessYoungerThan) throws IOException, InterruptedException {
        if (readAt == Long.MIN_VALUE || now - readAt >= unlessYoungerThan) {
            figures = query.read(now);
            readAt = now;
        }
    }
}
