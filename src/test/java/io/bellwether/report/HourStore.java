package io.bellwether.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bellwether.influx.InfluxProcess;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A real InfluxDB 1.x with the databases {@code live} and {@code trends}. */
final class HourStore implements AutoCloseable {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final InfluxProcess influx;

    HourStore(Path folder) throws Exception {
        influx = InfluxProcess.start(folder);
        for (String database : List.of("live", "trends")) {
            ask("/query", "q=CREATE DATABASE " + database);
        }
    }

    String url() {
        return influx.url();
    }

    JsonNode ask(String path, String body) throws Exception {
        HttpResponse<String> reply = HTTP.send(
                HttpRequest.newBuilder(URI.create(influx.url() + path))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(reply.statusCode()).as(reply.body()).isBetween(200, 204);
        return JSON.readTree(reply.body());
    }

    void write(String database, Path file, Predicate<String> wanted) throws Exception {
        List<String> lines = new ArrayList<>();
        try (Stream<String> all = Files.lines(file)) {
            for (String line : (Iterable<String>) all.filter(wanted)::iterator) {
                lines.add(line);
                if (lines.size() == 20_000) {
                    ask("/write?precision=ms&db=" + database, String.join("\n", lines));
                    lines.clear();
                }
            }
        }
        ask("/write?precision=ms&db=" + database, String.join("\n", lines));
    }

    /** The one number that a query of InfluxQL gives of the hours; 0 for none. */
    double number(String query) throws Exception {
        JsonNode reply = ask("/query?db=trends", "q=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
        assertThat(reply.path("results").path(0).has("error")).as(query + reply).isFalse();
        return reply.path("results")
                .path(0)
                .path("series")
                .path(0)
                .path("values")
                .path(0)
                .path(1)
                .asDouble();
    }

    @Override
    public void close() throws Exception {
        influx.close();
    }
}
