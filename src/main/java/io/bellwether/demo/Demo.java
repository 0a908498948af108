package io.bellwether.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.bellwether.console.ConsoleParts;
import io.bellwether.console.ConsoleServer;
import io.bellwether.embedded.EmbeddedKafka;
import io.bellwether.embedded.EmbeddedStore;
import io.bellwether.embedded.Ports;
import io.bellwether.embedded.WebhookReceiver;
import io.bellwether.influx.RowSource;
import io.bellwether.job.Interrupts;
import io.bellwether.job.RuleFolder;
import io.bellwether.notify.Variables;
import io.bellwether.rule.RuleSet;
import io.bellwether.rule.SeriesRule;
import io.bellwether.sentiment.SentimentModel;
import io.bellwether.settings.KafkaSettings;
import io.bellwether.settings.Settings;
import io.bellwether.simulate.Scenario;
import io.bellwether.simulate.Scenarios;
import io.bellwether.simulate.Simulation;
import io.bellwether.sla.PolicyBook;
import io.bellwether.sla.PolicyException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything in one process: starts the parts, watches them, ends them. */
public final class Demo {

    private static final Logger LOG = LoggerFactory.getLogger(Demo.class);
    private static final int SECRET_BYTES = 32;
    private static final int PARTITIONS = 4;
    private static final long FIRST_POINTS_MILLIS = 120_000;
    private static final long LOOK_MILLIS = 250;
    private static final long SECOND_MILLIS = 1_000;

    private final DemoOptions options;
    private final Terminal terminal;
    private final Interrupts interrupts;
    private final Clock clock;
    private final AlertInbox inbox = new AlertInbox();
    private Startup startup;
    private Settings settings;
    private RuleSet rules;
    private DemoPlaces places;
    private int consolePort;

    public Demo(DemoOptions options, Terminal terminal, Interrupts interrupts, Clock clock) {
        this.options = options;
        this.terminal = terminal;
        this.interrupts = interrupts;
        this.clock = clock;
    }

    /** Runs until its time is over or somebody asks to end, and gives the exit code. */
    public int run() throws Exception {
        consolePort = options.consolePort() == 0 ? Ports.free() : options.consolePort();
        startup = new Startup(terminal, clock, page(consolePort));
        DemoSummary summary;
        try (Parts parts = new Parts()) {
            DemoFolder folder = parts.add("folder", DemoFolder.create(options.keep()));
            FutureTask<EmbeddedStore> storeStart = storeStart(parts, folder);
            EmbeddedKafka kafka = startup.step(
                    "Kafka broker", () -> parts.add("broker", kafka(folder)), EmbeddedKafka::bootstrapServers);
            EmbeddedStore store = startup.step("metrics store", () -> get(storeStart), EmbeddedStore::url);
            settings = Settings.load(folder.settings(kafka.bootstrapServers(), store.url()));
            Simulation simulation = simulation();
            Feeder feeder = parts.add("feeder", Feeder.start(simulation, options.seed(), settings.kafka(), clock));
            startup.step("console", () -> parts.add("console", console(parts, store, folder)), ConsoleServer::url);
            String secret = secret();
            WebhookReceiver receiver = startup.step(
                    "webhook receiver",
                    () -> parts.add("webhook receiver", receiver(folder, secret)),
                    hook -> hook.uri().toString());
            RuleFolder read = folder.read(settings, variables(receiver, secret));
            read.problems().forEach(warning -> LOG.warn("{}", warning));
            rules = read.rules();
            int webPort = options.webPort() == 0 ? Ports.free() : options.webPort();
            places = places(folder, store, webPort);
            DemoJob job = startup.step(
                    "Flink",
                    () -> parts.add(
                            "job",
                            DemoJob.start(settings, read, folder, variables(receiver, secret), webPort, options.log())),
                    started -> places.webUi());
            summary = watch(new Running(store, job, feeder, simulation));
            terminal.close();
            terminal.println(terminal.style().unicode() ? "Stopping …" : "Stopping ...");
        }
        summary.lines().forEach(terminal::println);
        if (options.keep()) {
            terminal.println("Kept: " + places.rules().replaceFirst("/rules$", ""));
        }
        return interrupts.isAsked() ? Interrupts.EXIT_CODE : 0;
    }

    private record Running(EmbeddedStore store, DemoJob job, Feeder feeder, Simulation simulation) {

        void requireHealthy() throws Exception {
            job.requireRunning();
            if (feeder.failure() != null) {
                throw new IllegalStateException("events cannot be written to the broker", feeder.failure());
            }
        }
    }

    /** Begins to start the store, which takes as long as the broker, beside it. */
    private FutureTask<EmbeddedStore> storeStart(Parts parts, DemoFolder folder) {
        FutureTask<EmbeddedStore> task = new FutureTask<>(() -> parts.add("store", store(folder)));
        new Thread(task, "bellwether-demo-store").start();
        // What is half started must be started before it can be stopped.
        parts.add("start of the store", () -> get(task));
        return task;
    }

