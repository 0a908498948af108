package io.bellwether.command;

import io.bellwether.file.Finding;
import io.bellwether.file.Unusable;
import io.bellwether.influx.Retention;
import io.bellwether.influx.StoreCheck;
import io.bellwether.influx.StoreSetup;
import io.bellwether.job.Inputs;
import io.bellwether.metric.Measurement;
import io.bellwether.settings.KnownSettings;
import io.bellwether.settings.Settings;
import io.bellwether.settings.SettingsException;
import io.bellwether.yaml.Durations;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bellwether influx}: the store's buckets, made and looked into. */
@Command(
        name = "influx",
        description = "Set the store up, and look into it.",
        footer = {
            "",
            "Examples:",
            "  bellwether influx setup --config bellwether.yaml",
            "  bellwether influx check --config bellwether.yaml"
        },
        mixinStandardHelpOptions = true)
public final class InfluxCommand {

    private static final String CONFIG = "Settings, of which influx and dimensions are read.";
    private static final String AS_JSON = "Print one JSON object instead of lines.";

    @Spec
    private CommandSpec spec;

    /** Makes what is missing; exit code 1 if the store did not let it. */
    @Command(
            name = "setup",
            description = {
                "Make the buckets of the settings, with how long they keep points, and what Grafana needs to ask them.",
                "",
                "What is there already is left as it is, so doing it again changes nothing; only a retention that is given "
                        + "here is changed. InfluxDB 2 needs a token that may make buckets, 1.8 a user who may make databases: set "
                        + "it for this command alone. In InfluxDB 3 the tables are made, too, with all their tags. Exits with 1 if "
                        + "something could not be made.",
                ""
            },
            footer = {
                "",
                "Examples:",
                "  INFLUX_TOKEN=<operator's> bellwether influx setup --config bellwether.yaml",
                "  bellwether influx setup --config bellwether.yaml --retention 30d",
                "  bellwether influx setup --config bellwether.yaml --dry-run"
            },
            mixinStandardHelpOptions = true)
    int setup(
            @Option(names = "--config", paramLabel = "FILE", required = true, description = CONFIG) Path config,
            @Option(
                            names = "--retention",
                            paramLabel = "TIME",
                            description =
                                    "How long the live bucket keeps points, such as 30d; 0 for ever. A new one: 90d.")
                    String live,
            @Option(
                            names = "--agent-retention",
                            paramLabel = "TIME",
                            description = "That of single agents. A new one: 8w.")
                    String agents,
            @Option(
                            names = "--trend-retention",
                            paramLabel = "TIME",
                            description = "That of trends. A new one: 0, for ever.")
                    String trends,
            @Option(names = "--dry-run", description = "Say what would be made, and make nothing.") boolean dry,
            @Option(names = "--json", description = AS_JSON) boolean json)
            throws Unusable {
        Settings settings = settings(config);
        Retention retention = new Retention(
                millis("--retention", live), millis("--agent-retention", agents), millis("--trend-retention", trends));
        return print(
                StoreSetup.run(
                        settings.influx(), retention, tables(settings.series().dimensions()), dry),
                json);
    }

    /** Looks; exit code 1 if points would be refused. */
    @Command(
            name = "check",
            description = {
                "Look into the store: version, clock, whether each bucket takes points, how long it keeps them, how many series "
                        + "it has, and of which measurements.",
                "",
                "Writes nothing. What the token may not read is a warning: writing needs none of it. Exits with 1 if points "
                        + "would be refused, or nothing answers.",
                ""
            },
            footer = {
                "",
                "Examples:",
                "  bellwether influx check --config bellwether.yaml",
                "  bellwether influx check --config bellwether.yaml --max-series 200000 --json"
            },
            mixinStandardHelpOptions = true)
    int check(
            @Option(names = "--config", paramLabel = "FILE", required = true, description = CONFIG) Path config,
            @Option(
                            names = "--max-series",
                            paramLabel = "N",
                            defaultValue = "1000000",
                            description = "Warn of a bucket with more series. Default: ${DEFAULT-VALUE}.")
                    long mostSeries,
            @Option(names = "--json", description = AS_JSON) boolean json)
            throws Unusable {
        if (mostSeries < 1) {
            throw new Unusable("--max-series: must be at least 1, not " + mostSeries);
        }
        return print(StoreCheck.run(settings(config).influx(), mostSeries, Instant.now()), json);
    }

    private static Settings settings(Path config) throws Unusable {
        try {
            KnownSettings known = new Inputs(config, null).known();
            Settings settings = known.needing("influx", "dimensions");
            if (settings.influx() == null) {
                throw new Unusable(
                        config + ": influx is not set, so there is no store; name its url, org, bucket and token");
            }
            return settings;
        } catch (SettingsException e) {
            throw new Unusable(e.getMessage());
        }
    }

    private static Map<String, List<String>> tables(List<String> dimensions) {
        Map<String, List<String>> tables = new LinkedHashMap<>();
        for (Measurement measurement : Measurement.values()) {
            tables.put(measurement.wireName(), new ArrayList<>(measurement.allTags(dimensions)));
        }
        return tables;
    }

    /** −1 where the option is not given. */
    private static long millis(String option, String value) throws Unusable {
        if (value == null) {
            return -1;
        }
        long millis = Durations.parse(value);
        if (millis < 0 || millis > 0 && millis < 3_600_000) {
            throw new Unusable(option + ": must be at least 1h, such as 30d, or 0 for ever, not " + value);
        }
        return millis;
    }

    private int print(List<Finding> found, boolean json) {
        PrintWriter out = spec.commandLine().getOut();
        out.print(json ? Findings.json(found) + "\n" : Findings.lines(found));
        out.flush();
        return found.stream().anyMatch(Finding::isError) ? 1 : 0;
    }
}
