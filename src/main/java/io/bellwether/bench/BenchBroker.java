package io.bellwether.bench;

import io.bellwether.embedded.EmbeddedKafka;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A Kafka broker in a JVM of its own, so that its CPU time is in no figure; gone, with its data, when closed. */
final class BenchBroker implements AutoCloseable {

    private static final String READY = "READY ";
    private static final long STOP_SECONDS = 20;

    private final Process process;
    private final BenchFolder folder;
    private final String servers;
    private final Thread hook = new Thread(this::kill, "stop-bench-broker");

    private BenchBroker(Process process, BenchFolder folder, String servers) {
        this.process = process;
        this.folder = folder;
        this.servers = servers;
    }

    /** Starts a broker on a free port, its data in a temporary folder. */
    static BenchBroker start() throws IOException {
        BenchFolder folder = BenchFolder.create();
        ProcessBuilder builder = new ProcessBuilder(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-cp",
                absolute(System.getProperty("java.class.path")),
                EmbeddedKafka.class.getName(),
                "0",
                folder.path().toString()));
        Path log = folder.path().resolve("broker.log");
        builder.environment().put("BELLWETHER_LOG", log.toString());
        builder.redirectError(log.toFile());
        Process process = builder.start();
        try {
            BenchBroker broker = new BenchBroker(process, folder, servers(process, log));
            Runtime.getRuntime().addShutdownHook(broker.hook);
            return broker;
        } catch (IOException e) {
            process.destroyForcibly();
            folder.close();
            throw e;
        }
    }

    private static String absolute(String classPath) {
        StringBuilder absolute = new StringBuilder();
        for (String entry : classPath.split(File.pathSeparator)) {
            absolute.append(absolute.isEmpty() ? "" : File.pathSeparator)
                    .append(Path.of(entry).toAbsolutePath());
        }
        return absolute.toString();
    }

    private static String servers(Process process, Path log) throws IOException {
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line;
        while ((line = out.readLine()) != null) {
            if (line.startsWith(READY)) {
                return line.substring(READY.length()).trim();
            }
        }
        throw new IOException("the Kafka broker ended before it was ready; see " + log);
    }

    String servers() {
        return servers;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().removeShutdownHook(hook);
        folder.close();
    }

    private void kill() {
        process.destroyForcibly();
    }
}
