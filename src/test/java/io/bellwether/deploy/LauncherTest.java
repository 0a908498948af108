package io.bellwether.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher in a copy of the project whose Maven and Java are scripts that say how they were called. */
class LauncherTest {

    private static final String MAVEN = """
            #!/bin/sh
            echo "$@" >> built
            mkdir -p target/classes
            printf 'lib/one.jar' > target/classpath
            printf 'lib/two.jar' > target/classpath.runtime
            """;

    @TempDir
    private Path root;

    private Path jdk;

    private List<String> locale = List.of();

    private record Result(int exitCode, String output) {}

    @BeforeEach
    void copy() throws IOException {
        root = root.toRealPath();
        Files.copy(Path.of("bellwether"), root.resolve("bellwether"));
        executable(root.resolve("bellwether"), Files.readString(root.resolve("bellwether")));
        executable(root.resolve("mvnw"), MAVEN);
        Files.writeString(root.resolve("pom.xml"), "<project/>");
        Files.createDirectories(root.resolve("src/main/java"));
        Files.writeString(root.resolve("src/main/java/One.java"), "");
        Files.writeString(root.resolve("src/main/java/Two.java"), "");
        jdk = jdk("17.0.15");
    }

    @ParameterizedTest
    @CsvSource({
        "1.8.0_452, is Java 8. Bellwether needs a JDK 17 or newer",
        "11.0.2, is Java 11. Bellwether needs a JDK 17 or newer",
        "16, is Java 16. Bellwether needs a JDK 17 or newer",
        "nonsense, does not tell its version"
    })
    void explainsAnUnusableJava(String version, String message) throws Exception {
        jdk = jdk(version);
        Result result = run(root, root.resolve("bellwether"));
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.output()).contains(message);
    }

    @Test
    void explainsAMissingJavaAndAMissingCompiler() throws Exception {
        Files.delete(jdk.resolve("bin/javac"));
        assertThat(run(root, root.resolve("bellwether")).output()).contains("without a compiler (javac)");
        Files.delete(jdk.resolve("bin/java"));
        assertThat(run(root, root.resolve("bellwether")).output()).contains("there is no bin/java in it");
    }

    @Test
    void buildsOnceAndAgainWhenASourceWasChangedOrDeleted() throws Exception {
        assertThat(run(root, root.resolve("bellwether")).output()).contains("building …");
        assertThat(run(root, root.resolve("bellwether")).output()).doesNotContain("building");
        assertThat(builds()).isEqualTo(1);

        Files.writeString(root.resolve("src/main/java/One.java"), "class One {}");
        run(root, root.resolve("bellwether"));
        assertThat(builds()).isEqualTo(2);

        Files.delete(root.resolve("src/main/java/Two.java"));
        run(root, root.resolve("bellwether"));
        assertThat(builds()).isEqualTo(3);

        run(root, root.resolve("bellwether"));
        assertThat(builds()).isEqualTo(3);
    }

    @Test
    void showsTheEndOfAFailedBuildAndTriesAgain() throws Exception {
        executable(root.resolve("mvnw"), "#!/bin/sh\nseq 1 40\necho [ERROR] One.java is broken >&2\nexit 1\n");
        Result result = run(root, root.resolve("bellwether"));
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.output())
                .contains("[ERROR] One.java is broken", "the whole log is " + root.resolve("target/build.log"))
                .contains("\n12\n")
                .doesNotContain("\n11\n");
        executable(root.resolve("mvnw"), MAVEN);
        assertThat(run(root, root.resolve("bellwether")).exitCode()).isEqualTo(7);
    }

    @Test
    void passesArgumentsDirectoryAndExitCodeThroughALink() throws Exception {
        Path elsewhere = Files.createDirectory(root.resolve("elsewhere"));
        Path link = Files.createSymbolicLink(elsewhere.resolve("bw"), root.resolve("bellwether"));
        Result result = run(elsewhere, link, "rules", "check", "a folder");
        assertThat(result.exitCode()).isEqualTo(7);
        assertThat(result.output())
                .contains("in " + elsewhere)
                .contains("<" + root.resolve("target/classes") + ":lib/one.jar:lib/two.jar>")
                .contains("<io.bellwether.Bellwether><rules><check><a folder>");
    }

    /** Nothing is compiled against them, so they are easily forgotten, and then a compressed topic cannot be read. */
    @ParameterizedTest
    @ValueSource(strings = {"lz4-java", "snappy-java", "zstd-jni"})
    void theClassPathHasKafkasCodecs(String codec) throws IOException {
        Path runtime = Path.of("target/classpath.runtime");
        Assumptions.assumeTrue(Files.exists(runtime), "no class path: Maven has not built yet");
        assertThat(Files.readString(runtime)).contains(codec);
    }

    /** What is optional weighs as much as the rest: it is neither downloaded nor needed, but used where it lies. */
    @Test
    void takesOptionalJarsFromTheFolderLib() throws Exception {
        run(root, root.resolve("bellwether"));
        assertThat(Files.readString(root.resolve("built"))).contains("-DskipOnnx");
        Files.createDirectory(root.resolve("lib"));
        Files.writeString(root.resolve("lib/onnxruntime.jar"), "");
        assertThat(run(root, root.resolve("bellwether")).output())
                .contains("lib/one.jar:lib/two.jar:" + root.resolve("lib") + "/*>");
    }

    @Test
    void asksNewJvmsForSilenceAndOldOnesForNothingTheyDoNotKnow() throws Exception {
        assertThat(run(root, root.resolve("bellwether")).output())
                .contains("<-Xmx3g>")
                .doesNotContain("native-access");
        jdk = jdk("25.0.1");
        assertThat(run(root, root.resolve("bellwether")).output()).contains("<--enable-native-access=ALL-UNNAMED>");
    }

    /** Under C a JVM cannot open a file with a Chinese name; another encoding is the user's, and his file names' as well. */
    @ParameterizedTest
    @CsvSource({
        "C, '', '', C.UTF-8, C",
        "'', '', '', C.UTF-8, C",
        "'', POSIX, en_GB.UTF-8, C.UTF-8, POSIX",
        "'', '', zh_CN.GBK, '', zh_CN.GBK",
        "de_DE.UTF-8, '', C, de_DE.UTF-8, de_DE.UTF-8"
    })
    void givesTheJvmNamesInUtf8WhereTheLocaleKnowsAsciiAlone(
            String all, String type, String language, String expected, String kept) throws Exception {
        locale = List.of("LC_ALL=" + all, "LC_CTYPE=" + type, "LANG=" + language);
        assertThat(run(root, root.resolve("bellwether")).output())
                .contains("LC_ALL=" + expected + ";", "BELLWETHER_LOCALE=" + kept + ";");
    }

    private int builds() throws IOException {
        return Files.readAllLines(root.resolve("built")).size();
    }

    private Path jdk(String version) throws IOException {
        Path home =
                Files.createDirectories(root.resolve("jdk-" + version + "/bin")).getParent();
        executable(home.resolve("bin/javac"), "#!/bin/sh\n");
        executable(home.resolve("bin/java"), """
                #!/bin/sh
                for last; do :; done
                if [ "$last" = -version ]; then
                    echo 'openjdk version "%s" 2025-04-15' >&2
                    exit
                fi
                echo "in $(pwd -P) LC_ALL=${LC_ALL:-}; BELLWETHER_LOCALE=${BELLWETHER_LOCALE:-};"
                for argument; do printf '<%%s>' "$argument"; done
                exit 7
                """.formatted(version));
        return home;
    }

    private static void executable(Path file, String text) throws IOException {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Result run(Path directory, Path launcher, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", jdk.toString());
        builder.environment().remove("BELLWETHER_OPTS");
        for (String setting : locale) {
            String[] parts = setting.split("=", 2);
            builder.environment().put(parts[0], parts[1]);
        }
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return new Result(process.exitValue(), output);
    }
}
