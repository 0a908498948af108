package io.bellwether.settings;

import io.bellwether.yaml.YamlProblem;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Settings as far as they are known here. Variables of a settings file are often set only where the job runs, and a file is
 * looked at elsewhere too; whoever reads a setting asks for its section, so that nothing goes on by a value that is unknown.
 *
 * @param settings with the default for what is unknown
 * @param unset an error for each setting whose variable is not set
 * @param warnings what works and is probably not meant
 */
public record KnownSettings(Settings settings, List<YamlProblem> unset, List<YamlProblem> warnings) {

    /** What only a job on live events reads. */
    private static final Set<String> OF_THE_JOB = Set.of("kafka", "influx", "checkpoint", "console");

    public KnownSettings {
        unset = List.copyOf(unset);
        warnings = List.copyOf(warnings);
    }

    /** For whoever starts the job: refused where anything is unknown but what the console alone reads. */
    public Settings whole() throws SettingsException {
        return where(section -> !section.equals("console"));
    }

    /** For whoever reads and writes files only: neither broker nor store nor checkpoints need be known. */
    public Settings forFiles() throws SettingsException {
        return where(section -> !OF_THE_JOB.contains(section));
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
