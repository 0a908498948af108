package io.bellwether.gateway.server;

import io.bellwether.gateway.GatewaySettings;
import io.bellwether.gateway.Intake;
import io.bellwether.gateway.mapping.MemorySnapshots;
import io.bellwether.gateway.sender.WebhookCall;
import io.bellwether.gateway.server.GatewayMetrics.Count;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP side of the gateway: {@code /in/NAME} for each source, {@code /health}, {@code /metrics}, {@code /shapes}. No handler waits for
 * Kafka: deliveries that do are counted, and what is beyond the limit is put off.
 */
public final class GatewayServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(GatewayServer.class);
    private static final String IN = "/in/{source}";
    private static final int WRITERS = 4;
    private static final int MOST_DRAINED = 64 << 10;
    private static final String JSON_TYPE = "application/json";
    private static final String METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final GatewaySettings settings;
    /** Without a slash at its end: paths begin with one. */
    private final String publicUrl;

    private final Map<String, Intake> intakes;
    private final EventOutlet outlet;
    private final Reception reception;
    private final MemorySnapshots snapshots;
    private final BooleanSupplier restored;
    private final GatewayMetrics metrics = new GatewayMetrics();
    private final KeptShapes shapes;
    private final Pulls pulls;
    private final AtomicInteger inFlight = new AtomicInteger();
    private final ExecutorService writers = Executors.newFixedThreadPool(WRITERS, task -> {
        Thread thread = new Thread(task, "gateway-answers");
        thread.setDaemon(true);
        return thread;
    });
    private final Javalin server;

    private GatewayServer(
            GatewaySettings settings,
            Map<String, Intake> intakes,
            EventOutlet outlet,
            GatewayTopics topics,
            MemorySnapshots snapshots,
            PullCursors cursors,
            BooleanSupplier restored,
            long maxFutureMillis) {
        this.settings = settings;
        this.publicUrl = settings.publicUrl().replaceAll("/+$", "");
        this.intakes = Map.copyOf(intakes);
        this.outlet = outlet;
        this.snapshots = snapshots;
        this.restored = restored;
        this.shapes = new KeptShapes(settings.keptShapes());
        this.pulls = new Pulls(cursors, metrics);
        this.reception = new Reception(
                outlet, topics, snapshots, metrics, shapes, pulls, settings.answerWithinMillis(), maxFutureMillis);
        intakes.values().stream()
                .filter(intake -> intake.source().pull() != null)
                .forEach(intake -> pulls.add(intake, reception));
        this.server = Javalin.create(this::configure);
    }

    /**
     * Listens.
     *
     * @param intakes by the names of their sources
     * @param snapshots what the intakes remember in
     * @param cursors up to where is read what is fetched
     * @param restored whether that holds what was known before the start; until then deliveries of sources that ask for it
     *     are put off
     */
    public static GatewayServer start(
            GatewaySettings settings,
            Map<String, Intake> intakes,
            EventOutlet outlet,
            GatewayTopics topics,
            MemorySnapshots snapshots,
            PullCursors cursors,
            BooleanSupplier restored,
            long maxFutureMillis) {
        GatewayServer gateway =
                new GatewayServer(settings, intakes, outlet, topics, snapshots, cursors, restored, maxFutureMillis);
        gateway.server.start();
        return gateway;
    }

    private void configure(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.startup.startupWatcherEnabled = false;
        config.http.maxRequestSize = settings.largestBody();
        config.http.asyncTimeout = 2 * settings.answerWithinMillis();
        config.jetty.host = settings.host();
        config.jetty.port = settings.port();
        if (!settings.keystore().isEmpty()) {
            config.jetty.addConnector((jetty, http) -> TlsConnector.of(jetty, http, settings));
        }
        config.routes.addHttpHandler(HandlerType.POST, IN, this::deliver);
        config.routes.addHttpHandler(HandlerType.GET, IN, this::deliver);
        config.routes.addHttpHandler(HandlerType.HEAD, IN, this::look);
        config.routes.addHttpHandler(HandlerType.GET, "/health", this::health);
        config.routes.addHttpHandler(HandlerType.GET, "/metrics", context -> context.contentType(METRICS_TYPE)
                .result(metrics.text(inFlight.get(), outlet.isOpen(), snapshots.size())));
        config.routes.addHttpHandler(HandlerType.GET, "/shapes", context -> context.contentType(JSON_TYPE)
                .result(shapes.json()));
    }

    private void deliver(Context context) {
        long begun = System.nanoTime();
        Intake intake = intakes.get(context.pathParam("source"));
        if (intake == null) {
            drain(context);
            write(context, GatewayReply.error(404, "there is no source of that name"));
            return;
        }
        String source = intake.source().name();
        metrics.add(Count.RECEIVED, 1, source);
        if (inFlight.incrementAndGet() > settings.mostInFlight()) {
            inFlight.decrementAndGet();
            drain(context);
            finish(context, source, begun, GatewayReply.later("too many deliveries wait"));
            return;
        }
        CompletableFuture<GatewayReply> reply =
                guarded(intake, context).whenComplete((done, failure) -> inFlight.decrementAndGet());
        context.future(() -> reply.thenAcceptAsync(done -> finish(context, source, begun, done), writers));
    }

    /**
     * What is left unread ends the connection, and a sender that waits to send the rest would not see the answer. Of those that
     * nobody knows not much is read.
     */
    private static void drain(Context context) {
        try {
            byte[] passedOver = TimedBody.read(context.bodyInputStream(), MOST_DRAINED);
            LOG.trace("{} bytes are passed over", passedOver.length);
        } catch (IOException e) {
            LOG.debug(
                    "A delivery broke off, or came too slowly: {}", e.getClass().getSimpleName());
        }
    }

    /** Whatever goes wrong, what is said of it quotes nothing of the delivery: neither do logs, so no message is logged. */
    private CompletableFuture<GatewayReply> guarded(Intake intake, Context context) {
        try {
            return reply(intake, context);
        } catch (IOException e) {
            return CompletableFuture.completedFuture(
                    GatewayReply.error(400, "the delivery broke off, or came too slowly"));
        } catch (RuntimeException | Error e) {
            // an error, too: of a delivery that is not answered nobody would ever count that it waits no more
            LOG.error(
                    "A delivery of {} could not be worked on: {} at {}",
                    intake.source().name(),
                    e.getClass(),
                    e.getStackTrace().length == 0 ? "" : e.getStackTrace()[0]);
            return CompletableFuture.completedFuture(GatewayReply.error(500, "the gateway failed on this delivery"));
        }
    }

    private CompletableFuture<GatewayReply> reply(Intake intake, Context context) throws IOException {
        byte[] body = TimedBody.read(context.bodyInputStream(), settings.largestBody() + 1);
        if (body.length > settings.largestBody()) {
            return CompletableFuture.completedFuture(
                    GatewayReply.error(413, "the delivery has more than " + settings.largestBody() + " bytes"));
        }
        if (intake.isRemembered() && !restored.getAsBoolean()) {
            return CompletableFuture.completedFuture(GatewayReply.later("what is known of cases is still being read"));
        }
        return reception.receive(intake, call(context, body), System.currentTimeMillis());
    }

    private WebhookCall call(Context context, byte[] body) {
        Map<String, String> query = new HashMap<>();
        context.queryParamMap().forEach((name, values) -> query.put(name, values.isEmpty() ? "" : values.get(0)));
        String parameters = context.queryString();
        String url = publicUrl.isEmpty() ? context.url() : publicUrl + context.path();
        return new WebhookCall(
                context.method().name(),
                parameters == null ? url : url + "?" + parameters,
                query,
                context.headerMap(),
                body);
    }

    private void finish(Context context, String source, long begun, GatewayReply reply) {
        metrics.add(Count.ANSWERED, 1, source, Integer.toString(reply.status()));
        metrics.answeredAfter(System.nanoTime() - begun);
        write(context, reply);
    }

    private static void write(Context context, GatewayReply reply) {
        context.status(reply.status()).contentType(reply.type()).result(reply.body());
        if (reply.retryAfterSeconds() > 0) {
            context.header("Retry-After", Integer.toString(reply.retryAfterSeconds()));
        }
    }

    /** Some products ask so whether the address is there. */
    private void look(Context context) {
        context.status(intakes.containsKey(context.pathParam("source")) ? 200 : 404);
    }

    private void health(Context context) {
        String state = !outlet.isOpen() ? "broker away" : restored.getAsBoolean() ? "ok" : "restoring";
        context.status(state.equals("ok") ? 200 : 503).contentType(JSON_TYPE).result("{\"status\":\"" + state + "\"}");
    }

    /** Begins to fetch, once it is known up to where that was done. */
    void startPulls() {
        pulls.start();
    }

    /** Where it listens, also where the settings say any. */
    public int port() {
        return server.port();
    }

    @Override
    public void close() {
        pulls.close();
        server.stop();
        writers.shutdown();
    }
}
