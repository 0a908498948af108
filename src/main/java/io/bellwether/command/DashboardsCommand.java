package io.bellwether.command;

import io.bellwether.dashboard.BoardLanguage;
import io.bellwether.dashboard.Dashboards;
import io.bellwether.file.FileProblem;
import io.bellwether.file.OutputFile;
import io.bellwether.file.OutputFiles;
import io.bellwether.file.Unusable;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bellwether dashboards}: what Grafana is given. What dashboards/ has is written here. */
@Command(
        name = "dashboards",
        description = {
            "Write the dashboards for Grafana into a folder: one JSON file each, in English or Chinese.",
            "",
            "They read the store by InfluxQL, so that InfluxDB 1.8, 2 and 3 all serve them. Their uids are fixed, the Chinese "
                    + "ones end in -zh, and so both can be provisioned beside each other. Files that are there already are "
                    + "replaced, all or none; others are left alone.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  bellwether dashboards --out dashboards",
            "  bellwether dashboards --out dashboards/zh --language zh",
            "  bellwether dashboards --out my-dashboards --zone Asia/Shanghai",
            "",
            "docs/dashboards.md says how to get them into a Grafana, and what to read from each."
        },
        mixinStandardHelpOptions = true)
public final class DashboardsCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            required = true,
            description = "Folder to write into. Made if it is not there.")
    private Path out;

    @Mixin
    private LanguageOption chosen;

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            defaultValue = "UTC",
            description = "Whose days and weeks trends are of, such as Asia/Shanghai. Default: ${DEFAULT-VALUE}.")
    private String zone;

    @Override
    public Integer call() throws Unusable, FileProblem {
        BoardLanguage language = chosen.language();
        // offsets such as +08:00 are no zones to the store
        if (!ZoneId.getAvailableZoneIds().contains(zone)) {
            throw new Unusable("--zone: is no time zone: " + zone + "; use a name such as Asia/Shanghai, or UTC");
        }
        OutputFile.folder(out);
        PrintWriter told = spec.commandLine().getOut();
        OutputFiles.write(out, Dashboards.files(language, ZoneId.of(zone))).forEach(told::println);
        told.flush();
        return 0;
    }
}
