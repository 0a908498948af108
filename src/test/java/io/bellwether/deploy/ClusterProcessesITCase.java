package io.bellwether.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The harness itself: counts are exact across the death of a TaskManager, jars run, and no process is left behind. */
@Timeout(300)
class ClusterProcessesITCase {

    private static final long NUMBERS = 200_000;

    private static Path directory;
    private static ClusterProcesses cluster;

    @BeforeAll
    static void start() throws Exception {
        Files.createDirectories(Path.of("target"));
        directory = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "cluster-");
        cluster = ClusterProcesses.start(directory, Map.of());
    }

    @AfterAll
    static void stop() {
        cluster.close();
        assertThat(running()).as("processes left behind").isEmpty();
    }

    @Test
    void countsAreExactAfterATaskManagerIsKilled() throws Exception {
        Path gate = directory.resolve("gate");
        Path counts = Files.createDirectories(directory.resolve("counts"));
        JobID job = cluster.submit(
                CountingJob.build(NUMBERS, gate, counts).getStreamGraph().getJobGraph());
        cluster.awaitCheckpoint(job);
        assertThat(counts).as("nothing is written before the end").isEmptyDirectory();

        cluster.killTaskManager();
        cluster.startTaskManager();
        cluster.awaitCheckpoint(job);
        assertThat(cluster.restorations(job)).isPositive();

        Files.createFile(gate);
        assertThat(cluster.awaitEnd(job, Duration.ofSeconds(90))).isEqualTo(JobStatus.FINISHED);
        assertExact(counts);
    }

    @Test
    void runsAJobJar() throws Exception {
        Path gate = Files.createFile(directory.resolve("jar-gate"));
        Path counts = Files.createDirectories(directory.resolve("jar-counts"));
        JobID job = cluster.submit(
                jar(), CountingJob.class.getName(), Long.toString(NUMBERS), gate.toString(), counts.toString());
        assertThat(cluster.awaitEnd(job, Duration.ofSeconds(90))).isEqualTo(JobStatus.FINISHED);
        assertExact(counts);
    }

    private static Path jar() throws IOException {
        Path jar = directory.resolve("counting.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (Class<?> type : new Class<?>[] {CountingJob.class, CountingJob.Gated.class, CountingJob.Count.class}) {
                String entry = type.getName().replace('.', '/') + ".class";
                out.putNextEntry(new JarEntry(entry));
                try (InputStream in = type.getResourceAsStream("/" + entry)) {
                    in.transferTo(out);
                }
            }
        }
        return jar;
    }

    private static void assertExact(Path counts) throws IOException {
        Map<String, Long> read = new TreeMap<>();
        try (Stream<Path> files = Files.list(counts)) {
            for (Path file : files.toList()) {
                read.put(file.getFileName().toString(), Long.valueOf(Files.readString(file)));
            }
        }
        assertThat(read.values()).hasSize(CountingJob.KEYS).containsOnly(NUMBERS / CountingJob.KEYS);
    }

    private static Stream<ProcessHandle> running() {
        return ProcessHandle.current().descendants().filter(ClusterProcessesITCase::isOurs);
    }

    private static boolean isOurs(ProcessHandle process) {
        return process.info().commandLine().orElse("").contains(directory.toString());
    }
}
