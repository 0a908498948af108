package io.bellwether.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellwether.embedded.ServerProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Draws dashboards in a real browser, by the program in {@value #PROGRAM}. It is skipped where Node.js, npm or Chromium are
 * missing or the packages cannot be had, unless CI=true.
 */
final class DashboardPictures {

    private static final String PROGRAM = "src/test/dashboard-pictures";
    /** What is drawn besides: a dashboard on which everything is wrong. */
    static final String FAULTY = "faulty";

    private static final String FAULTY_FILE = "src/test/resources/dashboards/faulty.json";
    /** A registry that hiccups is no fault of the dashboards. */
    private static final int TRIES = 3;

    private static final Path DASHBOARDS = Path.of("dashboards");

    /** What the settings name the databases that the data sources leave to the environment. */
    private static final Map<String, String> DATABASES =
            Map.of("$INFLUX_BUCKET", SimulatedDay.PANES, "$INFLUX_TREND_BUCKET", SimulatedDay.TRENDS);

    private final Path out;
    private final Path node;
    private final Path browser;

    private DashboardPictures(Path out, Path node, Path browser) {
        this.out = out;
        this.node = node;
        this.browser = browser;
    }

    /** @param out folder of pictures and report */
    static DashboardPictures prepare(Path out) throws Exception {
        Path node = ServerProgram.required("node", "nodejs");
        Path npm = ServerProgram.required("npm", "npm");
        Path browser = ServerProgram.required("chromium", "chromium");
        Files.createDirectories(out);
        install(npm, out);
        return new DashboardPictures(out.toAbsolutePath(), node, browser);
    }

    /** Once for each state of the lock file. */
    private static void install(Path npm, Path out) throws Exception {
        Path lock = Path.of(PROGRAM, "package-lock.json");
        Path installed = Path.of(PROGRAM, "node_modules", "installed.json");
        if (Files.exists(installed) && Files.mismatch(lock, installed) == -1) {
            return;
        }
        int code = 1;
        for (int attempt = 0; attempt < TRIES && code != 0; attempt++) {
            code = run(List.of(npm.toString(), "ci", "--prefer-offline", "--loglevel=error"), out.resolve("npm.log"));
        }
        if (code != 0) {
            String message =
                    "npm could not install the packages that draw: " + Files.readString(out.resolve("npm.log"));
            assertThat(System.getenv("CI")).as(message).isNotEqualTo("true");
            assumeTrue(false, message);
        }
        Files.copy(lock, installed);
    }

    private static int run(List<String> command, Path log) throws Exception {
        return new ProcessBuilder(command)
                .directory(Path.of(PROGRAM).toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start()
                .waitFor();
    }

    /** The dashboards below {@code dashboards/} by name, such as {@code zh/team}, each with its report. */
    Map<String, JsonNode> draw(String store, boolean forDocumentation) throws Exception {
        ObjectNode job = Deployment.JSON.createObjectNode();
        job.put("store", store);
        job.set("sources", sources());
        job.put("now", SimulatedDay.NOW.toEpochMilli());
        job.put("zone", SimulatedDay.ZONE);
        job.put("browser", browser.toString());
        job.put("out", out.toString());
        if (forDocumentation) {
            job.put("small", true);
            job.put("longest", SimulatedDay.MINUTES);
        }
        ArrayNode dashboards = job.putArray("dashboards");
        for (Path file : files()) {
            dashboards.addObject().put("file", file.toAbsolutePath().toString()).put("name", name(file));
        }
        dashboards
                .addObject()
                .put("file", Path.of(FAULTY_FILE).toAbsolutePath().toString())
                .put("name", FAULTY);
        Path order = out.resolve("job.json");
        Files.writeString(order, job.toString());
        Path log = out.resolve("draw.log");
        int code = run(List.of(node.toString(), "draw.js", order.toString()), log);
        assertThat(code).as(Files.readString(log)).isZero();
        return Deployment.JSON.convertValue(
                Deployment.JSON.readTree(out.resolve("report.json").toFile()), new ReportType());
    }

    private static final class ReportType
            extends com.fasterxml.jackson.core.type.TypeReference<Map<String, JsonNode>> {}

    private static List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(DASHBOARDS)) {
            return all.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }

    private static String name(Path file) {
        String path = DASHBOARDS.relativize(file).toString().replace('\\', '/');
        return path.substring(0, path.length() - ".json".length());
    }

    /** Those that are provisioned. */
    private static ArrayNode sources() throws IOException {
        ArrayNode sources = Deployment.JSON.createArrayNode();
        for (JsonNode source : Deployment.yaml("dashboards/provisioning/datasources/influxdb.yaml")
                .get("datasources")) {
            JsonNode data = source.get("jsonData");
            sources.addObject()
                    .put("uid", source.get("uid").asText())
                    .put("name", source.get("name").asText())
                    .put("interval", data.get("timeInterval").asText())
                    .put("database", DATABASES.getOrDefault(data.get("dbName").asText(), SimulatedDay.PANES));
        }
        return sources;
    }

    /** Copies the small pictures, for documentation. */
    void keep(Path folder) throws IOException {
        for (Path file : files()) {
            Path to = folder.resolve(name(file) + ".png");
            Files.createDirectories(to.getParent());
            Files.copy(out.resolve(name(file) + ".small.png"), to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
