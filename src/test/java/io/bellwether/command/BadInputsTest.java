package io.bellwether.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.bellwether.Bellwether;
import io.bellwether.command.BadInputs.Bad;
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
        assertThat(FileArguments.KINDS.keySet()).containsExactlyInAnyOrderElementsOf(found.keySet());
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
        for (String argument : new TreeSet<>(FileArguments.KINDS.keySet())) {
            for (Bad bad : FileArguments.KINDS.get(argument).bad()) {
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
        String rest = FileArguments.THE_REST
                .get(command)
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
                .replace("{forecast}", forecast().toString())
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

    private Path forecast() throws Exception {
        return Files.writeString(
                base.resolve("forecast.csv"), "interval_start,queue,arrivals\n2026-03-02T09:00:00Z,q,10\n");
    }

    private Path corpus() throws Exception {
        return Files.writeString(
                base.resolve("corpus.tsv"), "lang\tlabel\tsource\ttext\nen\tpositive\ts\tfine\nen\tnegative\ts\tbad\n");
    }
}
