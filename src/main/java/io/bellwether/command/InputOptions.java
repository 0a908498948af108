package io.bellwether.command;

import io.bellwether.file.Unusable;
import io.bellwether.job.Inputs;
import io.bellwether.settings.Settings;
import io.bellwether.yaml.Durations;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The options that every command with a topology shares. */
public final class InputOptions {

    static final String CONFIG =
            "Settings; bellwether.yaml has every key with its default. Without this option the defaults"
                    + " hold, also where a bellwether.yaml lies in the working directory.";
    static final String RULES =
            "Directory of rules and policies. Default: alert_rules of the settings, which is alert-rules in"
                    + " the working directory unless they say otherwise. Where that is missing: refused with --config, else there are"
                    + " no rules.";

    @Option(names = "--config", paramLabel = "FILE", description = CONFIG)
    private Path config;

    @Option(names = "--rules", paramLabel = "DIR", description = RULES)
    private Path rules;

    private Inputs inputs;

    /** What the options lead to; the same at each call, so that files are read once. */
    Inputs inputs() {
        if (inputs == null) {
            inputs = new Inputs(config, rules);
        }
        return inputs;
    }

    /** The milliseconds of an option such as {@code 30s}. */
    static long duration(String option, String value) throws Unusable {
        long millis = Durations.parse(value);
        if (millis <= 0) {
            throw new Unusable(option + ": must be a duration such as 30s, 5m or 1d, not " + value);
        }
        return millis;
    }

    /** A number of subtasks that an option asks for; null where it is not given. */
    static Integer parallelism(String option, Integer value) throws Unusable {
        if (value != null && (value < 1 || value > Settings.MOST_SUBTASKS)) {
            throw new Unusable(option + ": must be 1 to " + Settings.MOST_SUBTASKS + ", not " + value);
        }
        return value;
    }
}
