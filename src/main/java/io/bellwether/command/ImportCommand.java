package io.bellwether.command;

import io.bellwether.file.InputFile;
import io.bellwether.file.OutputFile;
import io.bellwether.file.PassingFolder;
import io.bellwether.file.Unusable;
import io.bellwether.gateway.GatewaySource;
import io.bellwether.gateway.Intake;
import io.bellwether.gateway.backfill.Backfill;
import io.bellwether.gateway.mapping.MemorySnapshots;
import io.bellwether.settings.SettingsException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bellwether import}: history out of exports. */
@Command(
        name = "import",
        description = {
            "Turn exports of a product into a file of events, in the order of time, for replay.",
            "",
            "CSV by its name (.csv, .tsv), else JSON: one value, a list, or one a line; .gz is unpacked. Each record goes through "
                    + "the mapping as a webhook's payload would. Events are marked as backfill: counted, never alerted. Exits with 1 if "
                    + "a record lacks something that its events need or is of a kind that the mapping does not know, or if no event came of all of them.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  bellwether import --mapping tickets.yaml --out history.jsonl.gz tickets.csv",
            "  bellwether import --source zendesk --out history.jsonl payloads.jsonl"
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

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "Where the events go; .gz packs them.")
    private Path out;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Exports.")
    private List<Path> files;

    @Override
    public Integer call() throws Unusable, SettingsException, IOException {
        GatewaySource source = GatewaySources.of(name, mapping, config).asBackfill();
        Intake intake = Intake.ofFiles(source, new MemorySnapshots());
        OutputFile.require(out);
        for (Path file : files) {
            InputFile.require(file);
        }
        try (PassingFolder work = PassingFolder.create("bellwether-import")) {
            Backfill backfill = new Backfill(intake, work.path());
            for (Path file : files) {
                backfill.read(file);
            }
            long events;
            try (OutputStream to = OutputFile.create(out)) {
                events = backfill.write(to);
            }
            PrintWriter said = spec.commandLine().getErr();
            said.println(events + " events in " + out);
            backfill.summary().forEach(line -> said.println("  " + line));
            said.flush();
            return backfill.isLossy() ? 1 : 0;
        }
    }
}
