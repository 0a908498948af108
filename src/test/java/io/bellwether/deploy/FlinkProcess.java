package io.bellwether.deploy;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** One JVM of the cluster: the class path that a Flink distribution has, its output in one log file. */
final class FlinkProcess {

    /** Group folders of the Maven repository whose jars a Flink distribution holds; the rest comes with the job. */
    private static final List<String> DISTRIBUTION = List.of(
            "/org/apache/flink/",
            "/org/snakeyaml/",
            "/com/esotericsoftware/",
            "/org/objenesis/",
            "/commons-collections/",
            "/commons-cli/",
            "/commons-io/",
            "/org/apache/commons/",
            "/org/javassist/",
            "/com/ververica/",
            "/com/google/code/findbugs/",
            "/at/yawk/lz4/",
            "/org/lz4/",
            "/org/xerial/snappy/",
            "/org/slf4j/",
            "/org/apache/logging/log4j/");

    private static final List<String> NOT_DISTRIBUTION = List.of(
            "/flink-connector-kafka/",
            "/flink-table",
            "/flink-json/",
            "/flink-cep/",
            "-tests.jar",
            "/log4j-slf4j-impl/");

    private final String name;
    private final Process process;
    private final Path log;

    private FlinkProcess(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
    }

    static FlinkProcess start(Path directory, String name, List<String> jvmOptions, String mainClass, List<String> args)
            throws IOException {
        Path log = directory.resolve(name + ".log");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmOptions);
        command.addAll(List.of("-Dlog4j.configurationFile=" + log4j(directory), "-Djava.io.tmpdir=" + directory));
        command.addAll(List.of("-cp", classPath(directory), ProcessGuard.class.getName(), mainClass));
        command.addAll(args);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.to(log.toFile()));
        builder.environment().put("FLINK_CONF_DIR", directory.toString());
        return new FlinkProcess(name, builder.start(), log);
    }

    /** What a job brings along when it is not a jar: everything on the test's class path that is not the distribution's. */
    static List<Path> jobClassPath() {
        return entries().filter(path -> !ofDistribution(path)).map(Path::of).toList();
    }

    private static String classPath(Path directory) throws IOException {
        Path guard = directory.resolve("guard");
        Path classFile = guard.resolve(ProcessGuard.class.getName().replace('.', '/') + ".class");
        if (Files.notExists(classFile)) {
            Files.createDirectories(classFile.getParent());
            try (InputStream in = ProcessGuard.class.getResourceAsStream("ProcessGuard.class")) {
                Files.copy(in, classFile);
            }
        }
        List<String> path = new ArrayList<>(List.of(guard.toString()));
        entries().filter(FlinkProcess::ofDistribution).forEach(path::add);
        return String.join(File.pathSeparator, path);
    }

    private static Stream<String> entries() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.isEmpty() && Files.exists(Path.of(entry)))
                .map(entry -> Path.of(entry).toAbsolutePath().toString());
    }

    private static boolean ofDistribution(String path) {
        return DISTRIBUTION.stream().anyMatch(path::contains)
                && NOT_DISTRIBUTION.stream().noneMatch(path::contains);
    }

    private static Path log4j(Path directory) throws IOException {
        Path file = directory.resolve("log4j2.properties");
        if (Files.notExists(file)) {
            Files.writeString(file, """
                    rootLogger.level = INFO
                    rootLogger.appenderRef.out.ref = out
                    appender.out.name = out
                    appender.out.type = CONSOLE
                    appender.out.layout.type = PatternLayout
                    appender.out.layout.pattern = %d{ABSOLUTE} %-5p %c{1} - %m%n
                    """);
        }
        return file;
    }

    Path log() {
        return log;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** kill −9; returns when the process is gone. */
    void kill() {
        process.destroyForcibly();
        awaitEnd(10);
    }

    /** Asks the process to end, and kills it after ten seconds. */
    void stop() {
        process.destroy();
        if (!awaitEnd(10)) {
            kill();
        }
    }

    /** Exit code of a process that ends by itself. */
    int exitCode(int seconds) {
        if (!awaitEnd(seconds)) {
            kill();
            throw new IllegalStateException(name + " did not end within " + seconds + " s\n" + tail());
        }
        return process.exitValue();
    }

    void killNow() {
        process.destroyForcibly();
    }

    String output() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String tail() {
        List<String> lines = output().lines().toList();
        return log + ":\n" + String.join("\n", lines.subList(Math.max(0, lines.size() - 30), lines.size()));
    }

    private boolean awaitEnd(int seconds) {
        try {
            return process.waitFor(seconds, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the end of " + name, e);
        }
    }
}
