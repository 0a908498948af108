package io.bellwether.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is committed belongs to the project, and works on everybody's machine. */
class TreeTest {

    /** Files and folders; whoever adds one says so here. */
    private static final List<String> AT_THE_TOP = List.of(
            ".ci",
            ".gitignore",
            ".mvn",
            "CONTRIBUTING.md",
            "LICENSE",
            "README.md",
            "alert-rules",
            "bellwether",
            "bellwether.yaml",
            "dashboards",
            "docker",
            "docker-compose.yml",
            "docs",
            "mvnw",
            "mvnw.cmd",
            "pom.xml",
            "src");

    private static final int LONGEST_SOURCE = 300;

    /** Tables, which grow by a line for each thing that they name. */
    private static final Set<String> TABLES = Set.of("Measure.java");

    /** Below the folders of people and of trials; what goes on from a variable, a host or a dot is none of these. */
    private static final Pattern SOMEBODYS_PATH =
            Pattern.compile("(?<![\\w.}-])[/\\\\](root|home|Users|tmp)[/\\\\]+\\w+");

    /** As far as git itself looks for the zero that tells a binary file. */
    private static final int LOOKED_AT = 8_000;

    @TempDir
    private static Path folder;

    private static List<String> tracked;

    /** Without git the test is skipped, but on CI it fails. */
    @BeforeAll
    static void ask() throws Exception {
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        int code;
        try {
            // whoever runs the build need not be who cloned the tree
            code = new ProcessBuilder("git", "-c", "safe.directory=*", "ls-files", "-z")
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start()
                    .waitFor();
        } catch (IOException e) {
            skip("git is missing: " + e.getMessage());
            return;
        }
        tracked = Files.readString(out).isEmpty()
                ? List.of()
                : List.of(Files.readString(out).split("\0"));
        if (code != 0 || tracked.isEmpty()) {
            skip("this is no checkout of git: " + Files.readString(err).strip());
        }
    }

    private static void skip(String reason) {
        String message = reason + ": what is committed cannot be looked at";
        assertThat(System.getenv("CI")).as(message).isNotEqualTo("true");
        Assumptions.abort(message);
    }

    @Test
    void nothingStraysAtTheTop() {
        Set<String> found =
                tracked.stream().map(file -> file.split("/", 2)[0]).collect(Collectors.toCollection(TreeSet::new));
        assertThat(found)
                .as("at the top of the tree: remove what strayed there, add to the list what belongs there")
                .containsExactlyInAnyOrderElementsOf(AT_THE_TOP);
    }

    @Test
    void noSourceHoldsMoreThanOneIdeaNeeds() throws IOException {
        List<String> longer = new ArrayList<>();
        for (String file : tracked) {
            Path path = Path.of(file);
            if (file.startsWith("src/main/java/")
                    && Files.isRegularFile(path)
                    && !TABLES.contains(path.getFileName().toString())
                    && Files.readAllLines(path).size() > LONGEST_SOURCE) {
                longer.add(file);
            }
        }
        assertThat(longer)
                .as("sources of more than %d lines: take what is another idea apart", LONGEST_SOURCE)
                .isEmpty();
    }

    @Test
    void noFileNamesAPathOfSomebodysMachine() throws IOException {
        List<String> named = new ArrayList<>();
        for (String file : tracked) {
            // one that was removed and not yet committed is gone for the build too
            if (Files.isRegularFile(Path.of(file))) {
                // paths are ASCII, whatever else a file holds
                String text = Files.readString(Path.of(file), StandardCharsets.ISO_8859_1);
                paths(text).forEach(path -> named.add(file + ": " + path));
            }
        }
        assertThat(named)
                .as("paths of one machine: name them from the tree, or make a folder for the test")
                .isEmpty();
    }

    @Test
    void knowsAPathWhenItSeesOne() {
        // put together here, or this file would name some itself
        String name = "some" + "body";
        for (String below : List.of(of("/", "root"), of("/", "home"), of("/", "Users"), of("/", "tmp"))) {
            isSeen(below, name);
        }
        isSeen("C:" + of("\\", "Users"), name);
        String elsewhere = " .." + of("/", "tmp") + "x ${HOME}" + of("/", "tmp") + "x target" + of("/", "tmp") + "x";
        assertThat(paths("https://host.example" + of("/", "home") + "page " + of("/", "home") + elsewhere))
                .isEmpty();
        assertThat(paths("\0 " + of("/", "home") + name)).as("binary").isEmpty();
    }

    private static String of(String separator, String folder) {
        return separator + folder + separator;
    }

    private static void isSeen(String below, String name) {
        assertThat(paths("in " + below + name + "/x")).as(below).hasSize(1);
        assertThat(paths("file://" + below + name)).as(below).hasSize(1);
    }

    private static List<String> paths(String text) {
        int zero = text.indexOf('\0');
        if (zero >= 0 && zero < LOOKED_AT) {
            return List.of();
        }
        return SOMEBODYS_PATH.matcher(text).results().map(MatchResult::group).toList();
    }
}
