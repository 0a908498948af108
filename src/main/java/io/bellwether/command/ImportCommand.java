package io.bellwether.command;

import io.bellwether.file.InputFile;
import io.bellwether.file.OutputFile;
import io.bellwether.file.PassingFolder;
import io.bellwether.file.Unusable;
import io.bellwether.gateway.GatewaySource;
import io.bellwether.gateway.Intake;
import io.bellwether.gateway.backfill.Backfill;
import io.bellwether.gateway.backfill.HistoryTopics;
import io.bellwether.gateway.mapping.MemorySnapshots;
import io.bellwether.settings.KnownSettings;
import io.bellwether.settings.Settings;
import io.bellwether.settings.SettingsException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bellwether import}: history out of exports. */
@Command(
        name = "import",
        description = {
            "Turn exports of a product into events in the order of time: a file for replay, or records in the job's topics.",
            "",
            "CSV by its name (.csv, .tsv), else JSON: one value, a list, or one a line; .gz is unpacked. Each record goes through "
                    + "the mapping as a webhook's payload would. Events are marked as backfill: counted, never alerted. Exits with 1 if "
                    + "a record lacks something that its events need or is of a kind that the mapping does not know, or if no event came of all of them.",
            "",
            "With --kafka import into empty topics, then start the gateway and the job: it reads from the beginning, and all of it "
                    + "counts at its own time.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  bellwether import --mapping tickets.yaml --out history.jsonl.gz tickets.csv",
            "  bellwether import --source zendesk --out history.jsonl payloads.jsonl",
            "  bellwether import --source zendesk --kafka --config my.yaml old.jsonl"
        },
        mixinStandardHelpOptions = true)
public final class ImportCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--source",
            paramLabel = "NAME",
            description = "A source of the settings, or the name of an adapter.")
    private String name;

    @Option(
            names = "--mapping",
            paramLabel = "FILE",
            description =
                    "A mapping of your own, or an adapter's by its name, in the place of the source's (docs/gateway.md).")
    private Path mapping;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Settings, whose sources and dimensions count. Default: the defaults.")
    private Path config;

    @Option(names = "--out", paramLabel = "FILE", description = "A file that the events go to; .gz packs them.")
    private Path out;

    @Option(names = "--kafka", description = "Write the events into the topics that the settings name, for the job.")
    private boolean kafka;

    @Option(
            names = "--behind",
            description =
                    "With --kafka: into topics that hold records already. A job then knows what is open, and counts all of it as "
                            + "of some minutes before the newest.")
    private boolean behind;

    @Option(names = "--quiet", description = "No progress.")
    private boolean quiet;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Exports.")
    private List<Path> files;

    @Override
    public Integer call() throws Unusable, SettingsException, IOException {
        if (kafka == (out != null)) {
            throw new Unusable("say where the events go: --out FILE, or --kafka for the topics of the settings");
        }
        if (kafka && config == null) {
            throw new Unusable(
                    "--config is missing: with --kafka the settings say where Kafka is and what its topics are");
        }
        GatewaySource source = GatewaySources.of(name, mapping, config).asBackfill();
        Intake intake = Intake.ofFiles(source, new MemorySnapshots());
        if (out != null) {
            OutputFile.require(out);
        }
        for (Path file : files) {
            InputFile.require(file);
        }
        try (PassingFolder work = PassingFolder.create("bellwether-import")) {
            Backfill backfill = new Backfill(intake, work.path());
            for (Path file : files) {
                backfill.read(file);
            }
            String written = kafka ? toTopics(backfill, intake) : toFile(backfill);
            PrintWriter said = spec.commandLine().getErr();
            said.println(written);
            backfill.summary().forEach(line -> said.println("  " + line));
            said.flush();
            return backfill.isLossy() ? 1 : 0;
        }
    }

    private String toFile(Backfill backfill) throws IOException {
        try (OutputStream to = OutputFile.create(out)) {
            return backfill.write(to) + " events in " + out;
        }
    }

    private String toTopics(Backfill backfill, Intake intake) throws Unusable, SettingsException, IOException {
        KnownSettings known = Settings.known(config);
        Properties client = known.needing("kafka").kafka().clientProperties();
        try (HistoryTopics topics = new HistoryTopics(client, GatewayCommand.topics(known), intake.ofChats())) {
            topics.require(backfill.types(), client, behind);
            Console bar = new Console(!quiet);
            long events = backfill.write(topics, share -> bar.progress("writing", share, ""));
            bar.endProgress();
            return events + " events in Kafka at " + client.get("bootstrap.servers");
        } catch (KafkaException e) {
            throw new Unusable(
                    "Kafka at " + client.get("bootstrap.servers") + " cannot be asked: " + Problems.words(e));
        }
    }
}
