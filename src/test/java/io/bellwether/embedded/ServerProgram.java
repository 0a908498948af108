package io.bellwether.embedded;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A real server of a Debian package, on loopback, with all that it says in a file. The test is skipped where the program is
 * missing, unless CI=true.
 */
public final class ServerProgram implements AutoCloseable {

    private static final int TRIES = 5;

    private final Process process;
    private final Path log;
    private final String url;

    /**
     * What is to be started.
     *
     * @param name of the program on PATH
     * @param debian the package that it comes with
     * @param ready a path that answers as soon as it is up
     * @param patience how long that may take
     */
    public record Program(String name, String debian, String ready, Duration patience) {}

    /** Sets a server up. */
    @FunctionalInterface
    public interface Arguments {
        /** Those with which it listens on that port; it cannot tell one that it chose itself. */
        List<String> on(int port) throws IOException;
    }

    private ServerProgram(Process process, Path log, String url) {
        this.process = process;
        this.log = log;
        this.url = url;
    }

    /** Starts it, on another port where somebody else took the first. */
    public static ServerProgram start(Program program, Path log, Arguments arguments) throws Exception {
        Path path = required(program.name(), program.debian());
        for (int i = 1; ; i++) {
            ServerProgram started = start(path, log, arguments, Ports.free());
            if (started.isUp(program)) {
                return started;
            }
            started.close();
            String said = Files.readString(started.log);
            if (i == TRIES || !said.contains("address already in use")) {
                throw new IllegalStateException(program.name() + " did not start: " + said);
            }
        }
    }

    /** Where a program is. The test is skipped where it is missing, unless CI=true. */
    public static Path required(String name, String debian) {
        Path path = find(name);
        if (path == null && !"true".equals(System.getenv("CI"))) {
            assumeTrue(false, name + " is not on PATH (Debian: apt-get install " + debian + ")");
        }
        if (path == null) {
            throw new IllegalStateException(name + " is not on PATH, which CI=true requires: install " + debian);
        }
        return path;
    }

    private static ServerProgram start(Path path, Path log, Arguments arguments, int port) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(path.toString());
        builder.command().addAll(arguments.on(port));
        Process process =
                builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        return new ServerProgram(process, log, "http://127.0.0.1:" + port);
    }

    public String url() {
        return url;
    }

    private static Path find(String name) {
        for (String folder : System.getenv("PATH").split(File.pathSeparator)) {
            Path program = Path.of(folder, name);
            if (Files.isExecutable(program)) {
                return program;
            }
        }
        return null;
    }

    private boolean isUp(Program program) throws Exception {
        HttpRequest ask =
                HttpRequest.newBuilder(URI.create(url + program.ready())).build();
        HttpClient client = HttpClient.newHttpClient();
        long end = System.nanoTime() + program.patience().toNanos();
        while (System.nanoTime() < end) {
            try {
                client.send(ask, HttpResponse.BodyHandlers.discarding());
                return true;
            } catch (IOException refused) {
                if (process.waitFor(50, TimeUnit.MILLISECONDS)) {
                    return false;
                }
            }
        }
        return false;
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
