package io.bellwether.console;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellwether.file.FileProblem;
import io.bellwether.influx.StoreException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Once a second makes what all browsers get, and asks the store beside it. */
final class Ticker implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Ticker.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Clock clock;
    private final RowTopics rows;
    private final AlertsView alerts;
    private final QueueFigures figures;
    private final Map<String, TopicTail> tails;
    private final StreamServlet stream;
    private final ScheduledExecutorService seconds = Executors.newScheduledThreadPool(2, task -> {
        Thread thread = new Thread(task, "bellwether-console-ticker");
        thread.setDaemon(true);
        return thread;
    });
    private volatile byte[] board = {'n', 'u', 'l', 'l'};
    private volatile String storeProblem = "";
    private byte[] toldBoard;
    private byte[] toldAlerts;

    /**
     * @param figures null where there is no store
     * @param tails by the names that pages know them by; all there before the start
     */
    Ticker(
            Clock clock,
            RowTopics rows,
            AlertsView alerts,
            QueueFigures figures,
            Map<String, TopicTail> tails,
            StreamServlet stream) {
        this.clock = clock;
        this.rows = rows;
        this.alerts = alerts;
        this.figures = figures;
        this.tails = tails;
        this.stream = stream;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // what fails is logged where it does
    void start() {
        if (figures != null) {
            seconds.scheduleWithFixedDelay(this::ask, 0, 1, TimeUnit.SECONDS);
        }
        seconds.scheduleAtFixedRate(this::tick, 0, 1, TimeUnit.SECONDS);
    }

    /** The wallboard's figures as of the last look; JSON {@code null} before the first. */
    byte[] board() {
        return board;
    }

    boolean hasStore() {
        return figures != null;
    }

    private void ask() {
        try {
            byte[] next = figures.read(clock.millis());
            board = Arrays.equals(next, board) ? board : next;
            storeProblem = "";
        } catch (StoreException | FileProblem | RuntimeException e) {
            if (storeProblem.isEmpty()) {
                LOG.warn("The store cannot be read; the board says that it is behind", e);
            }
            storeProblem = "store";
        }
    }

    private void tick() {
        try {
            for (String name : rows.names()) {
                byte[] step = rows.step(name);
                if (step != null) {
                    stream.send(name, step);
                }
            }
            byte[] present = alerts.all();
            if (present != toldAlerts) {
                stream.send("alerts", present);
                toldAlerts = present;
            }
            byte[] figuresNow = board;
            if (figuresNow != toldBoard) {
                stream.send("board", figuresNow);
                toldBoard = figuresNow;
            }
            ObjectNode tick = JSON.createObjectNode().put("now", clock.millis()).put("problem", storeProblem);
            ObjectNode topics = tick.putObject("topics");
            tails.forEach((name, tail) -> topics.putObject(name)
                    .put("seen", tail.seenAt())
                    .put("missing", tail.trouble() == TopicTail.Trouble.MISSING)
                    .put("passed_over", tail.passedOver()));
            stream.send("tick", tick.toString().getBytes(StandardCharsets.UTF_8));
        } catch (RuntimeException e) {
            LOG.error("A second of the console failed", e);
        }
    }

    @Override
    public void close() {
        seconds.shutdownNow();
    }
}