    private static <T> T get(FutureTask<T> task) throws Exception {
        try {
            return task.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    private Simulation simulation() {
        Scenario scenario = Scenarios.load("demo").withRate(options.rate());
        return new Simulation(scenario, options.seed(), clock.millis());
    }

    private DemoSummary watch(Running running) throws Exception {
        IncidentBoard board = new IncidentBoard(running.simulation().incidents(), measurements(rules));
        FiguresQuery query = new FiguresQuery(running.store());
        startup.hint(places, board.next(clock.millis()));
        startup.step("first points", () -> firstPoints(query, running), points -> "in the store");
        DemoView watch = new DemoView(terminal, places, inbox, board, query, startup.startedAt());
        long end = options.forMillis() == 0 ? Long.MAX_VALUE : clock.millis() + options.forMillis();
        while (clock.millis() < end && !interrupts.isAsked()) {
            running.requireHealthy();
            long now = clock.millis();
            watch.look(now, options.plain());
            interrupts.await(Math.min(end - now, SECOND_MILLIS - (clock.millis() - now)));
        }
        running.feeder().close();
        return watch.summary(clock.millis());
    }

    private Long firstPoints(FiguresQuery query, Running running) throws Exception {
        long giveUp = clock.millis() + FIRST_POINTS_MILLIS;
        while (!interrupts.isAsked()) {
            running.requireHealthy();
            long points = query.read(clock.millis()).points();
            if (points > 0) {
                return points;
            }
            if (clock.millis() > giveUp) {
                throw new IllegalStateException("no point reached the store within two minutes");
            }
            interrupts.await(LOOK_MILLIS);
        }
        return 0L;
    }

    private EmbeddedKafka kafka(DemoFolder folder) throws Exception {
        EmbeddedKafka kafka = EmbeddedKafka.start(folder.root().resolve("kafka"), options.kafkaPort());
        KafkaSettings topics = Settings.defaults().kafka();
        for (String topic : topics.inputs()) {
            kafka.createTopic(topic, PARTITIONS);
        }
        kafka.createTopic(topics.rejected(), 1);
        kafka.createTopic(topics.failedDeliveries(), 1);
        kafka.createTopic(topics.control(), 1);
        kafka.createTopic(topics.alerts(), 1);
        kafka.createTopic(DemoFolder.CLOCKS, 1, Map.of("cleanup.policy", "compact"));
        return kafka;
    }

    private EmbeddedStore store(DemoFolder folder) throws Exception {
        return EmbeddedStore.start(
                folder.root().resolve("store"),
                options.storePort(),
                Settings.defaults().series().dimensions());
    }

    /** In front of the job: whoever looks sees it come to life. */
    private ConsoleServer console(Parts parts, EmbeddedStore store, DemoFolder folder) throws Exception {
        Settings shown = settings.withConsole(settings.console().on(consolePort));
        RowSource rows = parts.add("rows", new DemoRows(store, settings.series().dimensions()));
        return ConsoleServer.start(
                new ConsoleParts(
                        shown,
                        rows,
                        FiguresQuery.WINDOW_MILLIS,
                        () -> policies(folder),
                        () -> new ConsoleParts.Trial(settings, policies(folder), SentimentModel::bundled)),
                clock);
    }

    private PolicyBook policies(DemoFolder folder) {
        try {
            return PolicyBook.load(
                    folder.rules().resolve("sla-policies.yaml"),
                    settings.series().agentIds());
        } catch (PolicyException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    private WebhookReceiver receiver(DemoFolder folder, String secret) throws Exception {
        WebhookReceiver receiver = WebhookReceiver.start(options.webhookPort(), secret, folder.webhooks(), clock);
        receiver.listen(message -> {
            try {
                inbox.take(message.body(), clock.millis());
            } catch (JsonProcessingException e) {
                LOG.error("A message of the webhook receiver is no JSON", e);
            }
        });
        return receiver;
    }

    private static Variables variables(WebhookReceiver receiver, String secret) {
        return Variables.of(
                Map.of("BELLWETHER_WEBHOOK_URL", receiver.uri().toString(), "BELLWETHER_WEBHOOK_SECRET", secret));
    }

    private static String secret() {
        byte[] secret = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(secret);
        return "whsec_" + Base64.getEncoder().encodeToString(secret);
    }

    private static String page(int port) {
        return "http://localhost:" + port;
    }

    private DemoPlaces places(DemoFolder folder, EmbeddedStore store, int webPort) {
        return new DemoPlaces(
                page(consolePort),
                "http://localhost:" + webPort,
                "http://localhost:" + store.port(),
                folder.webhooks().toString(),
                options.log(),
                folder.rules().toString());
    }

    /** What each rule looks at. */
    static Map<String, String> measurements(RuleSet rules) {
        Map<String, String> measurements = new HashMap<>();
        List.copyOf(rules.rules()).forEach(rule -> {
            if (rule instanceof SeriesRule series) {
                measurements.put(rule.uid(), series.metric().measurement().wireName());
            }
        });
        return measurements;
    }
}
