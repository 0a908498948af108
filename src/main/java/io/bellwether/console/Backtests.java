package io.bellwether.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellwether.console.Sessions.Session;
import io.bellwether.rule.RuleSet;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.ConflictResponse;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import io.javalin.http.ServiceUnavailableResponse;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Backtests that leads ask for: one at a time for all of them, with an end by time. What the last one told stays until the next. */
final class Backtests implements AutoCloseable {

    static final long MOST_MILLIS = 168 * 3_600_000L;
    private static final Logger LOG = LoggerFactory.getLogger(Backtests.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long PATIENCE_MILLIS = 600_000;
    private static final long HOUR_MILLIS = 3_600_000;
    private static final int MOST_EPISODES = 5_000;

    private final RuleDesk desk;
    private final Callable<ConsoleParts.Trial> parts;
    private final EventTopics topics;
    private final Clock clock;
    private final ExecutorService one = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "bellwether-console-backtest");
        thread.setDaemon(true);
        return thread;
    });
    private ObjectNode last = JSON.createObjectNode().put("running", false);
    private boolean endAsked;

    /** @param parts null where nothing can be replayed */
    Backtests(RuleDesk desk, Callable<ConsoleParts.Trial> parts, EventTopics topics, Clock clock) {
        this.desk = desk;
        this.parts = parts;
        this.topics = topics;
        this.clock = clock;
    }

    /** How far the present one is, or what the last one told. */
    synchronized byte[] present() {
        return TreeBytes.of(last.put("able", parts != null));
    }

    void start(Context context, Session session, String file, String text) {
        if (parts == null) {
            throw new ServiceUnavailableResponse("this console cannot replay");
        }
        JsonNode body = Actions.body(context);
        long from = body.path("from").asLong();
        long to = Math.min(body.path("to").asLong(), clock.millis());
        long shift = body.path("shift_h").asLong(12) * HOUR_MILLIS;
        if (from <= 0 || to <= from || to - from > MOST_MILLIS) {
            throw new BadRequestResponse("from and to: must be times in that order, at most 168 hours apart");
        }
        if (shift < HOUR_MILLIS || shift > 24 * HOUR_MILLIS) {
            throw new BadRequestResponse("shift_h: must be 1 to 24");
        }
        RuleSet rules = rules(file, text);
        synchronized (this) {
            if (last.path("running").asBoolean()) {
                throw new ConflictResponse("a backtest of " + last.path("by").asText() + " runs; wait for its end");
            }
            endAsked = false;
            last = JSON.createObjectNode().put("running", true).put("by", session.user());
            last.put("file", file).put("from", from).put("to", to).put("began", clock.millis());
            last.put("phase", "reading").put("share", 0.0).put("events", 0);
        }
        Audit.line(session.user(), context, "backtest", file, "started");
        one.execute(() -> run(rules, from, to, shift));
        context.status(202).json(Map.of("running", true));
    }

    private RuleSet rules(String file, String text) {
        RuleSet rules;
        try {
            rules = desk.rules(file, text);
        } catch (IllegalArgumentException e) {
            throw new BadRequestResponse(e.getMessage());
        }
        if (rules.isEmpty()) {
            throw new BadRequestResponse("no rule of that file is enabled");
        }
        return rules;
    }

    void end(Context context, Session session) {
        synchronized (this) {
            if (!last.path("running").asBoolean()) {
                throw new NotFoundResponse("no backtest runs");
            }
            endAsked = true;
        }
        Audit.line(session.user(), context, "backtest", "", "ended");
        context.status(202).json(Map.of("running", true));
    }

    private void run(RuleSet rules, long from, long to, long shift) {
        long began = clock.millis();
        try {
            RuleTrial trial = new RuleTrial(parts.call(), topics);
            JsonNode result = JSON.readTree(trial.run(rules, from, to, shift, (phase, share, events) -> {
                if (clock.millis() - began > PATIENCE_MILLIS) {
                    throw new RuleTrial.Ended("it took longer than ten minutes; choose a shorter time");
                }
                at(phase, share, events);
            }));
            over("", shorter(result));
        } catch (RuleTrial.Ended e) {
            over(e.getMessage(), null);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            over("the console ends", null);
        } catch (Exception | Error e) {
            // whatever it is, the next one may be started
            LOG.warn("A backtest failed", e);
            over(String.valueOf(e.getMessage()), null);
        }
    }

    private synchronized void at(String phase, double share, long events) throws RuleTrial.Ended {
        if (endAsked) {
            throw new RuleTrial.Ended("somebody ended it");
        }
        last.put("phase", phase).put("share", Math.max(0, Math.min(1, share))).put("events", events);
    }

    private synchronized void over(String error, JsonNode result) {
        last.put("running", false).put("error", error).put("ended", clock.millis());
        last.set("result", result);
    }

    /** A rule that fires all the time makes more than anybody looks at. */
    private static JsonNode shorter(JsonNode result) {
        ArrayNode episodes = (ArrayNode) result.path("episodes");
        int all = episodes.size();
        while (episodes.size() > MOST_EPISODES) {
            episodes.remove(episodes.size() - 1);
        }
        return ((ObjectNode) result).put("episodes_told", all);
    }

    @Override
    public void close() {
        one.shutdownNow();
    }
}
