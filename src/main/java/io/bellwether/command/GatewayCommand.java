package io.bellwether.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.bellwether.file.FileProblem;
import io.bellwether.file.InputFile;
import io.bellwether.file.Unusable;
import io.bellwether.gateway.GatewaySettings;
import io.bellwether.gateway.GatewaySource;
import io.bellwether.gateway.Intake;
import io.bellwether.gateway.PayloadShape;
import io.bellwether.gateway.Tried;
import io.bellwether.gateway.mapping.MemorySnapshots;
import io.bellwether.gateway.sender.WebhookCall;
import io.bellwether.gateway.server.GatewayRun;
import io.bellwether.gateway.server.GatewayTopics;
import io.bellwether.job.Interrupts;
import io.bellwether.settings.KafkaSettings;
import io.bellwether.settings.KnownSettings;
import io.bellwether.settings.Settings;
import io.bellwether.settings.SettingsException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bellwether gateway}: events in from other products. */
@Command(
        name = "gateway",
        description = {
            "Take events in from the systems that people have, by their webhooks, and write them into Kafka.",
            "",
            "Sources, their secrets and the port stand under gateway in the settings. A delivery is answered with success "
                    + "when Kafka has all that came of it, and put off with 503 while it cannot. Runs until it is stopped.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  bellwether gateway --config bellwether.yaml",
            "  bellwether gateway try --source zendesk payload.json",
            "  bellwether gateway record payload.json"
        },
        mixinStandardHelpOptions = true)
public final class GatewayCommand implements Callable<Integer> {

    private static final JsonMapper JSON = new JsonMapper();

    @Spec
    private CommandSpec spec;

    @Option(names = "--config", paramLabel = "FILE", description = "Settings, with the sources under gateway.")
    private Path config;

    @Override
    public Integer call() throws Unusable, SettingsException, InterruptedException {
        if (config == null) {
            throw new Unusable("--config is missing: name the settings, with the sources under gateway");
        }
        KnownSettings known = Settings.known(config);
        GatewaySettings gateway = known.gateway();
        KafkaSettings kafka = known.settings().kafka();
        long maxFuture = known.settings().time().maxFutureMillis();
        try (Interrupts interrupts = new Interrupts();
                GatewayRun run = GatewayRun.start(gateway, kafka.clientProperties(), topics(known), maxFuture)) {
            PrintWriter out = spec.commandLine().getOut();
            out.println("The gateway listens at " + (gateway.keystore().isEmpty() ? "http" : "https") + "://"
                    + gateway.host() + ":" + run.port() + "/in/"
                    + gateway.sources().stream().map(GatewaySource::name).collect(Collectors.joining(", /in/"))
                    + "; /health, /metrics. Log: " + Logs.file() + ". Ctrl-C stops it.");
            if (!run.isBrokerThere()) {
                out.println("Kafka at " + kafka.servers() + " does not answer: deliveries are put off until it does.");
            }
            out.flush();
            while (!interrupts.await(Long.MAX_VALUE)) {
                // until somebody asks for the end
            }
        }
        return Interrupts.EXIT_CODE;
    }

    /** Where events go, by the settings. */
    static GatewayTopics topics(KnownSettings known) {
        KafkaSettings kafka = known.settings().kafka();
        return new GatewayTopics(
                kafka.tickets(),
                kafka.chats(),
                kafka.agents(),
                kafka.rejected(),
                known.gatewaySettings().stateTopic());
    }

    /** Prints what payloads become. */
    @Command(
            name = "try",
            description = {
                "Print the events that payloads in files become, and why not.",
                "",
                "Nothing is sent anywhere, no signature is looked at, and texts of messages are not shown. Of products that "
                        + "tell a case whole each time, nothing is known before the first file. Exits with 1 if something would get lost.",
                ""
            },
            footer = {
                "",
                "Examples:",
                "  bellwether gateway try --source zendesk payload.json",
                "  bellwether gateway try --mapping middleware.yaml payload.json --json"
            },
            mixinStandardHelpOptions = true)
    int tryOut(
            @Option(
                            names = "--source",
                            paramLabel = "NAME",
                            description = "A source of the settings, or the name of an adapter.")
                    String name,
            @Option(
                            names = "--mapping",
                            paramLabel = "FILE",
                            description = "A mapping of your own, in the place of the adapter's.")
                    Path mapping,
            @Option(
                            names = "--config",
                            paramLabel = "FILE",
                            description = "Settings, whose sources and dimensions count. Default: the defaults.")
                    Path config,
            @Option(
                            names = "--header",
                            paramLabel = "NAME:VALUE",
                            description = "A header of the delivery; may be given more than once.")
                    List<String> headers,
            @Option(names = "--json", description = "Print JSON.") boolean json,
            @Parameters(paramLabel = "FILE", arity = "1..*", description = "Payloads, a delivery each.")
                    List<Path> files)
            throws Unusable, FileProblem, SettingsException {
        Intake intake = Intake.ofFiles(GatewaySources.of(name, mapping, config), new MemorySnapshots());
        List<Tried> tried = new ArrayList<>();
        for (Path file : files) {
            WebhookCall call = WebhookCall.of(bytes(file))
                    .withHeaders(GatewaySources.headers(headers))
                    .receivedAt(System.currentTimeMillis());
            tried.add(new Tried(file.toString(), intake.mapper().map(call, Long.MAX_VALUE)));
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            ArrayNode all = JSON.createArrayNode();
            tried.forEach(one -> all.add(one.json()));
            out.println(all);
        } else {
            tried.forEach(one -> one.lines().forEach(out::println));
        }
        out.flush();
        return tried.stream().anyMatch(Tried::isLossy) ? 1 : 0;
    }

    /** Prints the shapes of payloads. */
    @Command(
            name = "record",
            description =
                    "Print what payloads are made of, keys and types without values, to report a fault of a mapping.",
            footer = {"", "Example:", "  bellwether gateway record payload.json"},
            mixinStandardHelpOptions = true)
    int record(@Parameters(paramLabel = "FILE", arity = "1..*", description = "Payloads in JSON.") List<Path> files)
            throws FileProblem {
        PrintWriter out = spec.commandLine().getOut();
        for (Path file : files) {
            out.println(PayloadShape.of(json(file)).toPrettyString());
        }
        out.flush();
        return 0;
    }

    private static byte[] bytes(Path file) throws FileProblem {
        InputFile.require(file);
        try (InputStream in = InputFile.open(file)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw FileProblem.of(file, e);
        }
    }

    private static JsonNode json(Path file) throws FileProblem {
        try {
            JsonNode node = JSON.readTree(bytes(file));
            if (node == null || node.isMissingNode()) {
                throw FileProblem.saying(file, "is empty; name a file with a payload in JSON");
            }
            return node;
        } catch (JsonProcessingException e) {
            throw FileProblem.saying(
                    file,
                    "is not JSON at line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr());
        } catch (IOException e) {
            throw FileProblem.of(file, e);
        }
    }
}
