package io.bellwether.deploy;

import io.bellwether.Bellwether;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** {@code bellwether run}, or another command that runs on, in a JVM of its own, that ends with this one. Output and log are files in a folder. */
final class RunProcess implements AutoCloseable {

    /** How a process is told to end. */
    enum Signal {
        KILL(137),
        TERM(143),
        INT(130);

        final int exitCode;

        Signal(int exitCode) {
            this.exitCode = exitCode;
        }
    }

    private static final long PATIENCE_SECONDS = 300;
    private static final int SIGINT_BIT = 1 << 1;

    private final String name;
    private final Path output;
    private final Process process;

    private RunProcess(String name, Path output, Process process) {
        this.name = name;
        this.output = output;
        this.process = process;
    }

    static RunProcess start(Path directory, String name, Map<String, String> environment, String... arguments)
            throws IOException {
        return startCommand("run", directory, name, environment, arguments);
    }

    /** The same of another command. */
    static RunProcess startCommand(
            String bellwether, Path directory, String name, Map<String, String> environment, String... arguments)
            throws IOException {
        Path output = directory.resolve(name + ".out");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx640m",
                "-XX:TieredStopAtLevel=1",
                "-Duser.timezone=UTC",
                "-cp",
                System.getProperty("java.class.path"),
                ProcessGuard.class.getName(),
                Bellwether.class.getName(),
                bellwether));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.to(output.toFile()));
        builder.environment().putAll(environment);
        builder.environment()
                .put("BELLWETHER_LOG", directory.resolve(name + ".log").toString());
        return new RunProcess(name, output, builder.start());
    }

    /** Whether a process that is started here hears of Ctrl-C: one that was put into the background may not. */
    static boolean hearsInterrupts() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith("SigIgn:")) {
                return (Long.parseUnsignedLong(
                                        line.substring("SigIgn:".length()).strip(), 16)
                                & SIGINT_BIT)
                        == 0;
            }
        }
        return true;
    }

    /** Returns when the condition holds; fails if the process has ended by then. */
    void await(String what, BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end || !process.isAlive()) {
                throw new AssertionError(name + " came to no " + what + ":\n" + output());
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    /** Returns when the job was handed to its cluster. */
    void awaitRunning() throws InterruptedException {
        await("run", () -> output().contains("Bellwether runs."));
    }

    /** Ends it and gives its exit code. */
    int end(Signal signal) throws Exception {
        if (signal == Signal.KILL) {
            process.destroyForcibly();
        } else {
            new ProcessBuilder("sh", "-c", "kill -" + signal + " " + process.pid())
                    .start()
                    .waitFor();
        }
        return exitCode();
    }

    /** The exit code of one that ends. */
    int exitCode() throws InterruptedException {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError(name + " did not end:\n" + output());
        }
        return process.exitValue();
    }

    String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
