package io.bellwether.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.bellwether.Bellwether;
import io.bellwether.command.BadInputs.Bad;
import io.bellwether.command.BadInputs.Kind;
import io.bellwether.embedded.Ports;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/** All commands × all bad inputs: each is refused with an exit code, a message that names the file, and nothing of Java. */
class BadInputsTest {

    /** Every argument of every command that names a file or a folder; one that is not here fails the test. */
    private static final Map<String, Kind> ARGUMENTS = Map.ofEntries(
            Map.entry("run --config", Kind.SETTINGS),
            Map.entry("run --rules", Kind.RULES_AND_ROUTES),
            // looked at when the job starts (StateFolderTest)
            Map.entry("run --state", Kind.OUTPUT_FOLDER),
            Map.entry("check --config", Kind.SETTINGS),
            Map.entry("check --rules", Kind.RULES_AND_ROUTES),
            Map.entry("replay --events", Kind.EVENTS),
            Map.entry("replay --out", Kind.OUTPUT_FOLDER),
            Map.entry("replay --config", Kind.SETTINGS),
            Map.entry("replay --rules", Kind.RULES_AND_ROUTES),
            Map.entry("simulate --out", Kind.OUTPUT_FILE),
            Map.entry("simulate --truth", Kind.OUTPUT_FILE),
            Map.entry("rules check DIR", Kind.RULES_AND_ROUTES),
            Map.entry("rules check --config", Kind.SETTINGS),
            Map.entry("rules test DIR", Kind.RULES_AND_ROUTES),
            Map.entry("rules test --config", Kind.SETTINGS),
            Map.entry("rules test --junit", Kind.OUTPUT_FILE),
            Map.entry("rules backtest DIR", Kind.RULES_AND_ROUTES),
            Map.entry("rules backtest --events", Kind.EVENTS),
            Map.entry("rules backtest --truth", Kind.INCIDENTS),
            Map.entry("rules backtest --against", Kind.RULES_AND_ROUTES),
            Map.entry("rules backtest --config", Kind.SETTINGS),
            Map.entry("rules baseline score --csv", Kind.SERIES),
            Map.entry("rules baseline show --csv", Kind.SERIES),
            Map.entry("plan forecast --events", Kind.EVENTS),
            Map.entry("plan forecast --calendar", Kind.CALENDAR),
            Map.entry("plan forecast --out", Kind.OUTPUT_FILE),
            Map.entry("plan backtest --events", Kind.EVENTS),
            Map.entry("plan backtest --calendar", Kind.CALENDAR),
            Map.entry("influx setup --config", Kind.SETTINGS),
            Map.entry("influx check --config", Kind.SETTINGS),
            Map.entry("dashboards --out", Kind.OUTPUT_FOLDER),
            Map.entry("alerts list --config", Kind.SETTINGS),
            Map.entry("alerts show --config", Kind.SETTINGS),
            Map.entry("alerts silences --config", Kind.SETTINGS),
            Map.entry("alerts ack --config", Kind.SETTINGS),
            Map.entry("alerts silence --config", Kind.SETTINGS),
            Map.entry("alerts expire --config", Kind.SETTINGS),
            Map.entry("alerts test-receiver --config", Kind.SETTINGS),
            Map.entry("alerts test-receiver --rules", Kind.RULES_AND_ROUTES),
            Map.entry("sla check FILE", Kind.POLICIES),
            Map.entry("sla check --config", Kind.SETTINGS),
            Map.entry("sla explain --events", Kind.EVENTS_OF_ONE_CASE),
            Map.entry("sla explain --config", Kind.SETTINGS),
            Map.entry("sla explain --rules", Kind.POLICIES_OF_A_FOLDER),
            Map.entry("sentiment train --data", Kind.CORPUS),
            Map.entry("sentiment train --exclude", Kind.CORPUS),
            Map.entry("sentiment train --out", Kind.OUTPUT_FILE),
            Map.entry("sentiment eval --data", Kind.CORPUS),
            Map.entry("sentiment eval --model", Kind.MODEL),
            Map.entry("sentiment eval --onnx", Kind.MODEL),
            Map.entry("sentiment eval --vocabulary", Kind.VOCABULARY),
            Map.entry("sentiment score --model", Kind.MODEL),
            Map.entry("sentiment score --topics", Kind.TOPICS),
            Map.entry("sentiment score --onnx", Kind.MODEL),
            Map.entry("sentiment score --vocabulary", Kind.VOCABULARY),
            Map.entry("bench --config", Kind.SETTINGS),
            Map.entry("bench --rules", Kind.RULES_AND_ROUTES));

