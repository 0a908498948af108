package io.bellwether.demo;

import io.bellwether.file.Unusable;
import io.bellwether.job.RuleFolder;
import io.bellwether.notify.Variables;
import io.bellwether.settings.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;

/** The temporary folder of a demo: data of the parts, and the rules and policies that it runs with. */
final class DemoFolder implements AutoCloseable {

    /** The files of {@code io/bellwether/demo/rules}: the starter pack on a compressed day. */
    static final List<String> RULE_FILES = List.of(
            "cases.yaml",
            "chat.yaml",
            "pipeline.yaml",
            "quality.yaml",
            "sla.yaml",
            "sla-policies.yaml",
            "alert-routing.yaml");

    /** The topics that the job keeps at what is so now, by their settings. */
    static final Map<String, String> OF_ROWS =
            Map.of("clocks", "service.clocks", "contacts", "service.contacts", "presence", "service.presence");

    private final Path root;
    private final boolean keep;

    private DemoFolder(Path root, boolean keep) {
        this.root = root;
        this.keep = keep;
    }

    /** @param keep whether it is left when the demo ends */
    static DemoFolder create(boolean keep) throws IOException {
        Path root = Files.createTempDirectory("bellwether-demo-");
        Files.createDirectories(root.resolve("flink"));
        Path rules = Files.createDirectories(root.resolve("rules"));
        for (String name : RULE_FILES) {
            try (InputStream in = DemoFolder.class.getResourceAsStream("rules/" + name)) {
                if (in == null) {
                    throw new IOException("resource io/bellwether/demo/rules/" + name + " is missing from the jar");
                }
                Files.copy(in, rules.resolve(name));
            }
        }
        return new DemoFolder(root, keep);
    }

    Path root() {
        return root;
    }

    Path rules() {
        return root.resolve("rules");
    }

    /** Rules, policies and routing as run reads them; what it would refuse is refused. */
    RuleFolder read(Settings settings, Variables variables) throws Unusable {
        return RuleFolder.read(rules(), settings.ruleContext(), variables, true).usable();
    }

    /** Where Flink puts what it needs on disk. */
    Path flink() {
        return root.resolve("flink");
    }

    Path webhooks() {
        return root.resolve("webhooks.jsonl");
    }

    /** Writes settings as a user would and gives the file. */
    Path settings(String bootstrapServers, String storeUrl) throws IOException {
        String yaml = """
                kafka:
                  bootstrap_servers: "%s"
                  group: bellwether-demo
                  topics: {clocks: "%s", contacts: "%s", presence: "%s"}
                influx:
                  url: "%s"
                  org: demo
                  bucket: demo
                  token: demo
                alert_rules: "%s"
                checkpoint:
                  interval: 10s
                  directory: "%s"
                parallelism: 2
                # The day is compressed, so what is kept for later is kept for minutes.
                lateness: 2m
                forget:
                  closed_after: 10m
                  solved_after: 10m
                after_service:
                  orders: true
                """.formatted(
                        bootstrapServers,
                        OF_ROWS.get("clocks"),
                        OF_ROWS.get("contacts"),
                        OF_ROWS.get("presence"),
                        storeUrl,
                        rules(),
                        root.resolve("checkpoints").toUri());
        return Files.writeString(root.resolve("bellwether.yaml"), yaml, StandardCharsets.UTF_8);
    }

    /** Removes the folder. A part that is ending may remove files of its own meanwhile. */
    @Override
    public void close() throws IOException {
        if (!keep) {
            Files.walkFileTree(root, new Removal());
        }
    }

    private static final class Removal extends SimpleFileVisitor<Path> {

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException error) throws IOException {
            if (error instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            throw error;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, IOException error) throws IOException {
            if (error != null && !(error instanceof NoSuchFileException)) {
                throw error;
            }
            Files.deleteIfExists(directory);
            return FileVisitResult.CONTINUE;
        }
    }
}
