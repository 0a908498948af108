package io.bellwether.settings;

import io.bellwether.gateway.GatewaySettings;
import io.bellwether.influx.InfluxSettings;
import io.bellwether.platform.PlatformBook;
import io.bellwether.quality.CustomerRules;
import io.bellwether.sentiment.TopicBook;
import io.bellwether.yaml.Placeholders;
import io.bellwether.yaml.TextFile;
import io.bellwether.yaml.YamlMap;
import io.bellwether.yaml.YamlProblem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Reads {@code bellwether.yaml}: unknown keys are errors, and all problems are told at once. */
public final class SettingsParser {

    private final YamlMap root;
    private GatewaySettings gateway = GatewaySettings.DEFAULT;

    private SettingsParser(YamlMap root) {
        this.root = root;
    }

    static KnownSettings load(Path file) throws SettingsException {
        if (Files.notExists(file)) {
            throw new SettingsException(List.of(new YamlProblem(
                    file.toString(), 0, 0, "", true, "there is no such file; begin with a copy of bellwether.yaml")));
        }
        List<YamlProblem> problems = new ArrayList<>();
        String text = TextFile.read(file, file.toString(), problems);
        if (text == null) {
            throw new SettingsException(problems);
        }
        return read(file.toString(), text, System::getenv);
    }

    public static Settings parse(String file, String yaml, UnaryOperator<String> environment) throws SettingsException {
        return read(file, yaml, environment).whole();
    }

    /** Reads as far as it can be known; refused where anything but a variable is wrong, and then with the variables. */
    static KnownSettings read(String file, String yaml, UnaryOperator<String> environment) throws SettingsException {
        List<YamlProblem> problems = new ArrayList<>();
        Set<String> ofVariables = new HashSet<>();
        YamlMap root = YamlMap.root(file, yaml, problems, text -> {
            try {
                return Placeholders.resolve(text, environment);
            } catch (Placeholders.UnsetVariable e) {
                ofVariables.add(e.getMessage());
                throw e;
            }
        });
        SettingsParser parser = root == null ? null : new SettingsParser(root);
        Settings settings = parser == null ? null : parser.settings();
        List<YamlProblem> errors = problems.stream().filter(YamlProblem::error).toList();
        if (!errors.stream().allMatch(problem -> ofVariables.contains(problem.message()))) {
            throw new SettingsException(errors);
        }
        return new KnownSettings(
                settings,
                parser == null ? GatewaySettings.DEFAULT : parser.gateway,
                errors,
                problems.stream().filter(problem -> !problem.error()).toList());
    }

    static Settings defaults() {
        try {
            return parse("defaults", "parallelism: 2", name -> null);
        } catch (SettingsException e) {
            throw new IllegalStateException("the defaults contradict themselves", e);
        }
    }

    private Settings settings() {
        KafkaSettings kafka = KafkaSettingsParser.parse(root.sectionOrDefaults("kafka"));
        YamlMap store = root.map("influx");
        InfluxSettings influx = store == null ? null : InfluxSettingsParser.parse(store);
        String alertRules = root.textOr("alert_rules", "alert-rules");
        SeriesSettings series = SeriesSettingsParser.parse(root);
        if (!kafka.presence().isEmpty() && !series.agentIds().isTold()) {
            root.error(
                    "kafka",
                    "topics.presence tells what each agent does, and agent_ids is off: remove one, and delete the topic where it was told before");
        }
        EventTimeSettings time = time();
        CustomerRules customers = customers(series.dimensions());
        YamlMap staff = root.sectionOrDefaults("staff");
        Settings settings = new Settings(
                kafka,
                influx,
                alertRules,
                series,
                time,
                ServiceLevelParser.parse(root.sectionOrDefaults("service_level"), series.dimensions()),
                CaseSettingsParser.forget(
                        root.sectionOrDefaults("forget"), time.latenessMillis(), customers.resolution()),
                AgentSettingsParser.parse(staff),
                AgentSettingsParser.coaching(staff, series.agentIds()),
                CaseSettingsParser.escalation(root.sectionOrDefaults("escalation"), series.dimensions()),
                customers,
                checkpoint(root.sectionOrDefaults("checkpoint")),
                parallelism(),
                new SentimentSettings(
                        root.textOr("sentiment_model", ""),
                        OnnxSettingsParser.parse(root, "sentiment_onnx"),
                        root.textOr("topics", ""),
                        TopicBook.bundled()),
                platforms(),
                PlanningSettingsParser.parse(root.sectionOrDefaults("planning")),
                ConsoleSettingsParser.parse(root.sectionOrDefaults("console")));
        gateway = GatewaySettingsParser.parse(root.sectionOrDefaults("gateway"), series.dimensions());
        root.done();
        return settings;
    }

    private CustomerRules customers(List<String> dimensions) {
        return new CustomerRules(
                CaseSettingsParser.resolution(root.sectionOrDefaults("resolution"), dimensions),
                CustomerSettingsParser.suspicion(root.sectionOrDefaults("doubtful_ratings")),
                CustomerSettingsParser.bots(root.sectionOrDefaults("bots")),
                CustomerSettingsParser.selfService(root.sectionOrDefaults("self_service")),
                CustomerSettingsParser.afterService(root.sectionOrDefaults("after_service")));
    }

    private EventTimeSettings time() {
        EventTimeSettings usual = EventTimeSettings.DEFAULT;
        long lateness = root.duration("lateness", usual.latenessMillis());
        long redelivery = root.duration("redelivery", Math.max(usual.redeliveryMillis(), lateness));
        if (redelivery < lateness) {
            root.error("redelivery", "must be at least the lateness: a late event is to be told from one sent again");
        }
        return new EventTimeSettings(
                root.duration("disorder", usual.disorderMillis()),
                lateness,
                redelivery,
                root.duration("max_future", usual.maxFutureMillis()));
    }

    private static CheckpointSettings checkpoint(YamlMap map) {
        CheckpointSettings usual = CheckpointSettings.DEFAULT;
        CheckpointSettings checkpoint = new CheckpointSettings(
                map.positive("interval", usual.intervalMillis()), map.textOr("directory", usual.directory()));
        if (checkpoint.intervalMillis() < CheckpointSettings.LEAST_INTERVAL_MILLIS) {
            map.error("interval", "must be at least " + CheckpointSettings.LEAST_INTERVAL_MILLIS + "ms");
        }
        map.done();
        return checkpoint;
    }

    private PlatformSettings platforms() {
        List<String> names = root.words("platforms");
        if (Set.copyOf(names).size() < names.size()) {
            root.error("platforms", "names one twice; remove one");
        }
        return new PlatformSettings(names.stream().distinct().toList(), PlatformBook.none());
    }

    private int parallelism() {
        long parallelism = root.whole("parallelism", Settings.USUAL_SUBTASKS);
        if (parallelism < 1 || parallelism > Settings.MOST_SUBTASKS) {
            root.error("parallelism", "must be 1 to " + Settings.MOST_SUBTASKS + ", not " + parallelism);
            return 1;
        }
        return (int) parallelism;
    }
}
