package io.bellwether.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bellwether.console.Sessions.Session;
import io.bellwether.rule.RuleSchema;
import io.javalin.config.RoutesConfig;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import io.javalin.http.ServiceUnavailableResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Semaphore;

/** Answers with rules, with what is wrong with copies of them, and with what these would have done. */
final class Rules implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final RuleDesk desk;
    private final Backtests backtests;
    /** A check takes some milliseconds of a core: so many at a time. */
    private final Semaphore checks = new Semaphore(2);

    private Rules(RuleDesk desk, Backtests backtests) {
        this.desk = desk;
        this.backtests = backtests;
    }

    static Rules of(ConsoleParts parts, AlertsView alerts, Clock clock) {
        RuleDesk desk = new RuleDesk(
                Path.of(parts.settings().alertRules()), parts.settings().ruleContext(), alerts, clock);
        EventTopics topics = new EventTopics(parts.settings().kafka());
        return new Rules(desk, new Backtests(desk, parts.trial(), topics, clock));
    }

    void routes(RoutesConfig routes, Callers callers) {
        routes.get("/api/rules", context -> {
            callers.session(context);
            context.contentType("application/json").result(desk.all());
        });
        routes.get("/api/rules/schema", context -> {
            callers.session(context);
            context.contentType("application/json").result(RuleSchema.text().getBytes(StandardCharsets.UTF_8));
        });
        routes.get("/api/rules/file", context -> {
            callers.session(context);
            file(context);
        });
        routes.get("/api/rules/backtest", context -> {
            callers.session(context);
            context.contentType("application/json").result(backtests.present());
        });
        routes.post("/api/rules/check", context -> callers.ask(context, this::check));
        routes.post("/api/rules/backtest", context -> callers.act(context, this::backtest));
        routes.post("/api/rules/backtest/end", context -> callers.act(context, backtests::end));
    }

    private void file(Context context) {
        String name = context.queryParam("name");
        String text = name == null ? null : desk.text(name);
        if (text == null) {
            throw new NotFoundResponse("there is no rule file of that name");
        }
        context.contentType("application/json")
                .result(TreeBytes.of(JSON.createObjectNode().put("name", name).put("text", text)));
    }

    private void check(Context context, Session session) {
        JsonNode body = Actions.body(context);
        String name = name(body);
        if (!checks.tryAcquire()) {
            throw new ServiceUnavailableResponse("others have rules checked; try again in a moment");
        }
        try {
            context.contentType("application/json").result(desk.check(name, text(body)));
        } finally {
            checks.release();
        }
        Audit.line(session.user(), context, "check", name, "checked");
    }

    private void backtest(Context context, Session session) {
        JsonNode body = Actions.body(context);
        backtests.start(context, session, name(body), text(body));
    }

    private String name(JsonNode body) {
        String name = body.path("file").asText();
        if (desk.text(name) == null) {
            throw new BadRequestResponse("file: there is no rule file of that name");
        }
        return name;
    }

    private static String text(JsonNode body) {
        if (!body.path("text").isTextual()) {
            throw new BadRequestResponse("text: must be what the file is to say");
        }
        return body.path("text").asText();
    }

    @Override
    public void close() {
        backtests.close();
    }
}
