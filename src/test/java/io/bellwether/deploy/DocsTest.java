package io.bellwether.deploy;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.Bellwether;
import io.bellwether.metric.Measurement;
import io.bellwether.metric.Metric;
import io.bellwether.metric.Signal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What the documents name exists, and what a user can name is documented. */
class DocsTest {

    private static final Pattern CODE = Pattern.compile("(?<!`)`([^`\n]+)`(?!`)");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");

    private static Map<Path, String> documents;

    /** All that the program, its settings, rules and deployment say: what a document quotes stands in it. */
    private static String program;

    private static Set<String> settings;

    @BeforeAll
    static void read() throws IOException {
        documents = new TreeMap<>();
        for (Path file : files(Path.of("docs"), ".md")) {
            documents.put(file, Files.readString(file));
        }
        for (String name : List.of("README.md", "CONTRIBUTING.md")) {
            documents.put(Path.of(name), Files.readString(Path.of(name)));
        }
        StringBuilder all = new StringBuilder();
        for (String part : List.of("src/main", "alert-rules", "dashboards", "docker", ".ci")) {
            for (Path file : files(Path.of(part), "")) {
                if (!file.toString().endsWith(".model")) {
                    all.append(Files.readString(file)).append('\n');
                }
            }
        }
        for (String name : List.of(
                "bellwether.yaml",
                "bellwether",
                "docker-compose.yml",
                "pom.xml",
                "src/test/resources/io/bellwether/job/uids.txt",
                "src/test/resources/io/bellwether/job/live-uids.txt")) {
            all.append(Files.readString(Path.of(name))).append('\n');
        }
        program = all.toString();
        settings = settings();
    }

    private static List<Path> files(Path folder, String ending) throws IOException {
        try (Stream<Path> found = Files.walk(folder)) {
            return found.filter(Files::isRegularFile)
                    .filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        }
    }

    /** Keys of the sample, among them those that it shows as comments, by themselves and with their section. */
    private static Set<String> settings() throws IOException {
        Set<String> keys = new TreeSet<>();
        List<String> path = new ArrayList<>();
        for (String line : Files.readString(Path.of("bellwether.yaml")).lines().toList()) {
            MatchResult key = Pattern.compile("^(#? *)([a-z_]+):")
                    .matcher(line)
                    .results()
                    .findFirst()
                    .orElse(null);
            if (key != null) {
                int depth = (key.group(1).replace("# ", "").replace("#", "").length()) / 2;
                while (path.size() > depth) {
                    path.remove(path.size() - 1);
                }
                path.add(key.group(2));
                keys.add(key.group(2));
                keys.add(String.join(".", path));
            }
        }
        return keys;
    }

    /** Every code span of every document that matches, and where it stands. */
    private static Map<String, String> spans(String pattern) {
        Map<String, String> spans = new TreeMap<>();
        documents.forEach((file, text) -> CODE.matcher(text)
                .results()
                .map(span -> span.group(1))
                .filter(span -> span.matches(pattern))
                .forEach(span -> spans.putIfAbsent(span, file.toString())));
        return spans;
    }

    private static String unknown(Map<String, String> spans, java.util.function.Predicate<String> known) {
        return spans.entrySet().stream()
                .filter(span -> !known.test(span.getKey()))
                .map(span -> span.getValue() + ": " + span.getKey())
                .collect(joining("\n"));
    }

    @Test
    void everyRelativeLinkLeadsSomewhere() {
        List<String> dead = new ArrayList<>();
        documents.forEach((file, text) -> LINK.matcher(text)
                .results()
                .map(link -> link.group(1))
                .forEach(link -> {
                    if (!link.contains("://") && !leadsSomewhere(file, link)) {
                        dead.add(file + ": " + link);
                    }
                }));
        assertThat(dead).isEmpty();
    }

