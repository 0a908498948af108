package io.bellwether.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;

/** The few questions that {@link ClusterProcesses} asks a JobManager. */
final class FlinkRest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final String base;

    FlinkRest(String port) {
        this.base = "http://localhost:" + port;
    }

    JsonNode get(String path) {
        try {
            HttpResponse<String> response = send(path);
            if (response.statusCode() != 200) {
                throw new IllegalStateException(
                        "GET " + path + ": status " + response.statusCode() + ", " + response.body());
            }
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException("GET " + base + path, e);
        }
    }

    boolean answers() {
        try {
            return send("/overview").statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    JobStatus status(JobID job) {
        return JobStatus.valueOf(get("/jobs/" + job + "/status").get("status").asText());
    }

    boolean allTasksRunning(JobID job) {
        JsonNode answer = get("/jobs/" + job);
        if (!answer.get("state").asText().equals("RUNNING")) {
            return false;
        }
        for (JsonNode vertex : answer.get("vertices")) {
            JsonNode tasks = vertex.get("tasks");
            int done = tasks.get("RUNNING").asInt() + tasks.get("FINISHED").asInt();
            if (done != vertex.get("parallelism").asInt()) {
                return false;
            }
        }
        return true;
    }

    long checkpoints(JobID job, String count) {
        return get("/jobs/" + job + "/checkpoints").get("counts").get(count).asLong();
    }

    private HttpResponse<String> send(String path) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(Duration.ofSeconds(20))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted at GET " + path, e);
        }
    }
}
