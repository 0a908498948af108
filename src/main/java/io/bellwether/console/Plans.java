package io.bellwether.console;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellwether.file.FileProblem;
import io.bellwether.influx.StoreException;
import io.javalin.http.Context;
import io.javalin.http.ServiceUnavailableResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers with what is planned. The store is asked once for all who look: what it has of plans changes once a minute. */
final class Plans {

    private static final Logger LOG = LoggerFactory.getLogger(Plans.class);
    private static final long FRESH_MILLIS = 15_000;

    private final PlanFigures figures;
    private final boolean hasFile;
    private final Clock clock;
    private long readAt = Long.MIN_VALUE;
    private boolean failed;

    /**
     * @param figures null where there is no store
     * @param hasFile whether the settings name a plan
     */
    Plans(PlanFigures figures, boolean hasFile, Clock clock) {
        this.figures = figures;
        this.hasFile = hasFile;
        this.clock = clock;
    }

    void answer(Context context) {
        String asked = context.queryParam("queue");
        byte[] json = json(asked == null ? "" : asked);
        context.contentType("application/json").result(json);
    }

    private synchronized byte[] json(String queue) {
        if (figures == null) {
            return "{\"queues\":[],\"intervals\":[]}".getBytes(StandardCharsets.UTF_8);
        }
        long now = clock.millis();
        if (readAt == Long.MIN_VALUE || now - readAt >= FRESH_MILLIS) {
            read(now);
        }
        ObjectNode json = figures.json(queue, now).put("has_file", hasFile);
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void read(long now) {
        try {
            figures.read(now);
            readAt = now;
            failed = false;
        } catch (StoreException | FileProblem e) {
            if (!failed) {
                LOG.warn("The store cannot be asked for plans", e);
            }
            failed = true;
            throw new ServiceUnavailableResponse("the store cannot be read");
        }
    }
}