    private static boolean leadsSomewhere(Path file, String link) {
        String[] parts = link.split("#", 2);
        Path target = parts[0].isEmpty() ? file : file.resolveSibling(parts[0]).normalize();
        if (!Files.exists(target)) {
            return false;
        }
        return parts.length == 1
                || documents.getOrDefault(target, "").contains("<a id=\"" + parts[1] + "\">")
                || HEADING.matcher(documents.getOrDefault(target, ""))
                        .results()
                        .map(heading ->
                                heading.group(1).toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N} _-]", ""))
                        .anyMatch(heading -> heading.replace(' ', '-').equals(parts[1]));
    }

    /** A table with a column "setting" names keys of bellwether.yaml in it, and so does whatever begins with a section's name. */
    @Test
    void everySettingExists() {
        Map<String, String> named = new TreeMap<>();
        documents.forEach((file, text) -> tables(text, "setting").forEach(key -> named.put(key, file.toString())));
        assertThat(named).isNotEmpty();
        // with a hyphen they are Flink's own
        assertThat(unknown(named, key -> settings.contains(key) || key.contains("-") && mentions(key.split(":")[0])))
                .isEmpty();
        Set<String> sections = settings.stream()
                .filter(key -> key.contains("."))
                .map(key -> key.substring(0, key.indexOf('.')))
                .collect(Collectors.toSet());
        assertThat(unknown(
                        spans("[a-z_]+(\\.[a-z_]+)+"),
                        key -> !sections.contains(key.substring(0, key.indexOf('.')))
                                || settings.contains(key)
                                || key.startsWith("kafka.properties.")))
                .isEmpty();
    }

    /** The code spans of the column of that name, of all tables. */
    private static List<String> tables(String text, String column) {
        List<String> cells = new ArrayList<>();
        int at = -1;
        for (String line : text.lines().toList()) {
            List<String> row = line.startsWith("|") ? Arrays.asList(line.split("(?<!\\\\)\\|")) : List.of();
            if (row.isEmpty()) {
                at = -1;
            } else if (row.stream().anyMatch(cell -> cell.trim().equals(column))) {
                at = row.stream().map(String::trim).toList().indexOf(column);
            } else if (at >= 0 && at < row.size()) {
                CODE.matcher(row.get(at)).results().forEach(span -> cells.add(span.group(1)));
            }
        }
        return cells;
    }

    @Test
    void everyMetricExists() {
        Set<String> ids = Metric.all().stream()
                .map(metric -> metric.measurement().wireName() + "." + metric.field())
                .collect(Collectors.toCollection(TreeSet::new));
        for (Measurement measurement : Measurement.values()) {
            measurement.tags().forEach(tag -> ids.add(measurement.wireName() + "." + tag));
        }
        Arrays.stream(Signal.Kind.values()).forEach(kind -> ids.add(kind.wireName()));
        String names =
                Arrays.stream(Measurement.values()).map(Measurement::wireName).collect(joining("|"));
        Map<String, String> named = spans("(" + names + ")\\.[a-z0-9_]+");
        assertThat(named).isNotEmpty();
        assertThat(unknown(named, id -> ids.contains(id) || id.matches(".*\\.(md|yaml|json|model)")))
                .isEmpty();
    }

    /** Who selects a series has to know what there is to select: each measurement's own tags, in queries and in rules. */
    @Test
    void everyTagIsExplained() {
        String values = line("docs/metrics.md", "Values of a measurement's own tags: ", "\n\n");
        String rules = line("docs/rules.md", "| `where`, `by` |", "\n");
        for (Measurement measurement : Measurement.values()) {
            // rules write alerts; they do not read them
            if (measurement != Measurement.ALERT_EVENTS) {
                measurement.tags().forEach(tag -> {
                    assertThat(values).contains("`" + tag + "`");
                    assertThat(rules).contains("`" + tag + "`", "`" + measurement.wireName() + "`");
                });
            }
        }
    }

    private static String line(String file, String from, String to) {
        String text = documents.get(Path.of(file));
        int start = text.indexOf(from);
        return text.substring(start, text.indexOf(to, start));
    }

    /** Keys, fields, reasons, uids, counters, variables: a word of a machine's kind stands somewhere in the program. */
    @Test
    void everyWordOfTheProgramExists() {
        String words =
                "[a-z][a-z0-9]*(_[a-z0-9]+)+|[A-Z][A-Z0-9]*(_[A-Z0-9]+)+|[a-z]+(-[a-z]+){2,}|num[A-Z]\\w+|service\\.(?!tsv)[a-z]+";
        Map<String, String> named = spans(words);
        assertThat(named).hasSizeGreaterThan(100);
        assertThat(unknown(named, word -> word.matches("http_[1-5]\\d\\d") || isField(word) || mentions(word)))
                .isEmpty();
    }

    /** Names of fields are put together where there are many of a kind. */
    private static boolean isField(String word) {
        return Metric.all().stream().anyMatch(metric -> metric.field().equals(word));
    }

    /** Whether a word stands in the program, and not as a part of another. */
    private static boolean mentions(String word) {
        return Pattern.compile("(?<![\\w-])" + Pattern.quote(word) + "(?![\\w-])")
                .matcher(program)
                .find();
    }

    @Test
    void everyPathExists() {
        Map<String, String> named = spans(
                "(\\./)?(docs|alert-rules|dashboards|docker|src|\\.ci|\\.mvn)/[\\w./-]*|[\\w-]+\\.(yaml|yml|md|xml)");
        assertThat(named).isNotEmpty();
        assertThat(unknown(named, DocsTest::isThere)).isEmpty();
    }

    private static boolean isThere(String name) {
        if (Files.exists(Path.of(name)) || Files.exists(Path.of("docs", name)) || program.contains(name)) {
            return true;
        }
        return Files.exists(Path.of("alert-rules", name))
                || Files.exists(Path.of("alert-rules/presets", name))
                || name.contains("UID");
    }

    /** A line of a shell that calls bellwether: the command is one, and so is each of its options. */
    @Test
    void everyCommandAndOptionExists() {
        Pattern call = Pattern.compile("(?:\\./)?bellwether ([a-z][^`\n]*)");
        List<String> wrong = new ArrayList<>();
        int[] calls = {0};
        documents.forEach((file, text) -> call.matcher(shell(text)).results().forEach(found -> {
            calls[0]++;
            String trouble = trouble(found.group(1));
            if (trouble != null) {
                wrong.add(file + ": " + found.group() + ": " + trouble);
            }
        }));
        assertThat(calls[0]).isGreaterThan(30);
        assertThat(wrong).isEmpty();
        Set<String> options = new TreeSet<>();
        collectOptions(Bellwether.commandLine(), options);
        assertThat(unknown(
                        spans("--[a-z-]+( [A-Z]+…?)?"),
                        span -> options.contains(span.split(" ")[0]) || program.contains(span.split(" ")[0])))
                .isEmpty();
    }

    /** The code of a document: its spans and its blocks, continued lines joined, comments cut off. */
    private static String shell(String text) {
        StringBuilder shell = new StringBuilder();
        boolean block = false;
        for (String line : text.replace("\\\n", " ").lines().toList()) {
            if (line.strip().startsWith("```")) {
                block = !block;
            } else if (block) {
                shell.append(line.replaceFirst("(^|\\s)#.*", "")).append('\n');
            } else {
                CODE.matcher(line).results().forEach(span -> shell.append(span.group(1))
                        .append('\n'));
            }
        }
        return shell.toString();
    }

    /** What is wrong with a command line, as it stands behind the program's name; null if nothing is. */
    static String trouble(String call) {
        CommandLine command = Bellwether.commandLine();
        String[] words = call.split("[\\s|;>]+");
        int i = 0;
        while (i < words.length && command.getSubcommands().containsKey(words[i].replace("\\", ""))) {
            command = command.getSubcommands().get(words[i++].replace("\\", ""));
        }
        if (i == 0) {
            return "there is no command " + words[0];
        }
        for (; i < words.length; i++) {
            String option = words[i].replaceFirst("[=,.…].*", "").replaceAll("[\\[\\])(]", "");
            if (option.matches("--[a-z-]+")
                    && !command.getCommandSpec().optionsMap().containsKey(option)) {
                return "it has no option " + option;
            }
        }
        return null;
    }

    private static void collectOptions(CommandLine command, Set<String> options) {
        options.addAll(command.getCommandSpec().optionsMap().keySet());
        command.getSubcommands().values().forEach(below -> collectOptions(below, options));
    }

    @Test
    void theReadmeNamesEveryCommand() {
        String readme = shell(documents.get(Path.of("README.md")));
        for (CommandLine command : Bellwether.commandLine().getSubcommands().values()) {
            String name = command.getCommandName();
            assertThat(readme).contains("./bellwether " + name);
            for (String below : command.getSubcommands().keySet()) {
                assertThat(readme).containsPattern("bellwether " + name + " [a-z|\\\\]*\\b" + below);
            }
        }
    }

    /** Who starts the job has to know what to set. */
    @Test
    void theReadmeNamesEveryVariable() throws IOException {
        StringBuilder files = new StringBuilder(Files.readString(Path.of("bellwether.yaml")));
        for (Path file : files(Path.of("alert-rules"), ".yaml")) {
            files.append(Files.readString(file));
        }
        Set<String> variables = Pattern.compile("(?m)^[^#\n]*\\$\\{([A-Z_]+)")
                .matcher(files)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(variables).contains("INFLUX_TOKEN");
        assertThat(variables).allSatisfy(name -> assertThat(documents.get(Path.of("README.md")))
                .contains("`" + name + "`"));
    }

    /** What is promised names who holds it to the promise. */
    @Test
    void everyGuaranteeNamesItsTest() {
        String readme = documents.get(Path.of("README.md"));
        String table = readme.substring(readme.indexOf("## Guarantees"), readme.indexOf("## Ways to run it"));
        List<String> promises = table.lines()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| |"))
                .toList();
        assertThat(promises).hasSizeGreaterThan(8).allSatisfy(line -> assertThat(line)
                .containsPattern("`[A-Z]\\w+(Test|ITCase)`|where each line names its test"));
    }

    /** A rule is kept with its runbook, and a runbook with its rule. */
    @Test
    void everyRuleHasItsRunbook() throws IOException {
        Set<String> uids = new TreeSet<>();
        Pattern uid = Pattern.compile("(?m)^\\s*- uid: ([a-z0-9-]+)");
        for (Path file : files(Path.of("alert-rules"), ".yaml")) {
            uid.matcher(Files.readString(file)).results().forEach(found -> uids.add(found.group(1)));
        }
        Set<String> runbooks = files(Path.of("docs/runbooks"), ".md").stream()
                .map(file -> file.getFileName().toString().replace(".md", ""))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(uids).isEqualTo(runbooks);
    }

    /** An example under the uid of a shipped rule is that rule. */
    @Test
    void theReadmeShowsARuleAsItIs() throws IOException {
        String example = Pattern.compile("(?s)```yaml\n(- uid: .*?)```")
                .matcher(documents.get(Path.of("README.md")))
                .results()
                .map(found -> found.group(1))
                .findFirst()
                .orElseThrow();
        assertThat(Files.readString(Path.of("alert-rules/chat.yaml"))).contains(example.indent(2));
    }

    /** The alert that it shows is what the shipped rule says, filled in. */
    @Test
    void theReadmeShowsAnAlertAsTheRuleWritesIt() throws IOException {
        String rules = Files.readString(Path.of("alert-rules/chat.yaml"));
        for (String key : List.of("title", "summary")) {
            String template = Pattern.compile("chat-oldest-waiting.*?" + key + ": \"(.*?)\"", Pattern.DOTALL)
                    .matcher(rules)
                    .results()
                    .map(found -> found.group(1))
                    .findFirst()
                    .orElseThrow();
            String filled = Stream.of(template.split("\\{\\{.*?}}", -1))
                    .map(Pattern::quote)
                    .collect(joining("[^{}\n]+"));
            assertThat(documents.get(Path.of("README.md"))).containsPattern("(?m)^> .*" + filled);
        }
    }

    @Test
    void everyTestThatIsNamedExists() throws IOException {
        Set<String> tests = files(Path.of("src/test/java"), ".java").stream()
                .map(file -> file.getFileName().toString().replace(".java", ""))
                .collect(Collectors.toSet());
        assertThat(unknown(spans("[A-Z][A-Za-z0-9]+(Test|ITCase)(#\\w+)?"), name -> tests.contains(name.split("#")[0])))
                .isEmpty();
    }
}
