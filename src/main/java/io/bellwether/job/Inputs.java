package io.bellwether.job;

import io.bellwether.file.Unusable;
import io.bellwether.ingest.DoorOperator;
import io.bellwether.notify.Variables;
import io.bellwether.plan.PlanFile;
import io.bellwether.platform.PlatformException;
import io.bellwether.platform.PlatformFolder;
import io.bellwether.rule.RuleSet;
import io.bellwether.sentiment.SentimentModel;
import io.bellwether.sentiment.TopicBook;
import io.bellwether.sentiment.TopicException;
import io.bellwether.sentiment.onnx.ClassifierException;
import io.bellwether.sentiment.onnx.OnnxClassifier;
import io.bellwether.sentiment.onnx.OnnxSettings;
import io.bellwether.settings.KnownSettings;
import io.bellwether.settings.SeriesSettings;
import io.bellwether.settings.Settings;
import io.bellwether.settings.SettingsException;
import io.bellwether.sla.PolicyBook;
import io.bellwether.sla.PolicyException;
import io.bellwether.yaml.YamlProblem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The files that a job is made of, read when they are asked for: settings, rules, policies, routing, the model. */
public final class Inputs {

    private final Path config;
    private final Path rules;
    private KnownSettings known;

    /**
     * @param config settings; null for the defaults
     * @param rules directory of rules and policies; null for the one that the settings name
     */
    public Inputs(Path config, Path rules) {
        this.config = config;
        this.rules = rules;
    }

    /** What rules are read against. */
    private static final String[] RULE_SETTINGS = {"window", "dimensions", "agent_ids", "agent_ids_secret", "staff"};

    @FunctionalInterface
    private interface Reading {
        Settings of(KnownSettings known) throws SettingsException;
    }

    /** The settings of the file, or the defaults, for a job on live events: every variable must be set. */
    public Settings settings() throws Unusable {
        return withFiles(read(KnownSettings::whole));
    }

    /** The same for what runs on files alone: the variables of broker, store and checkpoints need not be set. */
    public Settings fileSettings() throws Unusable {
        return withFiles(read(KnownSettings::forFiles));
    }

    /** The same as far as variables are set. */
    public KnownSettings known() throws SettingsException {
        if (known == null) {
            known = config == null ? KnownSettings.ofDefaults() : Settings.known(config);
        }
        return known;
    }

    private Settings needing(String... sections) throws Unusable {
        return read(settings -> settings.needing(sections));
    }

    private Settings withFiles(Settings settings) throws Unusable {
        try {
            return withPlan(withTopics(withPlatforms(settings)));
        } catch (PlatformException | TopicException e) {
            throw new Unusable(e.getMessage());
        }
    }

    /** The same with what its file of topics says, where it names one; refused where that cannot be used. */
    public Settings withTopics(Settings settings) throws TopicException {
        String file = settings.sentiment().topicFile();
        return file.isEmpty() ? settings : settings.withTopics(TopicBook.load(Path.of(file)));
    }

    /** The same with what its plan says, where it names one; refused where that cannot be used. */
    public Settings withPlan(Settings settings) throws Unusable {
        String file = settings.planning().file();
        if (file.isEmpty()) {
            return settings;
        }
        try {
            return settings.withPlan(new PlanFile(settings.series().intervalMillis()).read(Path.of(file)));
        } catch (Unusable e) {
            throw new Unusable("setting planning.file: " + e.getMessage());
        }
    }

    /** The same with what the files of its platforms say, where it names any; refused where one of them has none. */
    public Settings withPlatforms(Settings settings) throws PlatformException, Unusable {
        List<String> names = settings.platforms().names();
        Path directory = names.isEmpty() ? null : ruleDirectory();
        return directory == null
                ? settings
                : settings.withPlatforms(PlatformFolder.read(directory).book(names));
    }

    private Settings read(Reading reading) throws Unusable {
        try {
            return reading.of(known());
        } catch (SettingsException e) {
            throw new Unusable(e.getMessage());
        }
    }

    /**
     * A folder of that name beside the settings file; without one, in the working directory. Settings are often mounted
     * where nothing can be written: then in the working directory, with a name that other settings do not get.
     */
    public Path beside(String name) {
        if (config == null) {
            return Path.of(name);
        }
        Path file = config.toAbsolutePath().normalize();
        Path folder = file.resolveSibling(name);
        return Files.isWritable(Files.exists(folder) ? folder : file.getParent())
                ? folder
                : Path.of(name + '-' + Integer.toHexString(file.toString().hashCode()));
    }

    /** The directory of rules, or null where there is none and none was asked for. */
    public Path ruleDirectory() throws Unusable {
        Path directory = rules != null ? rules : Path.of(needing("alert_rules").alertRules());
        if (Files.isDirectory(directory)) {
            return directory;
        }
        if (rules != null || config != null) {
            throw new Unusable(directory + ": there is no such directory of rules");
        }
        return null;
    }

    /**
     * The directory of rules, read whole; null where there is none.
     *
     * @param needsVariables whether variables of the routing file must be set
     * @throws Unusable with every problem, where one is an error
     */
    public RuleFolder folder(boolean needsVariables) throws Unusable {
        Path directory = ruleDirectory();
        if (directory == null) {
            return null;
        }
        return RuleFolder.read(
                        directory, needing(RULE_SETTINGS).ruleContext(), Variables.ofEnvironment(), needsVariables)
                .usable();
    }

    /** The rules, none where there is no directory; refused where anything in the directory is wrong. */
    public RuleSet rules() throws Unusable {
        RuleFolder folder = folder(false);
        return folder == null ? RuleSet.none() : folder.rules();
    }

    /** The policies, the defaults where there is no file of them. */
    public PolicyBook policies() throws Unusable {
        Path directory = ruleDirectory();
        List<YamlProblem> problems = new ArrayList<>();
        Path file = directory == null ? null : RuleFolder.file(directory, RuleFolder.POLICIES, problems);
        if (!problems.isEmpty()) {
            throw new Unusable(YamlProblem.lines(problems));
        }
        try {
            if (file == null || !Files.exists(file)) {
                return PolicyBook.defaults();
            }
            SeriesSettings series =
                    needing("dimensions", "agent_ids", "agent_ids_secret").series();
            return PolicyBook.load(file, series.agentIds()).requiring(series.dimensions());
        } catch (PolicyException e) {
            throw new Unusable(e.getMessage());
        }
    }

    /**
     * The sentiment model. It and the heavier one, where the settings name one, are checked here once so that a bad file
     * is told at once.
     */
    public DoorOperator.ModelSource model() throws Unusable {
        checkHeavierModel();
        String file = needing("sentiment_model").sentiment().model();
        if (file.isEmpty()) {
            return SentimentModel::bundled;
        }
        try {
            SentimentModel.load(Path.of(file));
        } catch (java.io.IOException e) {
            throw new Unusable("sentiment_model: " + e.getMessage());
        }
        return () -> SentimentModel.load(Path.of(file));
    }

    private void checkHeavierModel() throws Unusable {
        OnnxSettings onnx = needing("sentiment_onnx").sentiment().onnx();
        if (onnx != null) {
            try {
                OnnxClassifier.check(onnx);
            } catch (ClassifierException e) {
                throw new Unusable("sentiment_onnx: " + e.getMessage());
            }
        }
    }
}
