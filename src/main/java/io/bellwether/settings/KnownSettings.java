package io.bellwether.settings;

import io.bellwether.gateway.GatewaySettings;
import io.bellwether.yaml.YamlProblem;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Settings as far as they are known here. Variables of a settings file are often set only where the job runs, and a file is
 * looked at elsewhere too; whoever reads a setting asks for its section, so that nothing goes on by a value that is unknown.
 *
 * @param settings with the default for what is unknown
 * @param gatewaySettings what only the gateway reads: it holds secrets, and the job is not shipped with them
 * @param unset an error for each setting whose variable is not set
 * @param warnings what works and is probably not meant
 */
public record KnownSettings(
        Settings settings, GatewaySettings gatewaySettings, List<YamlProblem> unset, List<YamlProblem> warnings) {

    private static final String CONSOLE = "console";
    private static final String GATEWAY = "gateway";

    /** What only a job on live events reads. */
    private static final Set<String> OF_THE_JOB = Set.of("kafka", "influx", "checkpoint", CONSOLE, GATEWAY);

    public KnownSettings {
        unset = List.copyOf(unset);
        warnings = List.copyOf(warnings);
    }

    /** Where there is no file. */
    public static KnownSettings ofDefaults() {
        return new KnownSettings(Settings.defaults(), GatewaySettings.DEFAULT, List.of(), List.of());
    }

    /** For whoever starts the job: refused where anything is unknown but what console or gateway alone read. */
    public Settings whole() throws SettingsException {
        return where(section -> !section.equals(CONSOLE) && !section.equals(GATEWAY));
    }

    /** For whoever reads and writes files only: neither broker nor store nor checkpoints need be known. */
    public Settings forFiles() throws SettingsException {
        return where(section -> !OF_THE_JOB.contains(section));
    }

    /** For the gateway: refused where anything of it or of Kafka is unknown. */
    public GatewaySettings gateway() throws SettingsException {
        needing(GATEWAY, "kafka", "dimensions", "max_future");
        return gatewaySettings;
    }

    /** For whoever reads these sections, such as {@code window}, and no other. */
    public Settings needing(String... sections) throws SettingsException {
        return where(Set.of(sections)::contains);
    }

    /** Whether nothing of these sections is unknown. */
    public boolean knows(String... sections) {
        return unset.stream().map(KnownSettings::section).noneMatch(Set.of(sections)::contains);
    }

    private Settings where(Predicate<String> needed) throws SettingsException {
        List<YamlProblem> missing =
                unset.stream().filter(problem -> needed.test(section(problem))).toList();
        if (!missing.isEmpty()) {
            throw new SettingsException(missing);
        }
        return settings;
    }

    private static String section(YamlProblem problem) {
        return problem.field().split("[.\\[]", 2)[0];
    }
}
