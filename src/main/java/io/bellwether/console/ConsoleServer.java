package io.bellwether.console;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellwether.console.Sessions.Session;
import io.bellwether.queue.ServiceLimits;
import io.bellwether.settings.ConsoleSettings;
import io.bellwether.settings.KafkaSettings;
import io.bellwether.settings.Settings;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import io.javalin.http.NotFoundResponse;
import io.javalin.util.JavalinBindException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.eclipse.jetty.ee10.servlet.ServletHolder;

/**
 * The live console: reads the job's topics and the store, and shows them in browsers. It asks the job nothing and tells it what
 * leads say of alerts by the topic of commands, so any number may run beside a job.
 */
public final class ConsoleServer implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_BODY = 64 << 10;

    private final Settings settings;
    private final Clock clock;
    private final Gate gate;
    private final Callers callers;
    private final ClockRows clocks = new ClockRows();
    private final AlertsView alerts;
    private final Actions actions;
    private final Cases cases;
    private final Plans plans;
    private final Rules rules;
    private final Assets assets = new Assets();
    private final StreamServlet stream;
    private final Ticker ticker;
    private final Javalin server;
    private final Map<String, TopicTail> tails = new TreeMap<>();
    private Zipped zipped = new Zipped(new byte[0], new byte[0]);

    private record Zipped(byte[] plain, byte[] zipped) {}

    private ConsoleServer(ConsoleParts parts, Clock clock) {
        this.clock = clock;
        settings = parts.settings();
        Properties client = settings.kafka().clientProperties();
        gate = new Gate(settings.console(), clock);
        callers = new Callers(gate);
        alerts = new AlertsView(clock);
        actions = new Actions(client, settings.kafka().control(), alerts, clock);
        cases = new Cases(new CaseFinder(settings), parts.policies(), clock);
        plans = plans(parts);
        rules = Rules.of(parts, alerts, clock);
        stream = new StreamServlet(gate);
        ticker = new Ticker(
                clock,
                clocks,
                alerts,
                parts.store() == null
                        ? null
                        : new QueueFigures(parts.store(), settings.series().windowMillis(), parts.recentMillis()),
                tails,
                stream);
        server = Javalin.create(this::configure);
    }

    private Plans plans(ConsoleParts parts) {
        PlanFigures figures = parts.store() == null
                ? null
                : new PlanFigures(
                        parts.store(),
                        settings.series().intervalMillis(),
                        settings.planning().zone());
        return new Plans(figures, !settings.planning().file().isEmpty(), clock);
    }

    /**
     * Opens it.
     *
     * @throws IllegalArgumentException where the settings would open it to everybody; the message says what to do
     * @throws IllegalStateException where its port is taken
     */
    public static ConsoleServer start(ConsoleParts parts, Clock clock) {
        ConsoleSettings settings = parts.settings().console();
        String problem = settings.problem();
        if (problem.isEmpty() && settings.hasTls()) {
            problem = Tls.problem(settings);
        }
        if (!problem.isEmpty()) {
            throw new IllegalArgumentException(problem);
        }
        ConsoleServer console = new ConsoleServer(parts, clock);
        try {
            console.open();
            return console;
        } catch (JavalinBindException e) {
            console.close();
            throw new IllegalStateException(
                    "port " + parts.settings().console().port() + " of "
                            + parts.settings().console().host() + " cannot be listened on: " + e.getMessage(),
                    e);
        } catch (RuntimeException e) {
            console.close();
            throw e;
        }
    }

    private void open() {
        KafkaSettings kafka = settings.kafka();
        Properties client = kafka.clientProperties();
        if (!kafka.clocks().isEmpty()) {
            tails.put("clocks", new TopicTail(client, kafka.clocks(), clock, this::clock));
        }
        tails.put("alerts", new TopicTail(client, kafka.alerts(), clock, (key, value) -> alerts.alert(value)));
        tails.put("control", new TopicTail(client, kafka.control(), clock, (key, value) -> alerts.command(value)));
        ticker.start();
        if (settings.console().hasTls()) {
            server.start();
        } else {
            server.start(settings.console().host(), settings.console().port());
        }
    }

    private void clock(byte[] key, byte[] value) {
        if (key != null) {
            clocks.take(new String(key, StandardCharsets.UTF_8), value);
        }
    }

    /** Where it is. */
    public String url() {
        return (settings.console().hasTls() ? "https://" : "http://")
                + settings.console().host()
                + ':'
                + server.port();
    }

    /** How many browsers listen. */
    int listening() {
        return stream.listening();
    }

    private void configure(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.http.compressionStrategy = CompressionStrategy.NONE;
        config.http.maxRequestSize = MOST_BODY;
        config.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
        config.jetty.modifyServletContextHandler(context -> {
            ServletHolder holder = new ServletHolder(stream);
            holder.setAsyncSupported(true);
            context.addServlet(holder, "/api/stream");
        });
        if (settings.console().hasTls()) {
            config.jetty.addConnector((jetty, http) -> Tls.connector(jetty, http, settings.console()));
        }
        routes(config.routes);
    }

    private void routes(RoutesConfig routes) {
        routes.before(context -> {
            gate.protect(context.res());
            Audit.from(context, gate.address(context.req()));
            if (gate.isForeign(context.req())) {
                Audit.line("", context, context.path(), "", "foreign");
                throw new ForbiddenResponse("asked by a page of another origin, or by another name of this host");
            }
        });
        assets.paths().forEach(path -> routes.get(path, assets::answer));
        routes.get("/api/health", context -> context.result("ok"));
        routes.get("/api/me", this::me);
        routes.post("/api/login", callers::signIn);
        routes.post("/api/logout", callers::signOut);
        routes.get("/api/board", context -> look(context, ticker.board()));
        routes.get("/api/alerts", context -> look(context, alerts.all()));
        routes.get("/api/alerts/{id}", context -> look(context, alerts.one(context.pathParam("id"))));
        routes.get("/api/clocks", this::allClocks);
        routes.get("/api/plan", context -> {
            callers.session(context);
            plans.answer(context);
        });
        routes.get("/api/case", context -> cases.answer(context, callers.session(context)));
        rules.routes(routes, callers);
        routes.post("/api/alerts/{id}/ack", context -> callers.act(context, actions::acknowledge));
        routes.post("/api/silences", context -> callers.act(context, actions::silence));
        routes.post("/api/standing/{id}/expire", context -> callers.act(context, actions::expire));
    }

    private void me(Context context) throws IOException {
        Session session = gate.session(context.req());
        if (session == null && !gate.asksWho()) {
            session = gate.beginHere(context.req(), context.res());
        }
        ObjectNode json = JSON.createObjectNode();
        json.put("asks_who", gate.asksWho());
        if (session != null) {
            json.put("user", session.user());
            json.put("role", session.role().name().toLowerCase(Locale.ROOT));
            json.put("csrf", session.csrf());
            ServiceLimits limits = settings.serviceLevel().usual();
            json.put("formula", limits.formula().name());
            json.put("threshold_ms", limits.thresholdMillis());
            json.put("short_abandon_ms", limits.shortAbandonMillis());
            json.put("window_ms", settings.series().windowMillis());
            json.put("disorder_ms", settings.time().disorderMillis());
            json.put("has_store", ticker.hasStore());
            json.put("has_clocks", !settings.kafka().clocks().isEmpty());
        }
        context.contentType("application/json").result(JSON.writeValueAsBytes(json));
    }

    private void allClocks(Context context) {
        callers.session(context);
        byte[] plain = clocks.whole();
        context.contentType("application/json");
        if (isOfThisMachine(context)) {
            context.result(plain);
            return;
        }
        synchronized (this) {
            if (plain != zipped.plain()) {
                zipped = new Zipped(plain, Assets.zipped(plain));
            }
            Assets.send(context, zipped.plain(), zipped.zipped());
        }
    }

    /** Packing takes longer there than the way. */
    private boolean isOfThisMachine(Context context) {
        if (settings.console().behindProxy()) {
            return false;
        }
        String address = context.ip();
        return address.equals("127.0.0.1") || address.equals("[0:0:0:0:0:0:0:1]") || address.equals("0:0:0:0:0:0:0:1");
    }

    private void look(Context context, byte[] json) {
        callers.session(context);
        if (json == null) {
            throw new NotFoundResponse("there is none of that id");
        }
        context.contentType("application/json").result(json);
    }

    @Override
    public void close() {
        ticker.close();
        rules.close();
        stream.close();
        server.stop();
        tails.values().forEach(TopicTail::close);
    }
}