    /** The rest of each command line, in which nothing is wrong. */
    private static final Map<String, String> THE_REST = rest(
            "run", "--web-port {port}",
            "check", "--offline",
            "replay", "--events {events} --out {out} --quiet",
            "simulate", "--scenario surge --duration 1m --out {out}/day.jsonl",
            "rules check", "{policies}",
            "rules test", "{tested}",
            "rules backtest", "--events {events} --quiet {rules}",
            "rules baseline score", "",
            "rules baseline show", "",
            "plan forecast", "--events {arrivals} --until 2026-03-03T00:00:00Z --quiet",
            "plan backtest", "--events {arrivals} --quiet",
            "influx setup", "",
            "influx check", "",
            "dashboards", "",
            "alerts list", "",
            "alerts show", "9c1e",
            "alerts silences", "",
            "alerts ack", "9c1e",
            "alerts silence", "queue=vip --for 2h",
            "alerts expire", "s-1",
            "alerts test-receiver", "hook",
            "sla check", "{policies}",
            "sla explain", "--events {events} --case T-1",
            "sentiment train", "--data {corpus} --out {out}/model",
            "sentiment eval", "--data {corpus}",
            "sentiment score", "fine",
            "bench", "--events 1000 --runs 1 --quiet");

    private static Map<String, String> rest(String... pairs) {
        Map<String, String> rest = new TreeMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            rest.put(pairs[i], pairs[i + 1]);
        }
        return rest;
    }

    /** What only a running job can find out. */
    private static final Set<String> IN_THE_JOB =
            Set.of("replay --events CUT_GZIP", "rules backtest --events CUT_GZIP");

    private static final Pattern JAVA = Pattern.compile("Exception|\\bjava\\.|\\bat io\\.|\tat |sun\\.|picocli|\\$\\d");

    @TempDir
    private Path base;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void everyArgumentThatNamesAFileIsTried() {
        Map<String, String> found = new TreeMap<>();
        collect(Bellwether.commandLine(), found);
        assertThat(ARGUMENTS.keySet()).containsExactlyInAnyOrderElementsOf(found.keySet());
    }

    private static void collect(CommandLine command, Map<String, String> found) {
        String name = name(command);
        for (ArgSpec argument : command.getCommandSpec().args()) {
            String label = argument.paramLabel();
            if (argument.typeInfo().getClassName().equals(Path.class.getName())
                    || Arrays.asList(argument.auxiliaryTypes()).contains(Path.class)
                    || label.equals("FILE")
                    || label.equals("DIR")) {
                found.put(name + " " + (argument instanceof OptionSpec option ? option.longestName() : label), label);
            }
        }
        command.getSubcommands().values().forEach(below -> collect(below, found));
    }

    private static String name(CommandLine command) {
        return command.getCommandSpec().qualifiedName().replaceFirst("^bellwether ?", "");
    }

    static Stream<Arguments> everything() {
        List<Arguments> all = new ArrayList<>();
        for (String argument : new TreeSet<>(ARGUMENTS.keySet())) {
            for (Bad bad : ARGUMENTS.get(argument).bad()) {
                if (bad.canBeMade() && !IN_THE_JOB.contains(argument + " " + bad)) {
                    all.add(Arguments.of(argument, bad));
                }
            }
        }
        return all.stream();
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("everything")
    void isRefusedWithAReason(String argument, Bad bad) throws Exception {
        Path path = new BadInputs(base).make(bad);
        int split = argument.lastIndexOf(' ');
        String command = argument.substring(0, split);
        List<String> line = line(command, argument.substring(split + 1), path.toString());
        boolean json = command.endsWith("check") && !command.equals("sla check")
                || command.equals("sla explain")
                || command.equals("replay");
        if (json) {
            line.add("--json");
        }

        int code = assertTimeoutPreemptively(Duration.ofSeconds(60), () -> Bellwether.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(line.toArray(String[]::new)));

        String told = out.toString() + err;
        assertThat(code).as(told).isBetween(1, 2);
        boolean aCheckFoundIt = command.endsWith("check") && code == 1;
        assertThat(aCheckFoundIt ? told : err.toString()).contains(BadInputs.named(bad, path));
        assertThat(told).doesNotContainPattern(JAVA).doesNotContain(" null", "The whole story is in");
        // what only the writing finds comes after a report of progress
        if (bad != Bad.FULL_DISK) {
            assertThat(err.toString().lines().count()).as(told).isLessThanOrEqualTo(3);
        }
        if (json) {
            assertThat(new ObjectMapper().readTree(out.toString()).get("ok").asBoolean(true))
                    .isFalse();
        }
    }

    /** A folder of a rule and its test. */
    private Path tested() throws Exception {
        Path folder = base.resolve("geprüft");
        Files.createDirectories(folder.resolve("tests"));
        Files.writeString(folder.resolve("a.yaml"), """
            rules:
              - uid: many-wait
                title: many
                metric: queue.waiting
                levels: [{severity: info, op: ">", value: 1}]
                annotations: {summary: many}
            """);
        Files.writeString(folder.resolve("tests/a.test.yaml"), """
            tests:
              - name: many
                input: [{series: {metric: queue.waiting}, values: 1}]
                transitions: [{uid: many-wait, sequence: []}]
            """);
        return folder;
    }

    /** A history from which something can be learnt. */
    private Path arrivals() throws Exception {
        return Files.writeString(base.resolve("kommen.jsonl"), """
            {"id":"1","type":"ticket.created","time":"2026-03-02T08:00:00Z","source":"s","case_id":"T-1"}
            """);
    }

    private List<String> line(String command, String argument, String value) throws Exception {
        String rest = THE_REST.get(command)
                .replace("{port}", String.valueOf(Ports.free()))
                .replace(
                        "{events}",
                        Files.writeString(base.resolve("events.jsonl"), "").toString())
                .replace("{arrivals}", arrivals().toString())
                .replace(
                        "{policies}",
                        Files.writeString(base.resolve("p.yaml"), "policies: []\n")
                                .toString())
                .replace("{rules}", Files.createDirectories(base.resolve("gut")).toString())
                .replace("{tested}", tested().toString())
                .replace("{corpus}", corpus().toString())
                .replace("{out}", base.resolve("out").toString());
        List<String> line = new ArrayList<>(List.of(command.split(" ")));
        String[] words = rest.isEmpty() ? new String[0] : rest.split(" ");
        boolean replaced = false;
        for (int i = 0; i < words.length; i++) {
            replaced |= words[i].equals(argument);
            line.add(i > 0 && words[i - 1].equals(argument) ? value : words[i]);
        }
        if (!argument.startsWith("--")) {
            if (words.length > 0) {
                line.remove(line.size() - 1);
            }
            line.add(value);
        } else if (!replaced) {
            line.addAll(List.of(argument, value));
        }
        if (argument.equals("--onnx") || argument.equals("--vocabulary")) {
            onnx(line, argument);
        }
        return line;
    }

    /** A heavier model is named together with its vocabulary and labels. */
    private void onnx(List<String> line, String argument) throws Exception {
        String other = argument.equals("--onnx") ? "--vocabulary" : "--onnx";
        Path file = base.resolve("other");
        Files.writeString(file, "[CLS]\n[SEP]\n[UNK]\n[PAD]\nfine\n");
        line.addAll(List.of(other, file.toString(), "--labels", "negative,positive"));
    }

    private Path corpus() throws Exception {
        return Files.writeString(
                base.resolve("corpus.tsv"), "lang\tlabel\tsource\ttext\nen\tpositive\ts\tfine\nen\tnegative\ts\tbad\n");
    }
}
