package io.bellwether.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.bellwether.file.FileProblem;
import io.bellwether.file.InputFile;
import io.bellwether.file.Unusable;
import io.bellwether.gateway.GatewaySource;
import io.bellwether.gateway.Intake;
import io.bellwether.gateway.PayloadShape;
import io.bellwether.gateway.Tried;
import io.bellwether.gateway.mapping.MemorySnapshots;
import io.bellwether.gateway.sender.Secrets;
import io.bellwether.gateway.sender.WebhookCall;
import io.bellwether.gateway.mapping.SourceOptions;
import io.bellwether.settings.KnownSettings;
import io.bellwether.settings.Settings;
import io.bellwether.settings.SettingsException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bellwether gateway}: events in from other products. */
@Command(
        name = "gateway",
        description = "Take events in from the systems that people have, by their webhooks.",
        footer = {
            "",
            "Examples:",
            "  bellwether gateway try --source zendesk payload.json",
            "  bellwether gateway record payload.json"
        },
        mixinStandardHelpOptions = true)
public final class GatewayCommand {

    private static final JsonMapper JSON = new JsonMapper();

    @Spec
    private CommandSpec spec;

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
            @Parameters(paramLabel = "FILE", arity = "1..*", description = "Payloads, a delivery each.") List<Path> files)
            throws Unusable, FileProblem, SettingsException {
        Intake intake = Intake.ofFiles(source(name, mapping, config), new MemorySnapshots());
        List<Tried> tried = new ArrayList<>();
        for (Path file : files) {
            WebhookCall call = WebhookCall.of(bytes(file))
                    .withHeaders(headers(headers))
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
            description = "Print what payloads are made of, keys and types without values, to report a fault of a mapping.",
            footer = {"", "Example:", "  bellwether gateway record payload.json"},
            mixinStandardHelpOptions = true)
    int record(
            @Parameters(paramLabel = "FILE", arity = "1..*", description = "Payloads in JSON.") List<Path> files)
            throws FileProblem {
        PrintWriter out = spec.commandLine().getOut();
        for (Path file : files) {
            out.println(PayloadShape.of(json(file)).toPrettyString());
        }
        out.flush();
        return 0;
    }

    /** The source that is meant: of the settings, of an adapter, or of a mapping alone. */
    static GatewaySource source(String name, Path mapping, Path config) throws Unusable, SettingsException {
        if (name == null && mapping == null) {
            throw new Unusable("--source is missing: name a source of the settings or an adapter, or a file with --mapping");
        }
        KnownSettings known = config == null ? KnownSettings.ofDefaults() : Settings.known(config);
        for (GatewaySource source : known.gatewaySettings().sources()) {
            if (source.name().equals(name)) {
                return mapping == null ? source : adapter(GatewaySource.GENERIC, mapping, source.options());
            }
        }
        List<String> dimensions = known.needing("dimensions").series().dimensions();
        String called = name == null ? GatewaySource.GENERIC : name;
        return adapter(called, mapping, SourceOptions.of(called).withDimensions(dimensions));
    }

    private static GatewaySource adapter(String name, Path mapping, SourceOptions options) {
        return new GatewaySource(
                name, mapping == null ? "" : mapping.toString(), Secrets.NONE, List.of(), null, true, options);
    }

    private static Map<String, String> headers(List<String> written) throws Unusable {
        Map<String, String> headers = new LinkedHashMap<>();
        for (String header : written == null ? List.<String>of() : written) {
            int colon = header.indexOf(':');
            if (colon < 1) {
                throw new Unusable("--header: must be a name, a colon and a value, not " + header);
            }
            headers.put(header.substring(0, colon).strip(), header.substring(colon + 1).strip());
        }
        return headers;
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
